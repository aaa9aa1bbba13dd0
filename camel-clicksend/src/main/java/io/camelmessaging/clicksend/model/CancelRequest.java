/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend.model;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.camelmessaging.common.ExtraFields;
import io.camelmessaging.common.support.binding.RequestField;

/**
 * A scheduled SMS to cancel ({@code PUT /sms/../cancel}).
 *
 * @param messageId   the id that the send answered; required
 * @param extraFields fields that the provider has and this component does not know, by their wire names
 */
public record CancelRequest(
        @JsonProperty("message_id") @RequestField(required = true, body = true) String messageId,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields) {

    public CancelRequest {
        extraFields = ExtraFields.copy(extraFields);
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "CancelRequest[" + messageId + "]";
    }
}
