/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomware.model;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import io.camelmessaging.common.ExtraFields;
import io.camelmessaging.common.RecipientOutcome;
import io.camelmessaging.common.SendResult;
import io.camelmessaging.common.support.CorrelatedAnswer;
import io.camelmessaging.common.support.ProviderBean;

/**
 * The answer to a call operation.
 *
 * @param requestId   the id that receipts name; null if the answer lacks it
 * @param from        the calling number, whose last digits may be a one-time code; null if the answer lacks it
 * @param recipient   the number as it was sent; not on the wire
 * @param extraFields fields that the provider has and this component does not know, by their wire names
 */
public record CallStarted(
        @JsonAlias("id") String requestId,
        String from,
        @JsonIgnore String recipient,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields)
        implements
            SendResult,
            CorrelatedAnswer,
            ProviderBean {

    public CallStarted {
        extraFields = ExtraFields.copy(extraFields);
    }

    @Override
    public CallStarted sentTo(List<String> recipients) {
        return new CallStarted(requestId, from, recipients.isEmpty() ? null : recipients.get(0), extraFields);
    }

    @Override
    public List<RecipientOutcome> outcomes() {
        return List.of(new RecipientOutcome(recipient, RecipientOutcome.State.ACCEPTED, requestId, null, null, null));
    }

    /** Names no number: that of the caller may be a code. */
    @Override
    public String toString() {
        return "CallStarted[" + requestId + "]";
    }
}
