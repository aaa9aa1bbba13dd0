/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.support.binding.Recipients;
import io.camelmessaging.flows.engine.FlowCalls;
import io.camelmessaging.flows.engine.FlowParameters;
import io.camelmessaging.flows.engine.FlowRoute;
import io.camelmessaging.flows.engine.KameletBean;
import io.camelmessaging.flows.engine.SendingStep;
import io.camelmessaging.flows.engine.SendingSteps;
import io.camelmessaging.flows.optout.RecipientKeys;
import io.camelmessaging.flows.policy.Decision;
import io.camelmessaging.flows.policy.FlowPolicy;
import io.camelmessaging.flows.policy.FlowState;
import io.camelmessaging.flows.policy.Next;
import io.camelmessaging.flows.policy.Outcome;
import io.camelmessaging.flows.policy.SendingPolicy;
import io.camelmessaging.flows.policy.SendingRules;
import io.camelmessaging.flows.policy.Situation;
import io.camelmessaging.flows.store.Flow;
import io.camelmessaging.flows.store.FlowEvent;
import io.camelmessaging.flows.store.FlowMessage;
import io.camelmessaging.flows.store.FlowStore;
import io.camelmessaging.flows.store.NewFlow;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * The bean of a flow's Kamelet and the first step of its route: reads its parameters, takes new messages in, and
 * prepares the calls of those that are due. What follows from what is told by its rules.
 * <p>
 * A route of a flow gets two kinds of exchanges. A new message comes from the caller, is written to the database, and
 * the caller goes on. A call comes from the engine, and is made by the Kamelet {@code flow-send} behind this step.
 */
abstract class SendingFlow extends KameletBean implements FlowRoute {

    private static final int MAX_NAME = 100;
    /** That of an e-mail address. */
    private static final int MAX_RECIPIENT = 320;

    private final RecipientKeys keys = new RecipientKeys(null);
    private final SendingSteps steps = new SendingSteps();
    private final Map<String, String> endpoints = new HashMap<>();
    private MessagingFlows flows;
    private String name;
    private List<String> keptHeaders;
    private int resolveTimes;
    private Duration resolveDelay;
    private Duration decisionWait;
    private FlowPolicy policy;

    /** Takes a new message in. */
    protected abstract void begin(Exchange exchange);

    /** What is special about this kind of flow; asked for once, after its parameters were read. */
    protected abstract SendingRules rules();

    /** Reads what all flows share; a template adds its own. */
    @Override
    protected void configure(FlowParameters parameters) {
        name = parameters.required("name");
        if (name.length() > MAX_NAME) {
            throw parameters.wrong("name", name, "is longer than " + MAX_NAME + " characters");
        }
        if (!name.matches("[\\w.-]+")) {
            throw parameters.wrong("name", name, "may hold letters of the English alphabet, digits, '.', '_' and '-'");
        }
        keptHeaders = parameters.list("keepHeaders");
        resolveTimes = parameters.number("settleTimes", 5, 1);
        resolveDelay = parameters.duration("settleDelay", Duration.ofSeconds(10));
        decisionWait = parameters.duration("decisionWait", Duration.ZERO);
        endpoint(Outcome.FAILED, parameters.requiredUri(Outcome.FAILED));
        endpoint(Outcome.CANCELLED, endpoint(Outcome.FAILED));
        endpoint(Outcome.UNKNOWN, parameters.has(Outcome.UNKNOWN)
                ? parameters.uri(Outcome.UNKNOWN) : endpoint(Outcome.FAILED));
    }

    /**
     * Adds a step: the parameters {@code <name>}, which is required, {@code <name>Repeat} and {@code <name>Lookup}.
     *
     * @return its number, counted from 1
     */
    protected final int addStep(FlowParameters parameters, String step) {
        steps.add(SendingStep.of(parameters, step, () -> flows.clock().instant()));
        return steps.size();
    }

    /** Leaves a step out, whose number is not given to another: messages on their way remember numbers. */
    protected final void leaveOutStep() {
        steps.leaveOut();
    }

    /** Adds an endpoint for an outcome, or for events that change nothing. */
    protected final void endpoint(String outcome, String uri) {
        endpoints.put(outcome, uri);
    }

    /** The endpoint for an outcome; null if there is none. */
    protected final String endpoint(String outcome) {
        return endpoints.get(outcome);
    }

    /** How long to wait before something is tried once more. */
    protected final Duration resolveDelay() {
        return resolveDelay;
    }

    @Override
    protected void doInit() {
        super.doInit();
        flows = MessagingFlows.of(getCamelContext());
        policy = new SendingPolicy(
                rules(), step -> steps.get(step, name).resolution(), resolveTimes, resolveDelay, decisionWait);
    }

    @Override
    protected void doStart() throws Exception {
        flows.engine().register(this);
        flows.observation().opened(name);
    }

    @Override
    protected void doStop() {
        flows.observation().closed(name);
        flows.engine().unregister(this);
    }

    @Override
    public final void process(Exchange exchange) {
        if (!FlowCalls.prepare(exchange)) {
            begin(exchange);
        }
    }

    /** What all flows of the context share. */
    protected final MessagingFlows flows() {
        return flows;
    }

    /** The durable state. */
    protected final FlowStore store() {
        return flows.store();
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final FlowPolicy policy() {
        return policy;
    }

    @Override
    public final SendingSteps steps() {
        return steps;
    }

    @Override
    public final Consumer consumer() {
        return getRoute().getConsumer();
    }

    @Override
    public String endpoint(Situation at, Next next) {
        return endpoint(next instanceof Next.Report report ? report.endpoint() : at.flow().outcome());
    }

    @Override
    public void complete(Message message, Situation at, Next next) {
        // the headers of all flows are enough for most
    }

    @Override
    public void heard(Decision.HeardOptOut optOut) {
        // most flows ask nobody
    }

    @Override
    public List<String> called(Flow flow) {
        // most have nobody to tell
        return List.of();
    }

    /**
     * The flows that a reply may be meant for whose reference and message id, if it brings any, belong to no attempt.
     */
    List<Flow> awaiting(FlowEvent reply, String conversationId) {
        // most await no replies
        return List.of();
    }

    /**
     * Writes a new message to the database, and tells the caller by headers.
     * <p>
     * The conversation id is that of the header {@link FlowConstants#CONVERSATION_ID}, or a new one.
     *
     * @param  recipient                whom it is for, or null
     * @param  lifetime                 after which time it ends whatever its state, or null for never
     * @param  delay                    after which time there is something to do; zero for at once
     * @throws IllegalArgumentException if the message cannot be kept; nothing is started then
     */
    protected final void start(Exchange exchange, String recipient, Duration lifetime, Duration delay) {
        start(exchange, recipient, lifetime, delay, Map.of());
    }

    /** The same, with what the flow remembers. */
    protected final void start(
            Exchange exchange, String recipient, Duration lifetime, Duration delay, Map<String, String> data) {
        Message message = exchange.getMessage();
        String conversationId = message.getHeader(FlowConstants.CONVERSATION_ID, String.class);
        if (conversationId != null && (conversationId.isBlank() || conversationId.length() > MAX_NAME)) {
            throw new IllegalArgumentException(
                    "The header " + FlowConstants.CONVERSATION_ID + " must have 1 to " + MAX_NAME + " characters, and has "
                                               + conversationId.length() + ".");
        }
        steps.refuseSchedule(exchange, name);
        Optional<Flow> started = flows.engine().begin(this, new NewFlow(
                name, conversationId, FlowState.NEXT, key(recipient), kept(exchange), data, lifetime, delay));
        Flow flow = started.or(() -> store().find(name, conversationId)).orElseThrow(() -> new IllegalStateException(
                "The flow with this conversation id was deleted at this moment; send the message again."));
        message.setHeader(FlowConstants.FLOW, name);
        message.setHeader(FlowConstants.FLOW_ID, flow.id());
        message.setHeader(FlowConstants.CONVERSATION_ID, flow.conversationId());
        message.setHeader(FlowConstants.FLOW_STARTED, started.isPresent());
    }

    /** By which people look for messages, and have them erased; what is no number is kept as it was given. */
    private String key(String recipient) {
        try {
            return recipient == null ? null : keys.ofRecipient(recipient, "recipient");
        } catch (IllegalArgumentException e) {
            return recipient;
        }
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
        if (recipient.length() > MAX_RECIPIENT) {
            throw new IllegalArgumentException(
                    "The recipient in the header " + MessagingConstants.TO + " or the field to of the body has more than "
                                               + MAX_RECIPIENT + " characters: give a number or an e-mail address.");
        }
        return recipient;
    }

    static void setIfKnown(Message message, String header, Object value) {
        if (value != null) {
            message.setHeader(header, value);
        }
    }
}
