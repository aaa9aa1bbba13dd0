/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.neutral;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonProperty.Access;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.camelmessaging.common.DeliveryReceipt;
import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.common.RejectionReason;
import io.camelmessaging.common.internal.Redaction;
import io.camelmessaging.common.support.ProviderBean;

/**
 * A delivery receipt of any provider; what is null is not in its JSON.
 *
 * @param provider        the component's scheme
 * @param account         the account in short, or null
 * @param eventId         the key that two deliveries of it share
 * @param occurredAt      when, or null
 * @param messageId       the provider's id of the message that it is about, or null
 * @param reference       the reference of the send, or null
 * @param recipient       in E.164 where it is a number that can be read so, or null
 * @param deliveryStatus  the status in the words that all providers share
 * @param rawStatus       the status in the provider's own word
 * @param rejectionReason why it was refused after it had been accepted, or null
 * @param keysPressed     the keys that the recipient pressed in a call, or null
 */
@JsonPropertyOrder({
        "type", "provider", "account", "eventId", "time", "messageId", "reference", "recipient", "status", "statusFinal",
        "rawStatus", "rejectionReason", "keysPressed" })
public record NeutralReceipt(
        String provider,
        String account,
        String eventId,
        @JsonProperty("time") Instant occurredAt,
        String messageId,
        String reference,
        String recipient,
        @JsonProperty("status") DeliveryStatus deliveryStatus,
        String rawStatus,
        RejectionReason rejectionReason,
        String keysPressed)
        implements
            DeliveryReceipt,
            NeutralShape,
            ProviderBean {

    static final String TYPE = "receipt";

    @Override
    @JsonProperty(access = Access.READ_ONLY)
    public String type() {
        return TYPE;
    }

    /** Whether nothing is expected to follow. */
    @JsonProperty(access = Access.READ_ONLY)
    public boolean statusFinal() {
        return deliveryStatus.isFinal();
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "NeutralReceipt[" + provider + ", " + messageId + ", " + deliveryStatus + ", " + Redaction.recipient(recipient)
               + "]";
    }
}
