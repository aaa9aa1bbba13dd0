/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend.model;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.camelmessaging.common.ExtraFields;
import io.camelmessaging.common.internal.Redaction;
import io.camelmessaging.common.support.binding.CommonField;
import io.camelmessaging.common.support.binding.RequestField;
import io.camelmessaging.common.support.binding.Validated;

/**
 * An SMS ({@code POST /sms/send}).
 *
 * @param to                          the recipient, E.164 or in local form; this or a list is needed
 * @param body                        the text: 1,224 characters of GSM-7, else 536; required
 * @param customString                the caller's reference, which comes back in answers, receipts and replies; at most
 *                                    50 characters; null for none
 * @param from                        the sender: a number, or a name of 3 to 11 characters; null for a shared or
 *                                    default one
 * @param source                      the sending program; null for {@code camel}
 * @param schedule                    when to send; null for now
 * @param listId                      the contact list to send to, instead of a recipient; null for none
 * @param country                     the two-letter country of a local number, or null
 * @param fromEmail                   where replies are mailed, or null
 * @param contactId                   no longer used by the provider; null
 * @param excludeNoSenderIdRecipients true to send without checking that the sender is registered; null for the default
 * @param shortenUrls                 whether one URL of each text is shortened; of the whole request; null for the
 *                                    default
 * @param senders                     a sender for each country of recipients; of the whole request; null for none
 * @param extraFields                 fields that the provider has and this component does not know, by their wire names
 */
public record SmsRequest(
        @RequestField(value = CommonField.TO, phoneNumber = true) String to,
        @RequestField(value = CommonField.TEXT, required = true) String body,
        @JsonProperty("custom_string") @RequestField(value = CommonField.REFERENCE, maxLength = 50) String customString,
        @RequestField(value = CommonField.FROM, sender = true) String from,
        String source,
        @RequestField(CommonField.SCHEDULE) UnixTime schedule,
        @JsonProperty("list_id") Long listId,
        @RequestField(country = true) String country,
        @JsonProperty("from_email") @RequestField(personal = true) String fromEmail,
        @JsonProperty("contact_id") Long contactId,
        @JsonProperty("exclude_no_sender_id_recipients") Boolean excludeNoSenderIdRecipients,
        @JsonProperty("shorten_urls") Boolean shortenUrls,
        List<Map<String, Object>> senders,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields)
        implements
            SendItem,
            Validated {

    public SmsRequest {
        extraFields = ExtraFields.copy(extraFields);
    }

    @Override
    public void validate() {
        if (senders != null && !senders.stream().allMatch(SmsRequest::isComplete)) {
            throw new IllegalArgumentException(
                    "clicksend:sms takes senders that have a recipient_country_code each, and a sender_id or sender_type: one"
                                               + " of them lacks it.");
        }
    }

    private static boolean isComplete(Map<String, Object> sender) {
        return sender != null && sender.get("recipient_country_code") != null
                && (sender.get("sender_id") != null || sender.get("sender_type") != null);
    }

    @Override
    public void checkTexts(String operation) {
        TextLimits.checkSms(operation, body);
    }

    @Override
    public int segments() {
        return TextLimits.segments(body);
    }

    @Override
    public boolean mayBecomeUnicode() {
        return TextLimits.mayBecomeUnicode(body);
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "SmsRequest[" + (to == null ? "list " + listId : Redaction.recipient(to)) + "]";
    }
}
