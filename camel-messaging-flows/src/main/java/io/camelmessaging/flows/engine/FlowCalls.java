/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.engine;

import java.util.Locale;
import java.util.Optional;

import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.RejectionReason;
import io.camelmessaging.common.RequestRejectedException;
import io.camelmessaging.common.internal.Redaction;
import io.camelmessaging.common.support.ExchangeFailure;
import io.camelmessaging.flows.FlowConstants;
import io.camelmessaging.flows.policy.CallOutcome;
import io.camelmessaging.flows.store.Attempt;
import io.camelmessaging.flows.store.FlowMessage;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * The exchanges of calls: how one is started, and what an exchange that has ended tells.
 * <p>
 * The Kamelet {@code flow-send} makes the call that the exchange properties ask for. It never fails, and tells by
 * {@link #RESULT} what came of it; a step that stops its route, marks it for rollback or throws past Camel's router
 * ends the exchange before it could tell.
 */
public final class FlowCalls {

    /** The exchange property that tells the route what to do: {@code call} or {@code pass}; missing for nothing. */
    public static final String ACTION = "CamelMessagingFlowAction";
    /** The exchange property with the URI that is called. */
    public static final String URI = "CamelMessagingFlowUri";
    /**
     * The exchange property with what came of a call: {@code accepted}, {@code rejected}, {@code unavailable} or
     * {@code unknown}; and the header by which a lookup tells what it found.
     */
    public static final String RESULT = "CamelMessagingFlowResult";
    /** What a {@link #ACTION} may be. */
    public static final String CALL = "call";
    public static final String PASS = "pass";

    private static final String DUE = "CamelMessagingFlowDue";
    private static final String ACCEPTED = "accepted";
    private static final String NOT_SENT = "notSent";

    private FlowCalls() {
    }

    /** A call that an exchange is to make. */
    interface Request {

        /** The endpoint. */
        String uri();

        /** The message of the flow, in whose trace the call is; null if none is known. */
        FlowMessage message();

        /** Fills the message of the exchange. */
        void prepare(Exchange exchange);
    }

    /** One that takes a message as it is. */
    record Notice(FlowMessage message, Message told, String uri) implements Request {
        @Override
        public void prepare(Exchange exchange) {
            exchange.setMessage(told);
        }
    }

    /** Gives an exchange a call to make. */
    static void put(Exchange exchange, Request call) {
        exchange.setProperty(DUE, call);
    }

    /**
     * The first step of a flow's route: prepares the call that an exchange was given.
     *
     * @return false if it was given none, as that of a new message
     */
    public static boolean prepare(Exchange exchange) {
        // an endpoint of one flow may send to another: what the exchange holds of the first is not for the second
        Request call = (Request) exchange.removeProperty(DUE);
        exchange.removeProperty(ACTION);
        if (call == null) {
            return false;
        }
        call.prepare(exchange);
        ask(exchange, CALL, call.uri());
        return true;
    }

    /** Adds what a provider reads of an attempt: its reference and its idempotency key. */
    public static void describe(Message message, Attempt attempt) {
        message.setHeader(MessagingConstants.REFERENCE, attempt.reference());
        message.setHeader(MessagingConstants.IDEMPOTENCY_KEY, attempt.idempotencyKey());
        message.setHeader(FlowConstants.STEP, attempt.step());
        message.setHeader(FlowConstants.ATTEMPTS, attempt.number());
    }

    /** Asks the rest of the route for a call. */
    public static void ask(Exchange exchange, String action, String uri) {
        exchange.removeProperty(RESULT);
        exchange.setProperty(ACTION, action);
        exchange.setProperty(URI, uri);
    }

    /** What came of the call of a step: what the call says of itself, and where it says nothing nobody knows. */
    static CallOutcome sent(Exchange exchange) {
        String told = exchange.getProperty(RESULT, String.class);
        if (told == null) {
            return broken(exchange);
        }
        Exception caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        return switch (told) {
            case ACCEPTED -> accepted(exchange);
            case "rejected" -> new CallOutcome.Rejected(
                    reason(caught), isFinal(ExchangeFailure.cause(caught)));
            case "withheld" -> new CallOutcome.Withheld(reason(caught));
            case "unavailable" -> new CallOutcome.Unavailable(reason(caught));
            default -> new CallOutcome.Unknown(reason(caught));
        };
    }

    /** Whether no other provider may be tried: somebody who opted out at one has said no to the sender. */
    private static boolean isFinal(Throwable refusal) {
        return refusal instanceof FinalRefusal
                || refusal instanceof RequestRejectedException rejected && rejected.reason() == RejectionReason.OPTED_OUT;
    }

    /**
     * What a lookup found: what it tells by the header {@link #RESULT}, else by the provider's id of the message, with
     * the status that it has there.
     */
    static CallOutcome lookedUp(Exchange exchange) {
        // what one that failed had found by then counts for nothing
        Message message = exchange.getMessage();
        boolean failed = failure(exchange).isPresent();
        // a status beside the id, since an id alone may be that of another message which the lookup's route sent
        DeliveryStatus status = failed || message.getHeader(MessagingConstants.MESSAGE_ID) == null
                ? null : message.getHeader(MessagingConstants.STATUS, DeliveryStatus.class);
        String byDefault = status == null || status == DeliveryStatus.UNKNOWN
                ? "" : status.isFinal() && !status.isSuccess() ? NOT_SENT : ACCEPTED;
        String found = failed ? "" : message.getHeader(RESULT, byDefault, String.class);
        return switch (found) {
            case ACCEPTED -> accepted(exchange);
            case NOT_SENT -> new CallOutcome.Unavailable(notSent(message, status));
            default -> new CallOutcome.Unknown(found);
        };
    }

    /** Why a lookup says that a message reaches nobody, where it says why. */
    private static String notSent(Message message, DeliveryStatus status) {
        String why = message.getHeader(FlowConstants.REASON, String.class);
        return "not sent, as the lookup found"
               + (why != null ? ": " + Redaction.text(why) : status != null ? " it " + status : "");
    }

    /** Why somebody could not be told; empty if he was. A route that stops is done with what it was told. */
    static Optional<Exception> failure(Exchange exchange) {
        String told = exchange.getProperty(RESULT, String.class);
        if (ACCEPTED.equals(told)) {
            return Optional.empty();
        }
        if (told != null) {
            Exception caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
            return Optional.of(caught == null ? new IllegalStateException("The endpoint failed: " + told) : caught);
        }
        Optional<Exception> failure = ExchangeFailure.of(exchange);
        return exchange.isRouteStop() || failure.isPresent()
                ? failure : Optional.of(new IllegalStateException("The route ended without a call"));
    }

    private static CallOutcome accepted(Exchange exchange) {
        Message message = exchange.getMessage();
        return new CallOutcome.Accepted(
                message.getHeader(MessagingConstants.PROVIDER, String.class),
                message.getHeader(MessagingConstants.ACCOUNT, String.class),
                message.getHeader(MessagingConstants.MESSAGE_ID, String.class));
    }

    private static CallOutcome broken(Exchange exchange) {
        Optional<Exception> failure = ExchangeFailure.of(exchange);
        if (failure.isEmpty() && exchange.isRouteStop()) {
            // by stop() alone: then a provider's message id tells that it was sent
            return exchange.getMessage().getHeader(MessagingConstants.MESSAGE_ID) != null
                    ? accepted(exchange)
                    : new CallOutcome.Unknown(
                            "the step stopped its route, and no provider's message id tells that it was sent");
        }
        return new CallOutcome.Unknown(
                exchange.isRollbackOnly() || exchange.isRollbackOnlyLast()
                        ? "the step marked the message for rollback"
                        : "the step failed with " + described(ExchangeFailure.cause(failure.orElseGet(
                                () -> new IllegalStateException("The route ended without a call")))));
    }

    private static String reason(Exception caught) {
        if (caught == null) {
            return "no reason known";
        }
        Throwable cause = ExchangeFailure.cause(caught);
        if (cause instanceof RequestRejectedException rejected) {
            return rejected.provider() + " " + rejected.reason().name().toLowerCase(Locale.ROOT)
                   + (rejected.providerCode() == null ? "" : " (" + rejected.providerCode() + ")");
        }
        return described(cause);
    }

    private static String described(Throwable cause) {
        return cause.getClass().getSimpleName() + (cause.getMessage() == null ? "" : ": " + Redaction.text(cause.getMessage()));
    }
}
