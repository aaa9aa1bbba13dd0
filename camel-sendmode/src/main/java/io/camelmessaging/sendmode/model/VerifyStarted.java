/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sendmode.model;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.camelmessaging.common.ExtraFields;
import io.camelmessaging.common.RecipientOutcome;
import io.camelmessaging.common.SendResult;
import io.camelmessaging.common.support.ProviderBean;

/**
 * The answer to verify: the code is on its way.
 *
 * @param status           {@code OK}
 * @param statusCode       0
 * @param acceptedDateTime when, as the provider wrote it
 * @param message          the provider's echo
 * @param extraFields      fields that the provider has and this component does not know, by their wire names
 */
public record VerifyStarted(
        String status,
        Integer statusCode,
        String acceptedDateTime,
        Echo message,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields)
        implements
            SendResult,
            ProviderBean {

    /**
     * What the provider understood.
     *
     * @param senderId    the sender id, or null
     * @param messageText the text
     * @param recipient   the number
     * @param codeLength  the length of the code
     * @param codeTimeout its validity in minutes
     * @param extraFields fields that the provider has and this component does not know, by their wire names
     */
    public record Echo(
            @JsonProperty("senderid") String senderId,
            @JsonProperty("messagetext") String messageText,
            String recipient,
            @JsonProperty("tokenLength") Integer codeLength,
            @JsonProperty("timeout") Integer codeTimeout,
            @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields) {

        public Echo {
            extraFields = ExtraFields.copy(extraFields);
        }

        /** Omits personal data. */
        @Override
        public String toString() {
            return "Echo[]";
        }
    }

    public VerifyStarted {
        extraFields = ExtraFields.copy(extraFields);
    }

    @Override
    public List<RecipientOutcome> outcomes() {
        return List.of(RecipientOutcome.of(message == null ? null : message.recipient(), RecipientOutcome.State.ACCEPTED));
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "VerifyStarted[" + status + "]";
    }
}
