/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.util.List;

import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.RecipientOutcome;
import io.camelmessaging.common.SendResult;
import org.apache.camel.Message;

/**
 * The neutral headers of a send.
 */
public final class ResultHeaders {

    private ResultHeaders() {
    }

    /**
     * Writes them.
     *
     * @param counted whether the segments were counted before the send, so that they stay where the provider tells none
     */
    public static void write(Message message, SendResult result, boolean counted) {
        List<RecipientOutcome> outcomes = result.outcomes();
        message.setHeader(MessagingConstants.ACCEPTED_COUNT, result.count(RecipientOutcome.State.ACCEPTED));
        message.setHeader(MessagingConstants.REJECTED_COUNT, result.count(RecipientOutcome.State.REJECTED));
        if (!outcomes.isEmpty()) {
            RecipientOutcome first = outcomes.get(0);
            setOrRemove(message, MessagingConstants.MESSAGE_ID, first.messageId());
            setOrRemove(message, MessagingConstants.PRICE, first.price());
            if (first.segments() != null || !counted) {
                setOrRemove(message, MessagingConstants.SEGMENTS, first.segments());
            }
        }
    }

    /** What an earlier call left under the name is not this one's. */
    static void setOrRemove(Message message, String header, Object value) {
        if (value == null) {
            message.removeHeader(header);
        } else {
            message.setHeader(header, value);
        }
    }
}
