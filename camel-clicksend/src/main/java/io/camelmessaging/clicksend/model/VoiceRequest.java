/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend.model;

import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.camelmessaging.common.ExtraFields;
import io.camelmessaging.common.internal.Redaction;
import io.camelmessaging.common.support.binding.CommonField;
import io.camelmessaging.common.support.binding.RequestField;

/**
 * A call that reads a text out ({@code POST /voice/send}).
 *
 * @param to               the recipient, E.164 or in local form; this or a list is needed
 * @param body             the text: 1,200 characters of GSM-7, else 600; required
 * @param lang             the language, such as en-us, in any case; required
 * @param voice            {@code female} or {@code male}, in any case; required
 * @param customString     the caller's reference, which comes back in answers, receipts and replies; at most 50
 *                         characters; null for none
 * @param requireInput     1 or true to ask for a key press, 0 or false not to; null for 0
 * @param machineDetection 1 or true to leave a message on a voicemail, 0 or false not to; null for 0
 * @param country          the two-letter country of a local number, or null
 * @param source           the sending program; null for {@code camel}
 * @param listId           the contact list to send to, instead of a recipient; null for none
 * @param schedule         when to send; null for now
 * @param extraFields      fields that the provider has and this component does not know, by their wire names
 */
public record VoiceRequest(
        @RequestField(value = CommonField.TO, phoneNumber = true) String to,
        @RequestField(value = CommonField.TEXT, required = true) String body,
        @RequestField(required = true) String lang,
        @RequestField(required = true, words = {
                "female", "male" }) String voice,
        @JsonProperty("custom_string") @RequestField(value = CommonField.REFERENCE, maxLength = 50) String customString,
        @JsonProperty("require_input") @RequestField(flag = true) Integer requireInput,
        @JsonProperty("machine_detection") @RequestField(flag = true) Integer machineDetection,
        @RequestField(country = true) String country,
        String source,
        @JsonProperty("list_id") Long listId,
        @RequestField(CommonField.SCHEDULE) UnixTime schedule,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields)
        implements
            SendItem{

    public VoiceRequest {
        lang = lang == null ? null : lang.strip().toLowerCase(Locale.ROOT);
        extraFields = ExtraFields.copy(extraFields);
    }

    @Override
    public void checkTexts(String operation) {
        TextLimits.check(operation, "body", body, 1200, 600);
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "VoiceRequest[" + (to == null ? "list " + listId : Redaction.recipient(to)) + "]";
    }
}
