/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.guard;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.ProviderUnavailableException;
import io.camelmessaging.common.RequestRejectedException;
import io.camelmessaging.common.support.ExchangeFailure;
import io.camelmessaging.common.support.MessagingEndpoint;
import io.camelmessaging.flows.store.FlowMessage;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.util.StringHelper;

/** Keeps messages for a person, and sends them when one releases them. */
final class Holding {

    /** Set on the exchange of a released message, which passes all guards. */
    static final String RELEASED = "CamelMessagingGuardReleased";
    /** No send takes so long. */
    static final Duration RELEASE = Duration.ofMinutes(5);
    private static final String FLOW = "flow:";

    private final CamelContext context;
    private final HeldMessages messages;
    private final GuardReport report;

    Holding(CamelContext context, HeldMessages messages, GuardReport report) {
        this.context = context;
        this.messages = messages;
        this.report = report;
    }

    /**
     * Where a held message goes when it is released.
     *
     * @param uri         a URI without credentials, or the digest of that of a component's endpoint
     * @param operation   what it is, of a component's endpoint; null for a URI
     * @param keptHeaders headers to keep with it besides {@code CamelMessaging...}; may end in {@code *}
     */
    record Target(String uri, String operation, List<String> keptHeaders) {

        static Target of(MessagingEndpoint endpoint) {
            return new Target(
                    digest(endpoint), endpoint.scheme() + ":" + endpoint.getOperation().name(),
                    List.of("Camel" + StringHelper.capitalize(endpoint.scheme()) + "*"));
        }

        /** Names an endpoint without its options, which may be credentials. */
        private static String digest(Endpoint endpoint) {
            return Digests.plain(endpoint.getEndpointUri());
        }
    }

    HeldMessages messages() {
        return messages;
    }

    static boolean isReleased(Exchange exchange) {
        return exchange.getProperty(RELEASED) != null;
    }

    /**
     * Keeps the message of an exchange, whose route ends.
     *
     * @param  guard                    whose rule it is, for the log
     * @param  target                   where it goes when it is released
     * @throws IllegalArgumentException if it cannot be kept, as a stream cannot
     */
    void hold(Exchange exchange, String guard, Verdict.Broken broken, Target target, List<GuardedSend> sends)
            throws SQLException {
        String message = FlowMessage.of(exchange, target.keptHeaders()).toJson();
        String id = messages.keep(new HeldMessages.Held(
                exchange.getExchangeId() + "|" + Digests.plain(target.uri()), broken.rule(), broken.why(), target.uri(),
                target.operation(), null, sends.stream().map(GuardedSend::recipient).distinct().toList(), message));
        exchange.getMessage().setHeader(GuardConstants.HELD, id);
        exchange.setRouteStop(true);
        report.held(guard, broken);
    }

    /**
     * Keeps a step of a flow for a person, and tells what was decided. The flow has the message, rests, and asks again.
     * One whose step has removed the headers of the flow can only rest.
     *
     * @return                      whether a person has released it
     * @throws SendRefusedException if a person has dropped it
     */
    boolean isReleased(String guard, SendFacts facts, Verdict.Broken broken, List<GuardedSend> sends) throws SQLException {
        HeldMessages.Step step = facts.step();
        if (step == null) {
            return false;
        }
        // another stop of the same scope, or another text, is another question
        String key = "step|" + Digests.plain(String.join("\n", guard, step.flow(), step.conversationId(), broken.rule(),
                broken.why(), String.valueOf(sends.stream().map(GuardedSend::text).findFirst().orElse(null))));
        Optional<HeldMessage.State> known = messages.state(key);
        if (known.isEmpty()) {
            messages.keep(new HeldMessages.Held(
                    key, broken.rule(), broken.why(), FLOW + step.flow(), FLOW + step.flow(), step,
                    sends.stream().map(GuardedSend::recipient).distinct().toList(), null));
            report.held(guard, broken);
            return false;
        }
        if (known.get() == HeldMessage.State.DROPPED) {
            throw SendRefusedException.dropped(guard, broken);
        }
        return known.get() == HeldMessage.State.RELEASED;
    }

    /** Sends a held message, or lets its flow send it; empty if none has this id. */
    Optional<HeldMessage.State> release(String id, Decision decision) throws SQLException {
        Optional<HeldMessages.Held> found = messages.message(id);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        if (found.get().step() != null) {
            return messages.change(id, HeldMessage.State.HELD, HeldMessage.State.RELEASED, decision)
                    ? Optional.of(HeldMessage.State.RELEASED) : Optional.empty();
        }
        // before anything else, as what went can have been sent there alone
        Endpoint endpoint = endpoint(found.get());
        if (!messages.change(id, HeldMessage.State.HELD, HeldMessage.State.RELEASING, decision)) {
            return Optional.empty();
        }
        HeldMessage.State state = send(endpoint, FlowMessage.ofJson(found.get().message()));
        if (!messages.change(id, HeldMessage.State.RELEASING, state, decision)) {
            // it took so long that it was given up
            messages.change(id, HeldMessage.State.UNKNOWN, state, decision);
        }
        return Optional.of(state);
    }

    /** Decides that a message is never sent; false if none that waits or is of unknown outcome has this id. */
    boolean drop(String id, Decision decision) throws SQLException {
        return messages.change(id, HeldMessage.State.HELD, HeldMessage.State.DROPPED, decision)
                || messages.change(id, HeldMessage.State.UNKNOWN, HeldMessage.State.DROPPED, decision);
    }

    /** Tells whether a message of unknown outcome went out; false if none has this id. */
    boolean settle(String id, boolean wentOut, Decision decision) throws SQLException {
        return messages.change(id, HeldMessage.State.UNKNOWN, wentOut ? HeldMessage.State.RELEASED : HeldMessage.State.HELD,
                decision);
    }

    /** What a process that ended was releasing is of unknown outcome, and what a flow that ended waited for is over. */
    void tidyUp(Instant now, Duration retention) throws SQLException {
        messages.releasingSince(now.minus(RELEASE));
        messages.flowsEnded();
        messages.deleteDecided(now.minus(retention));
    }

    private HeldMessage.State send(Endpoint endpoint, FlowMessage message) {
        try (ProducerTemplate template = context.createProducerTemplate()) {
            Exchange sent = template.send(endpoint, exchange -> {
                exchange.setProperty(RELEASED, true);
                message.writeTo(exchange.getMessage());
                exchange.getMessage().removeHeaders(MessagingConstants.MESSAGE_ID);
            });
            Optional<Exception> failure = ExchangeFailure.of(sent);
            if (failure.isEmpty()) {
                return HeldMessage.State.RELEASED;
            }
            Throwable cause = ExchangeFailure.cause(failure.get());
            // nobody took it: it waits for the next decision
            return cause instanceof ProviderUnavailableException || cause instanceof RequestRejectedException
                    || cause instanceof IllegalArgumentException ? HeldMessage.State.HELD : HeldMessage.State.UNKNOWN;
        } catch (IOException e) {
            return HeldMessage.State.UNKNOWN;
        }
    }

    private Endpoint endpoint(HeldMessages.Held held) {
        if (held.operation() == null) {
            return context.getEndpoint(held.target());
        }
        return context.getEndpoints().stream().filter(MessagingEndpoint.class::isInstance)
                .filter(one -> Target.digest(one).equals(held.target())).findFirst().orElseThrow(
                        () -> new IllegalStateException(
                                "The message was held on its way to " + held.operation()
                                                        + ", whose endpoint this application has not (or not with the same options): release it"
                                                        + " where that route runs, or drop it."));
    }

    /** What a stop says to a message. */
    static Verdict.Broken stopped(Stop stop) {
        return new Verdict.Broken(
                "stop " + stop.scope(), RuleMode.HOLD,
                "sends are stopped (" + stop.scope() + ") since " + stop.stoppedAt() + " by " + stop.stoppedBy() + ": "
                                                       + stop.reason());
    }
}
