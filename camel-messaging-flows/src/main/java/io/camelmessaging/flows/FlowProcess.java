package io.camelmessaging.flows;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.support.ExchangeFailure;
import io.camelmessaging.common.support.binding.Recipients;
import io.camelmessaging.flows.store.Attempt;
import io.camelmessaging.flows.store.Flow;
import io.camelmessaging.flows.store.FlowEvent;
import io.camelmessaging.flows.store.FlowMessage;
import io.camelmessaging.flows.store.FlowStore;
import io.camelmessaging.flows.store.LeasedFlow;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * The bean of a flow's template, and the first step of its route: takes new messages in, and says what is to be done
 * with those that are due.
 * <p>
 * A route of a flow gets two kinds of exchanges. A new message comes from the caller; {@link #begin} writes it to the
 * database and the caller goes on. Due work comes from {@link MessagingFlows}, after a deadline or an event, with a
 * {@link LeasedFlow}; {@link #due} decides what the rest of the route does, and something in the route has to
 * {@linkplain #release release} the claim, or to say that it {@linkplain #failed failed}. A claim with which neither
 * happens, as after a crash, is given out again when its lease has ended.
 */
public abstract class FlowProcess extends KameletBean {

    /** The exchange property that tells the rest of the route what to do; missing if there is nothing. */
    public static final String ACTION = "CamelMessagingFlowAction";

    private static final String CLAIM = "CamelMessagingFlowClaim";
    /** Set as soon as the claim was given back, or cannot be. */
    private static final String RELEASED = "CamelMessagingFlowReleased";
    private static final int LONGEST_NAME = 100;
    /** That of an e-mail address. */
    private static final int LONGEST_RECIPIENT = 320;

    private MessagingFlows flows;
    private String name;
    private List<String> keptHeaders;

    /** Takes a new message in. */
    protected abstract void begin(Exchange exchange);

    /**
     * Decides what is to be done with a message that is due, and tells the rest of the route by exchange properties.
     */
    protected abstract void due(Exchange exchange, LeasedFlow claim);

    /**
     * The flows that a reply may be meant for whose reference and message id, if it brings any, belong to no attempt.
     *
     * @param reply          what the provider reported
     * @param conversationId of the flow, if the route that received the reply knows it, or null
     */
    protected List<Flow> awaiting(FlowEvent reply, String conversationId) {
        // most await no replies
        return List.of();
    }

    @Override
    public final void process(Exchange exchange) {
        // an endpoint of one flow may send to another: what the exchange holds of the first is not for the second
        LeasedFlow claim = (LeasedFlow) exchange.removeProperty(FlowDispatcher.DUE);
        exchange.removeProperty(ACTION);
        if (claim == null) {
            begin(exchange);
        } else {
            exchange.setProperty(CLAIM, claim);
            due(exchange, claim);
        }
    }

    /** The name of the flow. */
    public final String name() {
        return name;
    }

    /** Reads what all flows share; a template adds its own. */
    @Override
    protected void configure(FlowParameters parameters) {
        name = parameters.required("name");
        if (name.length() > LONGEST_NAME) {
            throw parameters.wrong("name", name, "is longer than " + LONGEST_NAME + " characters");
        }
        if (!name.matches("[\\w.-]+")) {
            throw parameters.wrong("name", name, "may hold letters of the English alphabet, digits, '.', '_' and '-'");
        }
        keptHeaders = parameters.list("keepHeaders");
    }

    @Override
    protected void doInit() {
        super.doInit();
        flows = MessagingFlows.of(getCamelContext());
    }

    @Override
    protected void doStart() throws Exception {
        flows.register(this);
    }

    @Override
    protected void doStop() {
        flows.unregister(this);
    }

    /** The durable state. */
    protected final FlowStore store() {
        return flows.store();
    }

    /**
     * Writes a new message to the database, and tells the caller by headers.
     * <p>
     * The conversation id is that of the header {@link FlowConstants#CONVERSATION_ID}, or a new one.
     *
     * @param  state                    the first state
     * @param  recipient                whom it is for, or null
     * @param  data                     what the template remembers
     * @param  lifetime                 see {@link FlowStore#begin}
     * @param  delay                    see {@link FlowStore#begin}
     * @throws IllegalArgumentException if the message cannot be kept; nothing is started then
     */
    protected final void start(
            Exchange exchange, String state, String recipient, Map<String, String> data, Duration lifetime, Duration delay) {
        Message message = exchange.getMessage();
        String conversationId = message.getHeader(FlowConstants.CONVERSATION_ID, String.class);
        if (conversationId != null && (conversationId.isBlank() || conversationId.length() > LONGEST_NAME)) {
            throw new IllegalArgumentException(
                    "The header " + FlowConstants.CONVERSATION_ID + " must have 1 to " + LONGEST_NAME + " characters, and has "
                                               + conversationId.length() + ".");
        }
        refuse(exchange);
        Optional<Flow> started = store().begin(name, conversationId, state, recipient,
                kept(exchange), data, lifetime, delay);
        Flow flow = started.or(() -> store().find(name, conversationId)).orElseThrow(() -> new IllegalStateException(
                "The flow with this conversation id was deleted at this moment; send the message again."));
        message.setHeader(FlowConstants.FLOW, name);
        message.setHeader(FlowConstants.FLOW_ID, flow.id());
        message.setHeader(FlowConstants.CONVERSATION_ID, flow.conversationId());
        message.setHeader(FlowConstants.FLOW_STARTED, started.isPresent());
        flows.nudge();
    }

    /**
     * Refuses a new message that a later step could not do justice to.
     *
     * @throws IllegalArgumentException if the template knows of such a step
     */
    protected void refuse(Exchange exchange) {
        // most templates take what they get
    }

    /**
     * What is kept of a new message.
     *
     * @throws IllegalArgumentException if it cannot be kept
     */
    protected final FlowMessage kept(Exchange exchange) {
        return FlowMessage.of(exchange, keptHeaders);
    }

    /** The one recipient of a new message; null if neither header nor body names one. */
    protected static String recipient(Exchange exchange) {
        Object to = exchange.getMessage().getHeader(MessagingConstants.TO);
        if (to == null && exchange.getMessage().getBody() instanceof Map<?, ?> map) {
            to = map.get("to");
        }
        List<Object> several = Recipients.of(to);
        if (several.size() > 1) {
            throw new IllegalArgumentException(
                    "A flow is about one recipient, and the header " + MessagingConstants.TO
                                               + " or the field to of the body holds several: split the message before (EIP split).");
        }
        if (several.isEmpty()) {
            return null;
        }
        String recipient = several.get(0).toString();
        if (recipient.length() > LONGEST_RECIPIENT) {
            throw new IllegalArgumentException(
                    "The recipient in the header " + MessagingConstants.TO + " or the field to of the body has more than "
                                               + LONGEST_RECIPIENT + " characters: give a number or an e-mail address.");
        }
        return recipient;
    }

    /** The claim of an exchange with due work. */
    protected static LeasedFlow claim(Exchange exchange) {
        return exchange.getProperty(CLAIM, LeasedFlow.class);
    }

    /**
     * Fills an exchange with the message of its flow: body, kept headers, and the headers that name the flow.
     */
    protected static void fill(Exchange exchange, Flow flow) {
        Message message = exchange.getMessage();
        if (flow.message() != null) {
            flow.message().writeTo(message);
        }
        message.setHeader(FlowConstants.FLOW, flow.name());
        message.setHeader(FlowConstants.FLOW_ID, flow.id());
        message.setHeader(FlowConstants.CONVERSATION_ID, flow.conversationId());
    }

    /** Adds what a provider reads of an attempt: its reference and its idempotency key. */
    protected static void fill(Exchange exchange, Attempt attempt) {
        exchange.getMessage().setHeader(MessagingConstants.REFERENCE, attempt.reference());
        exchange.getMessage().setHeader(MessagingConstants.IDEMPOTENCY_KEY, attempt.idempotencyKey());
        exchange.getMessage().setHeader(FlowConstants.STEP, attempt.step());
        exchange.getMessage().setHeader(FlowConstants.ATTEMPTS, attempt.number());
    }

    /**
     * Writes the flow and gives its claim back. While the database is away this waits for it as long as the lease, so
     * that what came of a call is not forgotten.
     *
     * @param due      when there is something to do next; null for never
     * @param handled  the events of the claim that are done with
     * @param attempts that changed
     */
    protected final void release(
            Exchange exchange, Flow flow, Instant due, Collection<FlowEvent> handled, Attempt... attempts) {
        flows.dispatcher().persist(() -> {
            store().release(flow, due, handled, attempts);
            return flow;
        });
        exchange.setProperty(RELEASED, true);
    }

    /** The database's time after a call; while the database is away this waits for it as long as the lease. */
    protected final Instant now() {
        return flows.dispatcher().persist(store()::now);
    }

    /** Puts the work off after the route failed; it is done again with nothing changed. */
    public void failed(Exchange exchange) {
        failed(exchange, exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
    }

    private void failed(Exchange exchange, Exception failure) {
        exchange.setProperty(RELEASED, true);
        flows.dispatcher().failed(claim(exchange).flow(), failure);
    }

    /**
     * The route of due work has ended. If nothing in it gave the claim back, because a step failed, stopped the route
     * or marked the exchange for rollback, that is done now, and not when the lease ends.
     */
    final void routeEnded(Exchange exchange) {
        Optional<Exception> failure = ExchangeFailure.ofStep(exchange);
        if (exchange.getProperty(RELEASED) == null) {
            broken(exchange, failure.orElseGet(() -> new IllegalStateException(
                    "The route ended without telling what came of the work")));
        } else {
            failure.ifPresent(flows.dispatcher()::failedAfterwards);
        }
    }

    /**
     * Gives the claim back after the route broke off; unless a template knows better, the work is put off and done
     * again.
     *
     * @param failure why it broke off
     */
    protected void broken(Exchange exchange, Exception failure) {
        failed(exchange, failure);
    }
}
