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
 * An SMS ({@code POST /v1/sms}).
 *
 * @param number      the recipient in E.164 form; required
 * @param text        the message text; required
 * @param from        the sender id: a number, or an alphanumeric name that Boomware approved; null for the default
 * @param callbackUrl where the delivery receipt goes; null for none
 * @param extraFields fields that the provider has and this component does not know, by their wire names
 */
public record SmsRequest(
        @RequestField(value = CommonField.TO, required = true, phoneNumber = true) String number,
        @RequestField(value = CommonField.TEXT, required = true) String text,
        @RequestField(value = CommonField.FROM, sender = true) String from,
        @RequestField(CommonField.CALLBACK_URL) String callbackUrl,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields) {

    public SmsRequest {
        extraFields = ExtraFields.copy(extraFields);
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "SmsRequest[" + Redaction.recipient(number) + "]";
    }
}
