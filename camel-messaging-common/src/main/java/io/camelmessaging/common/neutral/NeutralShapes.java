/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.neutral;

import io.camelmessaging.common.DeliveryReceipt;
import io.camelmessaging.common.DryRunResult;
import io.camelmessaging.common.InboundMessage;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.MessagingEvent;
import io.camelmessaging.common.MessagingException;
import io.camelmessaging.common.RecipientOutcome;
import io.camelmessaging.common.SendResult;
import io.camelmessaging.common.support.MessagingComponent;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * Tells the neutral shape of what a message holds: the body of a consumer, the answer to a send, or the exception of
 * one.
 */
final class NeutralShapes {

    private NeutralShapes() {
    }

    /** The shape of an event or a result; a body that is one stays as it is. */
    static NeutralShape any(Message message) {
        return message.getBody() instanceof MessagingEvent ? event(message) : result(message);
    }

    /** @throws IllegalArgumentException if the body is no event */
    static NeutralShape event(Message message) {
        Object body = message.getBody();
        if (body instanceof NeutralShape shape && body instanceof MessagingEvent) {
            return shape;
        }
        if (body instanceof DeliveryReceipt receipt) {
            return receipt(message, receipt);
        }
        if (body instanceof InboundMessage inbound) {
            return message(message, inbound);
        }
        throw new IllegalArgumentException(
                "messaging:event takes the body that a consumer of a messaging component gives and got "
                                           + kind(body) + ": transform before the body is replaced.");
    }

    /** @throws IllegalArgumentException if the body is no answer to a send, and no send failed */
    static NeutralResult result(Message message) {
        Object body = message.getBody();
        if (body instanceof NeutralResult result) {
            return result;
        }
        Exchange exchange = message.getExchange();
        if (body instanceof SendResult result) {
            String provider = result instanceof DryRunResult dry ? dry.provider() : provider(message, "result");
            return new NeutralResult(
                    provider, account(message),
                    result.outcomes().stream().map(each -> inE164(exchange, provider, each)).toList(),
                    null);
        }
        if (exchange.getProperty(Exchange.EXCEPTION_CAUGHT) instanceof MessagingException failure) {
            return new NeutralResult(
                    failure.provider(), null,
                    failure.outcomes().stream().map(each -> inE164(exchange, failure.provider(), each)).toList(),
                    NeutralFailure.of(failure));
        }
        throw new IllegalArgumentException(
                "messaging:result takes the answer to a send, or the exchange of a send that failed, and got " + kind(body)
                                           + ": transform right after the send, or in the onException of its failure.");
    }

    private static NeutralReceipt receipt(Message message, DeliveryReceipt receipt) {
        String provider = provider(message, "event");
        return new NeutralReceipt(
                provider, account(message), id(message, receipt), receipt.occurredAt(), set(receipt.messageId()),
                set(receipt.reference()), e164(message.getExchange(), provider, receipt.recipient()),
                receipt.deliveryStatus(), receipt.rawStatus(), receipt.rejectionReason(), set(receipt.keysPressed()));
    }

    private static NeutralMessage message(Message message, InboundMessage inbound) {
        String provider = provider(message, "event");
        return new NeutralMessage(
                provider, account(message), id(message, inbound), inbound.occurredAt(), set(inbound.messageId()),
                set(inbound.inReplyTo()), set(inbound.reference()),
                e164(message.getExchange(), provider, inbound.sender()),
                e164(message.getExchange(), provider, inbound.recipient()), inbound.text() == null ? "" : inbound.text());
    }

    private static RecipientOutcome inE164(Exchange exchange, String provider, RecipientOutcome outcome) {
        return new RecipientOutcome(
                e164(exchange, provider, outcome.recipient()), outcome.state(), outcome.messageId(), outcome.code(),
                outcome.segments(), outcome.price(), outcome.currency());
    }

    private static String e164(Exchange exchange, String provider, String written) {
        return set(written) != null && exchange.getContext().hasComponent(provider) instanceof MessagingComponent component
                ? component.e164(written) : set(written);
    }

    /**
     * The key that the consumer wrote, which tells the account where it has to; that of the event where it wrote none.
     */
    private static String id(Message message, MessagingEvent event) {
        String written = message.getHeader(MessagingConstants.EVENT_ID, String.class);
        return written != null && written.startsWith(event.eventId()) ? written : event.eventId();
    }

    private static String account(Message message) {
        return set(message.getHeader(MessagingConstants.ACCOUNT, String.class));
    }

    private static String provider(Message message, String type) {
        String provider = set(message.getHeader(MessagingConstants.PROVIDER, String.class));
        if (provider == null) {
            throw new IllegalArgumentException(
                    "messaging:" + type + " got a message without the header " + MessagingConstants.PROVIDER
                                               + ", which the messaging components write: keep it until the body is transformed.");
        }
        return provider;
    }

    private static String set(String value) {
        return value == null || value.isBlank() ? null : value;
    }

    /** The type alone: what the body says may be personal. */
    private static String kind(Object body) {
        return body == null ? "no body" : "a " + body.getClass().getSimpleName();
    }
}
