/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomerang.model;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.camelmessaging.boomerang.BoomerangConstants;
import io.camelmessaging.common.ExtraFields;
import io.camelmessaging.common.InboundMessage;
import io.camelmessaging.common.internal.Fingerprint;
import io.camelmessaging.common.internal.Redaction;
import io.camelmessaging.common.support.InternationalNumber;
import io.camelmessaging.common.support.ProviderBean;

/**
 * An answer to a message.
 *
 * @param transactionId   the message that was answered
 * @param customParameter the reference that it was sent with
 * @param responseId      the id of this reply, by which repeats are told
 * @param from            who replied: digits, mostly without a plus, or an e-mail address
 * @param responseContent what the reply says; of a call the keys that were pressed
 * @param isNew           whether it was not read before
 * @param transactionDate when the message was made, as the provider writes it
 * @param responseDate    when the reply arrived, as the provider writes it
 * @param campaignName    the campaign of the message, where the provider tells it
 * @param conversationId  the conversation of the message, where the provider tells it
 * @param occurredAt      when the reply arrived; null where its date cannot be read; not on the wire
 * @param extraFields     fields that the provider has and this component does not know, by their wire names
 */
public record Reply(
        @JsonProperty("transaction_id") String transactionId,
        @JsonProperty("custom_parameter") String customParameter,
        @JsonProperty("response_id") String responseId,
        String from,
        @JsonProperty("response_content") String responseContent,
        @JsonProperty("is_new") Boolean isNew,
        @JsonProperty("transaction_date") String transactionDate,
        @JsonProperty("response_date") String responseDate,
        @JsonProperty("campaign_name") String campaignName,
        @JsonProperty("conversation_id") String conversationId,
        @JsonIgnore Instant occurredAt,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields)
        implements
            InboundMessage,
            ProviderBean {

    private static final String KEYS = "0123456789*#";

    public Reply {
        extraFields = ExtraFields.copy(extraFields);
    }

    /** The same reply, its date read as one of this zone. */
    public Reply datedIn(ZoneId zone) {
        return new Reply(
                transactionId, customParameter, responseId, from, responseContent, isNew, transactionDate, responseDate,
                campaignName, conversationId, WireTime.instant(responseDate, zone), extraFields);
    }

    /** Its id; where the provider gives none, what it says and when. */
    @Override
    public String eventId() {
        return responseId != null && !responseId.isBlank()
                ? responseId
                : transactionId + ":" + responseDate + ":"
                  + Fingerprint.shortOf(32, transactionId, responseDate, from, responseContent, new TreeMap<>(extraFields));
    }

    @Override
    public String messageId() {
        return responseId;
    }

    /** Who replied, as E.164 where it is a number, so that an answer can go there. */
    @Override
    public String sender() {
        return InternationalNumber.of(from);
    }

    /** The provider does not tell the number that was answered. */
    @Override
    public String recipient() {
        return null;
    }

    @Override
    public String text() {
        return responseContent == null ? "" : responseContent;
    }

    @Override
    public String inReplyTo() {
        return transactionId;
    }

    @Override
    public String reference() {
        return customParameter;
    }

    /** The key that was pressed in a call, where the reply is a single one; else null. */
    public String keyPressed() {
        String key = responseContent == null ? "" : responseContent.strip();
        return key.length() == 1 && KEYS.indexOf(key.charAt(0)) >= 0 ? key : null;
    }

    @Override
    public Map<String, Object> headers() {
        return Collections.singletonMap(BoomerangConstants.KEY_PRESSED, keyPressed());
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "Reply[" + responseId + ", " + Redaction.recipient(from) + "]";
    }
}
