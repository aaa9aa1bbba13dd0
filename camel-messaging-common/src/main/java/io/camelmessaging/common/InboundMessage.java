/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common;

/**
 * A message that somebody sent to us.
 */
public non-sealed interface InboundMessage extends MessagingEvent {

    /** The provider's id of this message; null where the provider gives none. */
    String messageId();

    /** Who sent it, as the provider writes it. */
    String sender();

    /** Our number or address that it was sent to, as the provider writes it. */
    String recipient();

    /** What it says. */
    String text();

    /** The provider's id of the message that it answers; null if it answers none or the provider does not say. */
    default String inReplyTo() {
        return null;
    }
}
