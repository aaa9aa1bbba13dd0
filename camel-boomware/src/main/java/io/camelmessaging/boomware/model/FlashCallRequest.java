/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomware.model;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.camelmessaging.common.ExtraFields;
import io.camelmessaging.common.internal.Redaction;
import io.camelmessaging.common.support.binding.CommonField;
import io.camelmessaging.common.support.binding.RequestField;

/**
 * A call that rings once ({@code POST /v1/calls/flash}).
 *
 * @param number      the number to ring in E.164 form; required
 * @param from        the calling number, approved by Boomware; null for one that Boomware picks and answers
 * @param callbackUrl where status changes of the call go, or null
 * @param extraFields fields that the provider has and this component does not know, by their wire names
 */
public record FlashCallRequest(
        @RequestField(value = CommonField.TO, required = true, phoneNumber = true) String number,
        @RequestField(value = CommonField.FROM, sender = true) String from,
        @RequestField(CommonField.CALLBACK_URL) String callbackUrl,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields) {

    public FlashCallRequest {
        extraFields = ExtraFields.copy(extraFields);
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "FlashCallRequest[" + Redaction.recipient(number) + "]";
    }
}
