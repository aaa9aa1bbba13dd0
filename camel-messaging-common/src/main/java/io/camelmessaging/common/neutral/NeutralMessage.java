/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.neutral;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonProperty.Access;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.camelmessaging.common.InboundMessage;
import io.camelmessaging.common.internal.Redaction;
import io.camelmessaging.common.support.ProviderBean;

/**
 * A message that somebody sent to us through any provider; what is null is not in its JSON.
 *
 * @param provider   the component's scheme
 * @param account    the account in short, or null
 * @param eventId    the key that two deliveries of it share
 * @param occurredAt when, or null
 * @param messageId  the provider's id of this message, or null
 * @param inReplyTo  the provider's id of the message that it answers, or null
 * @param reference  the reference of that message, or null
 * @param sender     in E.164 where it is a number that can be read so
 * @param recipient  our number or address, likewise; or null
 * @param text       what it says
 */
@JsonPropertyOrder({
        "type", "provider", "account", "eventId", "time", "messageId", "inReplyTo", "reference", "sender", "recipient",
        "text" })
public record NeutralMessage(
        String provider,
        String account,
        String eventId,
        @JsonProperty("time") Instant occurredAt,
        String messageId,
        String inReplyTo,
        String reference,
        String sender,
        String recipient,
        String text)
        implements
            InboundMessage,
            NeutralShape,
            ProviderBean {

    static final String TYPE = "message";

    @Override
    @JsonProperty(access = Access.READ_ONLY)
    public String type() {
        return TYPE;
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "NeutralMessage[" + provider + ", " + messageId + ", " + Redaction.recipient(sender) + "]";
    }
}
