/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import io.camelmessaging.common.DeliveryReceipt;
import io.camelmessaging.common.InboundMessage;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.MessagingEvent;
import io.camelmessaging.common.observe.EventObservation;
import org.apache.camel.Message;

/**
 * The headers of an event; polling and webhook write the same.
 */
public final class EventHeaders {

    private EventHeaders() {
    }

    static void write(Message message, MessagingEvent event, String scheme, EventIdentity identity) {
        write(message, event, scheme, identity.known() ? identity.account() : null, identity.id(event));
    }

    /**
     * Writes them.
     *
     * @param account in short, or null
     * @param eventId with its account where that is not the one of the component
     */
    public static void write(Message message, MessagingEvent event, String scheme, String account, String eventId) {
        message.setHeader(MessagingConstants.PROVIDER, scheme);
        set(message, MessagingConstants.ACCOUNT, account);
        set(message, MessagingConstants.EVENT_ID, eventId);
        set(message, MessagingConstants.TIMESTAMP, event.occurredAt());
        set(message, MessagingConstants.REFERENCE, event.reference());
        if (event instanceof DeliveryReceipt receipt) {
            set(message, MessagingConstants.MESSAGE_ID, receipt.messageId());
            set(message, MessagingConstants.RECIPIENT, receipt.recipient());
            message.setHeader(MessagingConstants.STATUS, receipt.deliveryStatus());
            message.setHeader(MessagingConstants.STATUS_FINAL, receipt.deliveryStatus().isFinal());
            if (receipt.keysPressed() != null && !receipt.keysPressed().isBlank()) {
                message.setHeader(MessagingConstants.KEYS_PRESSED, receipt.keysPressed());
            }
        } else if (event instanceof InboundMessage inbound) {
            set(message, MessagingConstants.MESSAGE_ID, inbound.messageId());
            set(message, MessagingConstants.SENDER, inbound.sender());
            set(message, MessagingConstants.RECIPIENT, inbound.recipient());
            set(message, MessagingConstants.IN_REPLY_TO, inbound.inReplyTo());
        }
        event.headers().forEach((name, value) -> set(message, name, value));
    }

    /** Tells those who observe of an event whose route has ended. */
    static void observe(MessagingEndpoint endpoint, MessagingEvent event, boolean processed) {
        Observers observers = endpoint.getComponent().observers();
        if (!observers.isEmpty()) {
            EventObservation observed = event instanceof DeliveryReceipt receipt
                    ? new EventObservation(
                            endpoint.scheme(), EventObservation.Kind.RECEIPT, receipt.deliveryStatus(), processed)
                    : new EventObservation(endpoint.scheme(), EventObservation.Kind.INBOUND, null, processed);
            observers.tell(observer -> observer.eventEnded(observed));
        }
    }

    private static void set(Message message, String header, Object value) {
        if (value != null) {
            message.setHeader(header, value);
        }
    }
}
