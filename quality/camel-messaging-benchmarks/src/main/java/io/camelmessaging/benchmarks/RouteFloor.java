/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.benchmarks;

import java.util.concurrent.ExecutorService;

import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;

/**
 * The bare client behind a route: what Camel takes for an exchange that is sent without a thread that waits, and for
 * the change of threads that keeps the rest of the route off the client's. No component costs less.
 */
final class RouteFloor extends AsyncProcessorSupport {

    private final BareClient client;
    private final ExecutorService pool;

    RouteFloor(BareClient client, ExecutorService pool) {
        this.client = client;
        this.pool = pool;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        client.sendAsync().whenComplete((sent, thrown) -> pool.execute(() -> {
            exchange.setException(thrown);
            callback.done(false);
        }));
        return false;
    }

    @Override
    protected void doStop() throws Exception {
        client.close();
        super.doStop();
    }
}
