/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.camelmessaging.common.DeliveryReceipt;
import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.flows.store.FlowEvent;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Writes receipts and replies to the database of the flows and wakes the flow that each belongs to: the bean of the
 * Kamelet {@code flow-events}.
 */
public class FlowEvents extends ServiceSupport implements Processor, CamelContextAware {

    private CamelContext camelContext;
    private MessagingFlows flows;

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
    }

    @Override
    protected void doInit() {
        flows = MessagingFlows.of(camelContext);
    }

    /**
     * Keeps the event of an exchange. When this returns it is in the database, so that the provider may be told.
     *
     * @throws IllegalArgumentException if the exchange holds no event of a messaging component
     */
    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        String conversationId = text(message, FlowConstants.CONVERSATION_ID);
        Optional<String> flowId = Optional.empty();
        for (FlowEvent event : events(exchange)) {
            flowId = flows.record(event, conversationId);
        }
        message.removeHeader(FlowConstants.FLOW_ID);
        flowId.ifPresent(id -> message.setHeader(FlowConstants.FLOW_ID, id));
        flows.wakeUp();
    }

    /**
     * What the headers of an exchange tell of, as the consumers of all components write them: a receipt, a reply, or
     * both where keys were pressed in a call.
     */
    static List<FlowEvent> events(Exchange exchange) {
        Message message = exchange.getMessage();
        String provider = required(message, MessagingConstants.PROVIDER);
        String id = required(message, MessagingConstants.EVENT_ID);
        if (message.getHeader(MessagingConstants.STATUS) == null) {
            return List.of(reply(message, provider, id));
        }
        FlowEvent receipt = receipt(message, provider, id);
        String keys = text(message, MessagingConstants.KEYS_PRESSED);
        return keys == null ? List.of(receipt) : List.of(receipt, pressed(keys, receipt));
    }

    private static FlowEvent receipt(Message message, String provider, String id) {
        String account = text(message, MessagingConstants.ACCOUNT);
        return new FlowEvent(
                FlowEvent.key(provider, FlowEvent.Kind.RECEIPT, account, id), FlowEvent.Kind.RECEIPT, provider, account,
                text(message, MessagingConstants.MESSAGE_ID),
                text(message, MessagingConstants.REFERENCE),
                message.getHeader(MessagingConstants.STATUS, DeliveryStatus.class), null,
                text(message, MessagingConstants.RECIPIENT), refusal(message),
                message.getHeader(MessagingConstants.TIMESTAMP, Instant.class), null, FlowEvent.NO_ATTEMPT);
    }

    private static String refusal(Message message) {
        return message.getBody() instanceof DeliveryReceipt receipt && receipt.rejectionReason() != null
                ? receipt.rejectionReason().name() : null;
    }

    /** The answer that keys of a call are; several receipts of the call may tell of it, and it is one. */
    private static FlowEvent pressed(String keys, FlowEvent receipt) {
        String call = receipt.messageId() == null ? receipt.eventId() : receipt.messageId();
        return new FlowEvent(
                FlowEvent.key(receipt.provider(), FlowEvent.Kind.REPLY, receipt.account(), call + ":keys:" + keys),
                FlowEvent.Kind.REPLY, receipt.provider(), receipt.account(), receipt.messageId(), receipt.reference(),
                null,
                receipt.recipient(), null, keys, receipt.occurredAt(), null, FlowEvent.NO_ATTEMPT);
    }

    private static FlowEvent reply(Message message, String provider, String id) {
        String account = text(message, MessagingConstants.ACCOUNT);
        String reference = text(message, MessagingConstants.REFERENCE);
        String inReplyTo = text(message, MessagingConstants.IN_REPLY_TO);
        // who wrote is needed only where nothing else tells the flow
        boolean correlated = reference != null || inReplyTo != null || text(message, FlowConstants.CONVERSATION_ID) != null;
        return new FlowEvent(
                FlowEvent.key(provider, FlowEvent.Kind.REPLY, account, id), FlowEvent.Kind.REPLY, provider, account, inReplyTo,
                reference, null,
                correlated ? text(message, MessagingConstants.SENDER) : required(message, MessagingConstants.SENDER),
                text(message, MessagingConstants.RECIPIENT), message.getBody(String.class),
                message.getHeader(MessagingConstants.TIMESTAMP, Instant.class), null, FlowEvent.NO_ATTEMPT);
    }

    /** The value of a header; null if it is missing or blank. */
    private static String text(Message message, String header) {
        String value = message.getHeader(header, String.class);
        return value == null || value.isBlank() ? null : value;
    }

    private static String required(Message message, String header) {
        String value = text(message, header);
        if (value == null) {
            throw new IllegalArgumentException(
                    "flow-events got a message without the header " + header
                                               + ": send it what a deliveryReceipts, replies or inboundSms consumer of a messaging component gives.");
        }
        return value;
    }
}
