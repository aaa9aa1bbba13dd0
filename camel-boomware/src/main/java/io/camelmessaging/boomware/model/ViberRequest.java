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
 * A Viber message ({@code POST /v1/messaging/viber}).
 *
 * @param number          the recipient in E.164 form; required
 * @param text            the message text; required
 * @param from            the Viber sender id; null for the default
 * @param buttonCaption   the caption of the button, or null; it belongs with buttonActionUrl
 * @param buttonActionUrl what the button opens, or null
 * @param imageUrl        the image to show, or null
 * @param callbackUrl     where the delivery receipt goes; null for none
 * @param extraFields     fields that the provider has and this component does not know, by their wire names
 */
public record ViberRequest(
        @RequestField(value = CommonField.TO, required = true, phoneNumber = true) String number,
        @RequestField(value = CommonField.TEXT, required = true) String text,
        @RequestField(CommonField.FROM) String from,
        String buttonCaption,
        String buttonActionUrl,
        String imageUrl,
        @RequestField(CommonField.CALLBACK_URL) String callbackUrl,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields) {

    public ViberRequest {
        extraFields = ExtraFields.copy(extraFields);
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "ViberRequest[" + Redaction.recipient(number) + "]";
    }
}
