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
import io.camelmessaging.common.internal.Redaction;
import io.camelmessaging.common.support.binding.CommonField;
import io.camelmessaging.common.support.binding.RequestField;

/**
 * An MMS ({@code POST /mms/send}).
 *
 * @param to           the recipient, E.164 or in local form; this or a list is needed
 * @param subject      the subject: 20 characters; required
 * @param body         the text: 1,500 characters of GSM-7, else 500; required
 * @param customString the caller's reference, which comes back in answers, receipts and replies; at most 50 characters;
 *                     null for none
 * @param from         the sender: a number, or a name of 3 to 11 characters; null for a shared or default one
 * @param source       the sending program; null for {@code camel}
 * @param schedule     when to send; null for now
 * @param listId       the contact list to send to, instead of a recipient; null for none
 * @param country      the two-letter country of a local number, or null
 * @param fromEmail    where replies are mailed, or null
 * @param mediaFile    the public URL of a file of 250 kB at most; of the whole request; required
 * @param extraFields  fields that the provider has and this component does not know, by their wire names
 */
public record MmsRequest(
        @RequestField(value = CommonField.TO, phoneNumber = true) String to,
        @RequestField(value = CommonField.SUBJECT, required = true, personal = true) String subject,
        @RequestField(value = CommonField.TEXT, required = true) String body,
        @JsonProperty("custom_string") @RequestField(value = CommonField.REFERENCE, maxLength = 50) String customString,
        @RequestField(value = CommonField.FROM, sender = true) String from,
        String source,
        @RequestField(CommonField.SCHEDULE) UnixTime schedule,
        @JsonProperty("list_id") Long listId,
        @RequestField(country = true) String country,
        @JsonProperty("from_email") @RequestField(personal = true) String fromEmail,
        @JsonProperty("media_file") @RequestField(required = true) String mediaFile,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields)
        implements
            SendItem {

    public MmsRequest {
        extraFields = ExtraFields.copy(extraFields);
    }

    @Override
    public void checkTexts(String operation) {
        TextLimits.check(operation, "body", body, 1500, 500);
        TextLimits.checkSubject(operation, subject);
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "MmsRequest[" + (to == null ? "list " + listId : Redaction.recipient(to)) + "]";
    }
}
