/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.util.Optional;
import java.util.function.BooleanSupplier;

import org.apache.camel.CamelExchangeException;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.RollbackExchangeException;
import org.apache.camel.spi.ReactiveExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What counts as a failed exchange: the one rule of webhooks, polls and flows.
 * <p>
 * An exchange failed if it holds an exception that nobody handled ({@code Error} included), if it is marked for
 * rollback ({@code markRollbackOnly} and {@code markRollbackOnlyLast} too, which leave no exception), or if its thread
 * was interrupted in the middle of the route. A route that ends early by {@code stop()} or a filter succeeded: that is
 * how a route says that it is done with a message.
 */
public final class ExchangeFailure {

    private static final Logger LOG = LoggerFactory.getLogger(ExchangeFailure.class);

    /** More than what any nesting of steps leaves in a queue. */
    private static final int MAX_LEFT = 1_000;

    private ExchangeFailure() {
    }

    /** Why the exchange failed; empty if it succeeded. To be asked when the exchange has ended. */
    public static Optional<Exception> of(Exchange exchange) {
        if (exchange.getException() != null) {
            return Optional.of(exchange.getException());
        }
        if (exchange.isRollbackOnly() || exchange.isRollbackOnlyLast()) {
            return Optional.of(new RollbackExchangeException("The route marked it for rollback", exchange));
        }
        if (exchange.getExchangeExtension().isInterrupted()) {
            return Optional.of(new CamelExchangeException("The route was interrupted", exchange));
        }
        return Optional.empty();
    }

    /**
     * Why a step failed whose exchange has to go on to the next step: as {@link #of}, and it must not stop the route.
     */
    public static Optional<Exception> ofStep(Exchange exchange) {
        return of(exchange).or(() -> exchange.isRouteStop()
                ? Optional.of(new CamelExchangeException("A step stopped the route", exchange)) : Optional.empty());
    }

    /** Makes a mark for rollback an exception, so that all who look for one (as idempotent consumers do) see it. */
    static void settle(Exchange exchange) {
        if (exchange.getException() == null) {
            of(exchange).ifPresent(exchange::setException);
        }
    }

    /**
     * What a failure is in truth: Camel wraps an {@code Error}, and what fails in a part of a split or multicast
     * message, in exceptions of its own.
     */
    public static Throwable cause(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof CamelExecutionException || cause instanceof CamelExchangeException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    /**
     * What is called at the end of a unit of work threw what Camel does not catch; its exceptions are ignored as well.
     */
    static void afterwards(Throwable thrown, Exchange exchange) {
        LOG.warn("{} was thrown after the exchange {} had ended, which changes nothing.", thrown.getClass().getName(),
                exchange.getExchangeId());
        LOG.debug("Thrown at the end of an exchange.", thrown);
    }

    /**
     * Ends an exchange whose route threw an {@code Error} through Camel's router, as what stands around its steps may,
     * which no {@link ErrorGuard} sees: what it left in this thread's queue would otherwise wait for the next exchange
     * of the thread, and go on as if all were well.
     *
     * @param ended whether the exchange has ended
     * @param end   ends it; called at most once, and not if what was left ended it
     */
    static void endAfter(Throwable thrown, Exchange exchange, BooleanSupplier ended, Runnable end) {
        // the message may quote what the exchange holds
        LOG.error("A step threw {} after {}; the exchange {} failed.", thrown.getClass().getName(),
                exchange.getFromEndpoint() == null ? "its start" : "it came from " + exchange.getFromEndpoint(),
                exchange.getExchangeId());
        LOG.debug("The error of a step.", thrown);
        exchange.setException(thrown);
        ReactiveExecutor router = exchange.getContext().getCamelContextExtension().getReactiveExecutor();
        router.scheduleQueue(() -> {
            if (!ended.getAsBoolean()) {
                end.run();
            }
        });
        // what was left may throw as well: each time there is less of it
        for (int times = 0; times < MAX_LEFT && !workOff(router); times++) {
            exchange.setException(thrown);
        }
    }

    private static boolean workOff(ReactiveExecutor router) {
        try {
            // sets the queue going unless a caller up the stack works on it
            router.schedule(() -> {
            });
            return true;
        } catch (Throwable again) {
            LOG.debug("What an error left threw one.", again);
            return false;
        }
    }
}
