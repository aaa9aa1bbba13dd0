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
import io.camelmessaging.common.support.binding.Validated;

/**
 * A call that reads a text out ({@code POST /v1/calls/text}).
 *
 * @param number      the number to call in E.164 form; required
 * @param text        the text, up to 2,000 characters; required
 * @param from        the calling number, approved by Boomware; null for the default
 * @param language    the language of the voice; null for en
 * @param callbackUrl where status changes of the call go, or null
 * @param extraFields fields that the provider has and this component does not know, by their wire names
 */
public record TextCallRequest(
        @RequestField(value = CommonField.TO, required = true, phoneNumber = true) String number,
        @RequestField(value = CommonField.TEXT, required = true) String text,
        @RequestField(value = CommonField.FROM, sender = true) String from,
        String language,
        @RequestField(CommonField.CALLBACK_URL) String callbackUrl,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields)
        implements
            Validated {

    private static final int MAX_TEXT_LENGTH = 2_000;

    public TextCallRequest {
        extraFields = ExtraFields.copy(extraFields);
    }

    @Override
    public void validate() {
        int length = text.codePointCount(0, text.length());
        if (length > MAX_TEXT_LENGTH) {
            throw new IllegalArgumentException(
                    "boomware:textCall takes a text of up to " + MAX_TEXT_LENGTH + " characters, and got " + length + ".");
        }
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "TextCallRequest[" + Redaction.recipient(number) + "]";
    }
}
