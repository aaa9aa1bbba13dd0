/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.util.ArrayList;
import java.util.List;

import io.camelmessaging.common.MessagingException;
import io.camelmessaging.common.OutcomeUnknownException;
import io.camelmessaging.common.RecipientOutcome;
import io.camelmessaging.common.RequestRejectedException;
import io.camelmessaging.common.SendResult;

/**
 * What is known of each recipient when a send failed.
 */
final class FailedSend {

    private FailedSend() {
    }

    /** Those of the calls that were answered before. */
    static List<RecipientOutcome> outcomes(List<Object> answers) {
        List<RecipientOutcome> outcomes = new ArrayList<>();
        for (Object answer : answers) {
            if (answer instanceof SendResult result) {
                outcomes.addAll(result.outcomes());
            }
        }
        return outcomes;
    }

    /** Those of the call that failed: what the failure tells of each, else the same of all. */
    static List<RecipientOutcome> outcomes(MessagingException failure, List<String> recipients) {
        if (!failure.outcomes().isEmpty()) {
            return failure.outcomes();
        }
        RecipientOutcome.State state = failure instanceof RequestRejectedException
                ? RecipientOutcome.State.REJECTED
                : failure instanceof OutcomeUnknownException
                        ? RecipientOutcome.State.UNKNOWN
                : RecipientOutcome.State.NOT_SENT;
        return outcomes(state, recipients);
    }

    static List<RecipientOutcome> outcomes(RecipientOutcome.State state, List<String> recipients) {
        return recipients.stream().map(recipient -> RecipientOutcome.of(recipient, state)).toList();
    }
}
