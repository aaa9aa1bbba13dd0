/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.benchmarks;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.ExchangeBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * A route that is sent to by a {@link ProducerTemplate}, in a context of its own.
 */
final class RouteContestant implements Contestant {

    private final String name;
    private final CamelContext context;
    private final Object body;
    private final Map<String, Object> headers;
    private final ProducerTemplate template;
    private final Endpoint entry;

    /**
     * @param route   begins with {@code direct:send}
     * @param body    of each message
     * @param headers of each message
     */
    RouteContestant(String name, DefaultCamelContext context, RouteBuilder route, Object body, Map<String, Object> headers)
                                                                                                                            throws Exception {
        this.name = name;
        this.context = context;
        this.body = body;
        this.headers = headers;
        context.addRoutes(route);
        context.start();
        this.template = context.createProducerTemplate();
        this.entry = context.getEndpoint("direct:send");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void send() throws Exception {
        ended(template.send(entry, exchange()));
    }

    @Override
    public CompletableFuture<?> sendAsync() {
        return template.asyncSend(entry, exchange()).thenApply(RouteContestant::ended);
    }

    private Exchange exchange() {
        ExchangeBuilder exchange = ExchangeBuilder.anExchange(context).withBody(body);
        headers.forEach(exchange::withHeader);
        return exchange.build();
    }

    private static Exchange ended(Exchange exchange) {
        if (exchange.getException() != null) {
            throw new IllegalStateException("A send failed, so that nothing was measured.", exchange.getException());
        }
        return exchange;
    }

    @Override
    public int threads() {
        return threads(context);
    }

    /** How many threads a context has: all of Camel's carry its name. */
    static int threads(CamelContext context) {
        String part = "(" + context.getName() + ")";
        return (int) Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().contains(part)).count();
    }

    @Override
    public void close() throws Exception {
        template.close();
        context.close();
    }
}
