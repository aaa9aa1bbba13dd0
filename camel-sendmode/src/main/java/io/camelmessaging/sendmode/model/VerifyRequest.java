/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sendmode.model;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.camelmessaging.common.ExtraFields;
import io.camelmessaging.common.internal.Redaction;
import io.camelmessaging.common.support.binding.CommonField;
import io.camelmessaging.common.support.binding.RequestField;

/**
 * A one-time code ({@code POST /verify}).
 *
 * @param messageText the text around the code; required
 * @param recipient   the number; required
 * @param senderId    the sender id; null for the account's default
 * @param codeTimeout how many minutes the code is valid, on the wire {@code timeout}; null for 120
 * @param codeLength  how many characters it has, on the wire {@code tokenLength}; null for 4
 * @param extraFields fields that the provider has and this component does not know, by their wire names
 */
public record VerifyRequest(
        @JsonProperty("messagetext") @RequestField(value = CommonField.TEXT, required = true) String messageText,
        @RequestField(value = CommonField.TO, required = true, phoneNumber = true) String recipient,
        @JsonProperty("senderid") @RequestField(value = CommonField.FROM, sender = true) String senderId,
        @JsonProperty("timeout") @RequestField(least = 1) Integer codeTimeout,
        @JsonProperty("tokenLength") @RequestField(least = 1) Integer codeLength,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields) {

    public VerifyRequest {
        extraFields = ExtraFields.copy(extraFields);
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "VerifyRequest[" + Redaction.recipient(recipient) + "]";
    }
}
