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
 * An RCS message ({@code POST /v1/messaging/rcs}).
 *
 * @param number      the recipient in E.164 form; required
 * @param text        the message text; required
 * @param callbackUrl where the delivery receipt goes; null for none
 * @param extraFields fields that the provider has and this component does not know, by their wire names
 */
public record RcsRequest(
        @RequestField(value = CommonField.TO, required = true, phoneNumber = true) String number,
        @RequestField(value = CommonField.TEXT, required = true) String text,
        @RequestField(CommonField.CALLBACK_URL) String callbackUrl,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields) {

    public RcsRequest {
        extraFields = ExtraFields.copy(extraFields);
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "RcsRequest[" + Redaction.recipient(number) + "]";
    }
}
