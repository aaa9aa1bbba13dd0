/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.apache.camel.spi.UnitOfWork;
import org.apache.camel.spi.UnitOfWorkFactory;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.UnitOfWorkHelper;

/**
 * The way of an event through its route, for webhooks, polls and flows: in a unit of work that fails when the exchange
 * does, and with an end whatever a step throws.
 */
public final class EventExchange {

    private EventExchange() {
    }

    /**
     * Sends an event along its route.
     *
     * @param  ended called exactly once, after the unit of work has ended
     * @return       whether it ended in this thread, before this method returned
     */
    public static boolean process(Exchange exchange, AsyncProcessor route, AsyncCallback ended) {
        // a pooled exchange has one already, which the route opens and ends
        UnitOfWork unit = exchange.getUnitOfWork() != null ? null : unitOfWork(exchange);
        AtomicBoolean over = new AtomicBoolean();
        AsyncCallback once = doneSync -> {
            if (over.compareAndSet(false, true)) {
                try {
                    ExchangeFailure.settle(exchange);
                    UnitOfWorkHelper.doneUow(unit, exchange);
                } catch (Throwable e) {
                    ExchangeFailure.afterwards(e, exchange);
                } finally {
                    ended.done(doneSync);
                }
            }
        };
        try {
            return route.process(exchange, once);
        } catch (Throwable e) {
            ExchangeFailure.endAfter(e, exchange, over::get, () -> once.done(false));
            return false;
        }
    }

    private static UnitOfWork unitOfWork(Exchange exchange) {
        UnitOfWorkFactory factory = PluginHelper.getUnitOfWorkFactory(exchange.getContext());
        // a context without routes has not done it
        factory.afterPropertiesConfigured(exchange.getContext());
        UnitOfWork unit = factory.createUnitOfWork(exchange);
        exchange.getExchangeExtension().setUnitOfWork(unit);
        return unit;
    }
}
