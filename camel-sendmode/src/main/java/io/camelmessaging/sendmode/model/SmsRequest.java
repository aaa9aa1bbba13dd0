/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sendmode.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.camelmessaging.common.ExtraFields;
import io.camelmessaging.common.support.binding.CommonField;
import io.camelmessaging.common.support.binding.RequestField;

/**
 * An SMS to one or several numbers ({@code POST /send}).
 *
 * @param messageText  the message text; required
 * @param senderId     the sender id; null for the account's default
 * @param customerId   the caller's reference, which comes back in delivery reports of all recipients; null for none
 * @param scheduleDate when to send, to the nearest 15 minutes: an ISO-8601 time, or the provider's spelling; null for
 *                     now
 * @param recipients   the numbers; required
 * @param extraFields  fields that the provider has and this component does not know, by their wire names
 */
public record SmsRequest(
        @JsonProperty("messagetext") @RequestField(value = CommonField.TEXT, required = true) String messageText,
        @JsonProperty("senderid") @RequestField(value = CommonField.FROM, sender = true) String senderId,
        @JsonProperty("customerid") @RequestField(CommonField.REFERENCE) String customerId,
        @JsonProperty("scheduledate") @RequestField(CommonField.SCHEDULE) String scheduleDate,
        @RequestField(value = CommonField.TO, required = true, phoneNumber = true) List<String> recipients,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields) {

    public SmsRequest {
        recipients = recipients == null ? List.of() : List.copyOf(recipients);
        extraFields = ExtraFields.copy(extraFields);
    }

    /** The same message in pieces of at most so many recipients. */
    public List<SmsRequest> cut(int size) {
        List<SmsRequest> pieces = new ArrayList<>();
        for (int from = 0; from < recipients.size(); from += size) {
            pieces.add(new SmsRequest(
                    messageText, senderId, customerId, scheduleDate,
                    recipients.subList(from, Math.min(from + size, recipients.size())), extraFields));
        }
        return pieces;
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "SmsRequest[" + recipients.size() + " recipients]";
    }
}
