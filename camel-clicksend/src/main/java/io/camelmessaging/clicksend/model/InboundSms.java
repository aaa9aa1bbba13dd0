/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend.model;

import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.camelmessaging.clicksend.ClickSendConstants;
import io.camelmessaging.common.ExtraFields;
import io.camelmessaging.common.InboundMessage;
import io.camelmessaging.common.internal.Redaction;
import io.camelmessaging.common.support.ProviderBean;

/**
 * An SMS to one of the account's numbers, polled or pushed.
 *
 * @param body              what it says
 * @param to                the account's number
 * @param from              who sent it
 * @param customString      the reference of the SMS that it answers; empty if there is none
 * @param originalMessageId the id of that SMS, or null
 * @param originalBody      the text of that SMS, or null
 * @param userId            the user; null if polled
 * @param subaccountId      the subaccount; null if polled
 * @param timestamp         when, in seconds since 1970
 * @param timestampSend     used instead of timestamp in a test push
 * @param messageId         its id, by which repeats are told
 * @param originalSenderId  the number that the answered SMS was sent from
 * @param keyword           the first word; no longer kept up by the provider
 * @param extraFields       fields that the provider has and this component does not know, by their wire names
 */
public record InboundSms(
        @JsonProperty("body") @JsonAlias( {
                "message" }) String body,
        String to,
        String from,
        @JsonProperty("custom_string") @JsonAlias({ "customstring" }) String customString,
        @JsonProperty("original_message_id") @JsonAlias({ "originalmessageid" }) String originalMessageId,
        @JsonProperty("original_body") @JsonAlias({ "originalmessage" }) String originalBody,
        @JsonProperty("user_id") Long userId,
        @JsonProperty("subaccount_id") Long subaccountId,
        Long timestamp,
        @JsonProperty("timestamp_send") Long timestampSend,
        @JsonProperty("message_id") String messageId,
        @JsonProperty("originalsenderid") String originalSenderId,
        @JsonProperty("_keyword") String keyword,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields)
        implements
            InboundMessage,
            ProviderBean{

    public InboundSms {
        extraFields = ExtraFields.copy(extraFields);
    }

    @Override
    public String eventId() {
        return messageId;
    }

    @Override
    public String text() {
        return body == null ? "" : body;
    }

    @Override
    public String sender() {
        return from;
    }

    @Override
    public String recipient() {
        return to;
    }

    @Override
    public String reference() {
        return customString == null || customString.isEmpty() ? null : customString;
    }

    @Override
    public String inReplyTo() {
        return originalMessageId == null || originalMessageId.isEmpty() ? null : originalMessageId;
    }

    /** Whether ClickSend sent it to try the URL. */
    public boolean test() {
        return timestamp == null && timestampSend != null;
    }

    @Override
    public Instant occurredAt() {
        return UnixTime.instant(timestamp == null ? timestampSend : timestamp);
    }

    @Override
    public boolean complete() {
        return messageId != null && from != null;
    }

    @Override
    public Map<String, Object> headers() {
        return test() ? Map.of(ClickSendConstants.TEST_PUSH, true) : Map.of();
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "InboundSms[" + messageId + ", " + Redaction.recipient(from) + "]";
    }
}
