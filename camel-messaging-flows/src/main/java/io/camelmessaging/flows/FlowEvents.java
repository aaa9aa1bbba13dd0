package io.camelmessaging.flows;

import java.time.Instant;
import java.util.Optional;

import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.common.MessagingConstants;
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
        FlowEvent event = event(exchange);
        Message message = exchange.getMessage();
        String conversationId = message.getHeader(FlowConstants.CONVERSATION_ID, String.class);
        Optional<String> flowId = flows.store().record(event).or(
                () -> event.kind() == FlowEvent.Kind.REPLY && event.sender() != null
                        ? flows.tieReply(event, conversationId) : Optional.empty());
        message.removeHeader(FlowConstants.FLOW_ID);
        flowId.ifPresent(id -> message.setHeader(FlowConstants.FLOW_ID, id));
        flows.nudge();
    }

    /** The event that the headers of an exchange tell of, as the consumers of all components write them. */
    static FlowEvent event(Exchange exchange) {
        Message message = exchange.getMessage();
        String provider = required(message, MessagingConstants.PROVIDER);
        String eventId = provider + ":" + required(message, MessagingConstants.EVENT_ID);
        String reference = message.getHeader(MessagingConstants.REFERENCE, String.class);
        String recipient = message.getHeader(MessagingConstants.RECIPIENT, String.class);
        Instant occurredAt = message.getHeader(MessagingConstants.TIMESTAMP, Instant.class);
        DeliveryStatus status = message.getHeader(MessagingConstants.STATUS, DeliveryStatus.class);
        if (status != null) {
            return new FlowEvent(
                    eventId, FlowEvent.Kind.RECEIPT, provider,
                    message.getHeader(MessagingConstants.MESSAGE_ID, String.class), reference, status, null, recipient, null,
                    occurredAt, null, 0);
        }
        // who wrote is needed only where nothing else tells the flow
        boolean tied = reference != null || message.getHeader(MessagingConstants.IN_REPLY_TO) != null;
        return new FlowEvent(
                eventId, FlowEvent.Kind.REPLY, provider, message.getHeader(MessagingConstants.IN_REPLY_TO, String.class),
                reference, null, tied
                        ? message.getHeader(MessagingConstants.SENDER, String.class)
                        : required(message, MessagingConstants.SENDER),
                recipient, message.getBody(String.class),
                occurredAt, null, 0);
    }

    private static String required(Message message, String header) {
        String value = message.getHeader(header, String.class);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(
                    "flow-events got a message without the header " + header
                                               + ": send it what a deliveryReceipts, replies or inboundSms consumer of a messaging component gives.");
        }
        return value;
    }
}
