/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomware.model;

import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.camelmessaging.boomware.BoomwareConstants;
import io.camelmessaging.common.ExtraFields;
import io.camelmessaging.common.InboundMessage;
import io.camelmessaging.common.internal.Redaction;
import io.camelmessaging.common.support.InternationalNumber;
import io.camelmessaging.common.support.ProviderBean;

/**
 * A message to a rented number.
 *
 * @param from        who sent it: digits, mostly without a plus, or a name
 * @param to          the rented number, mostly without a plus
 * @param messageId   the id, by which repeats are told
 * @param text        what it says
 * @param timestamp   when, as the provider wrote it (seconds)
 * @param parts       how many SMS parts it had
 * @param extraFields fields that the provider has and this component does not know, by their wire names
 */
public record InboundSms(
        String from,
        String to,
        String messageId,
        String text,
        Long timestamp,
        Integer parts,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields)
        implements
            InboundMessage,
            ProviderBean {

    public InboundSms {
        text = text == null ? "" : text;
        extraFields = ExtraFields.copy(extraFields);
    }

    @Override
    public String eventId() {
        return messageId;
    }

    /** Who sent it, as E.164 where it is a number, so that an answer can go there. */
    @Override
    public String sender() {
        return InternationalNumber.of(from);
    }

    @Override
    public String recipient() {
        return InternationalNumber.of(to);
    }

    @Override
    public Instant occurredAt() {
        return WireTime.instant(timestamp);
    }

    @Override
    public boolean complete() {
        return messageId != null;
    }

    @Override
    public Map<String, Object> headers() {
        return parts == null ? Map.of() : Map.of(BoomwareConstants.PARTS, parts);
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "InboundSms[" + messageId + ", " + Redaction.recipient(from) + "]";
    }
}
