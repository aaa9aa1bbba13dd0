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
 * A one-time code ({@code POST /v1/verify}).
 *
 * @param number               the number to verify in E.164 form; required
 * @param method               {@code sms}, {@code voice} or {@code call}; required
 * @param from                 the sender id of the SMS; null for the default
 * @param language             the language of text or voice; null for en
 * @param codeLength           4 to 6; null for 4
 * @param ip                   the end user's IP address, or null
 * @param codeExpiry           the lifetime of the code in a unit that the provider does not state, or null
 * @param checkAttemptsAllowed how many failed checks are allowed, or null
 * @param callbackUrl          where the delivery receipt goes; null for none
 * @param extraFields          fields that the provider has and this component does not know, by their wire names
 */
public record VerifyRequest(
        @RequestField(value = CommonField.TO, required = true, phoneNumber = true) String number,
        @RequestField(required = true, words = {
                "sms", "voice", "call" }) String method,
        @RequestField(value = CommonField.FROM, sender = true) String from,
        String language,
        @RequestField(least = 4, most = 6) Integer codeLength,
        String ip,
        @RequestField(least = 1) Integer codeExpiry,
        @RequestField(least = 1) Integer checkAttemptsAllowed,
        @RequestField(CommonField.CALLBACK_URL) String callbackUrl,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields){

    public VerifyRequest {
        extraFields = ExtraFields.copy(extraFields);
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "VerifyRequest[" + Redaction.recipient(number) + "]";
    }
}
