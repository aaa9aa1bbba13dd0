package io.camelmessaging.flows.guard;

import java.io.IOException;
import java.sql.SQLException;
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
                target.operation(), sends.stream().map(GuardedSend::recipient).distinct().toList(), message));
        exchange.getMessage().setHeader(GuardConstants.HELD, id);
        exchange.setRouteStop(true);
        report.held(guard, broken);
    }

    /** Sends a held message; empty if none has this id. */
    Optional<HeldMessage.State> release(String id, String by, String reason) throws SQLException {
        Optional<HeldMessages.Held> found = messages.message(id);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        // before anything else, as what went can have been sent there alone
        Endpoint endpoint = endpoint(found.get());
        if (!messages.change(id, HeldMessage.State.HELD, HeldMessage.State.RELEASING, by, reason)) {
            return Optional.empty();
        }
        HeldMessage.State state = send(endpoint, FlowMessage.ofJson(found.get().message()));
        messages.change(id, HeldMessage.State.RELEASING, state, by, reason);
        return Optional.of(state);
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
