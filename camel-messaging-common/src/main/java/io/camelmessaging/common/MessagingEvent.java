/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common;

import java.time.Instant;
import java.util.Map;

/**
 * What a provider reports: a receipt or an inbound message.
 */
public sealed interface MessagingEvent extends ProvidesHeaders permits DeliveryReceipt, InboundMessage {

    /** The key that two deliveries of the same event share, and two events do not. */
    String eventId();

    /** When it happened, as the provider says; null if it does not. */
    Instant occurredAt();

    /** The reference that the message was sent with; null if there was none or the provider does not carry it. */
    default String reference() {
        return null;
    }

    /** Whether it has what an event of its kind needs; a push without is none. */
    default boolean complete() {
        return true;
    }

    /** Those that its provider alone has. */
    @Override
    default Map<String, Object> headers() {
        return Map.of();
    }
}
