/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.guard;

import org.apache.camel.Exchange;

/**
 * The stop switch as steps of a route, which read the headers {@code scope}, {@code by} and {@code reason}: of a REST
 * call its query parameters. Put such a route behind authentication.
 */
public final class StopRoute {

    /**
     * Stops sends, on all nodes.
     *
     * @throws IllegalArgumentException if a header is missing, or the scope is not {@code all}, {@code flow:name},
     *                                  {@code provider:scheme} or {@code country:IE}
     */
    public void stop(Exchange exchange) {
        StopScope scope = scope(exchange);
        SendGuards.of(exchange.getContext()).stop(scope, header(exchange, "by"), header(exchange, "reason"));
        answer(exchange, "Sends are stopped: " + scope);
    }

    /**
     * Lets them go out again.
     *
     * @throws IllegalArgumentException as {@link #stop}
     */
    public void lift(Exchange exchange) {
        StopScope scope = scope(exchange);
        boolean lifted = SendGuards.of(exchange.getContext()).lift(scope, header(exchange, "by"));
        answer(exchange, lifted ? "Sends go out again: " + scope : "They were not stopped: " + scope);
    }

    private static StopScope scope(Exchange exchange) {
        return StopScope.of(header(exchange, "scope"));
    }

    private static String header(Exchange exchange, String name) {
        String value = exchange.getMessage().getHeader(name, String.class);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("The stop switch needs the parameter " + name + ".");
        }
        return value;
    }

    private static void answer(Exchange exchange, String text) {
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setBody(text);
    }
}
