/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend.model;

import java.math.BigDecimal;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.camelmessaging.common.ExtraFields;
import io.camelmessaging.common.support.ProviderBean;

/**
 * What became of one message of a send, or what a history tells of it.
 *
 * @param messageId          its id; a refused message has one too
 * @param status             {@code SUCCESS}, or why it was refused
 * @param to                 the recipient in E.164
 * @param from               the sender, or null
 * @param body               the text
 * @param subject            the subject of an MMS
 * @param customString       the reference
 * @param direction          {@code out}
 * @param date               when, in seconds since 1970
 * @param dateAdded          when it was accepted, in seconds since 1970
 * @param schedule           when it is sent, in seconds since 1970
 * @param messageParts       how many parts an SMS, MMS or call was counted as
 * @param messagePages       how many pages a fax has
 * @param messagePrice       the price
 * @param country            the two-letter country
 * @param carrier            the carrier, mostly empty
 * @param fromEmail          where replies are mailed
 * @param listId             the list
 * @param contactId          the contact
 * @param userId             the user
 * @param subaccountId       the subaccount
 * @param sharedSystemNumber whether the sender is shared
 * @param toType             {@code mobile} or {@code landline}
 * @param lang               the language of a call
 * @param voice              the voice of a call
 * @param requireInput       1 if a call asks for a key
 * @param machineDetection   1 if a call looks for a voicemail
 * @param machineDetected    whether it found one
 * @param digits             the keys that were pressed
 * @param statusCode         a status code of the message, or null
 * @param statusText         its text, or null
 * @param mediaFileUrl       the file of an MMS
 * @param fileUrl            the file of a fax
 * @param apiUsername        the user's name
 * @param errorCode          the error; in a history only
 * @param errorText          its text; in a history only
 * @param firstName          the contact's first name; in a history only
 * @param lastName           the contact's last name; in a history only
 * @param extraFields        fields that the provider has and this component does not know, by their wire names
 */
public record SentMessage(
        @JsonProperty("message_id") String messageId,
        String status,
        String to,
        String from,
        String body,
        String subject,
        @JsonProperty("custom_string") String customString,
        String direction,
        Long date,
        @JsonProperty("date_added") Long dateAdded,
        Long schedule,
        @JsonProperty("message_parts") BigDecimal messageParts,
        @JsonProperty("message_pages") BigDecimal messagePages,
        @JsonProperty("message_price") BigDecimal messagePrice,
        String country,
        String carrier,
        @JsonProperty("from_email") String fromEmail,
        @JsonProperty("list_id") Long listId,
        @JsonProperty("contact_id") Long contactId,
        @JsonProperty("user_id") Long userId,
        @JsonProperty("subaccount_id") Long subaccountId,
        @JsonProperty("is_shared_system_number") Boolean sharedSystemNumber,
        @JsonProperty("to_type") String toType,
        String lang,
        String voice,
        @JsonProperty("require_input") Integer requireInput,
        @JsonProperty("machine_detection") Integer machineDetection,
        @JsonProperty("machine_detected") String machineDetected,
        String digits,
        @JsonProperty("status_code") String statusCode,
        @JsonProperty("status_text") String statusText,
        @JsonProperty("_media_file_url") String mediaFileUrl,
        @JsonProperty("_file_url") String fileUrl,
        @JsonProperty("_api_username") String apiUsername,
        @JsonProperty("error_code") String errorCode,
        @JsonProperty("error_text") String errorText,
        @JsonProperty("first_name") String firstName,
        @JsonProperty("last_name") String lastName,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields)
        implements
            SentEntry,
            ProviderBean {

    public SentMessage {
        extraFields = ExtraFields.copy(extraFields);
    }

    /** The same message with another status. */
    public SentMessage withStatus(String other) {
        return new SentMessage(
                messageId, other, to, from, body, subject, customString, direction, date, dateAdded, schedule, messageParts,
                messagePages, messagePrice, country, carrier, fromEmail, listId, contactId, userId, subaccountId,
                sharedSystemNumber, toType, lang, voice, requireInput, machineDetection, machineDetected, digits, statusCode,
                statusText, mediaFileUrl, fileUrl, apiUsername, errorCode, errorText, firstName, lastName, extraFields);
    }

    @Override
    public Integer parts() {
        BigDecimal counted = messageParts == null ? messagePages : messageParts;
        return counted == null ? null : counted.intValue();
    }

    @Override
    public BigDecimal price() {
        return messagePrice;
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "SentMessage[" + messageId + ", " + status + "]";
    }
}
