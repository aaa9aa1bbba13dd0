/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common;

/**
 * A provider's word on what became of a message.
 */
public non-sealed interface DeliveryReceipt extends MessagingEvent {

    /** The provider's id of the message that this is about; null where the provider gives none. */
    String messageId();

    /** The recipient, as the provider writes it. */
    String recipient();

    /** The status in the words that all providers share. */
    DeliveryStatus deliveryStatus();

    /** The status in the provider's own word. */
    String rawStatus();

    /** Why the message was refused after it had been accepted; null if it was not, or the provider does not say. */
    default RejectionReason rejectionReason() {
        return null;
    }

    /** The keys that the recipient pressed in a call, which are an answer; null or empty if there are none. */
    default String keysPressed() {
        return null;
    }
}
