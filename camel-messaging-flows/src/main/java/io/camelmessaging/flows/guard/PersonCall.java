/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.guard;

import java.util.function.Function;

import org.apache.camel.Exchange;

/**
 * What a person asks of a route, as by REST: parameters are headers, and the answer is one sentence.
 *
 * @param exchange the route's
 */
record PersonCall(Exchange exchange) {

    /** What a person is told. */
    record Answer(int status, String type, String text) {

        private static final String TEXT = "text/plain; charset=utf-8";

        static Answer done(String sentence) {
            return new Answer(200, TEXT, sentence);
        }

        static Answer json(String json) {
            return new Answer(200, "application/json", json);
        }

        static Answer notFound(String sentence) {
            return new Answer(404, TEXT, sentence);
        }
    }

    /** Answers; a wrong parameter with 400, and what cannot be done on this node now with 503. */
    static void answer(Exchange exchange, Function<PersonCall, Answer> call) {
        Answer answer;
        try {
            answer = call.apply(new PersonCall(exchange));
        } catch (IllegalArgumentException e) {
            answer = new Answer(400, Answer.TEXT, e.getMessage());
        } catch (IllegalStateException e) {
            answer = new Answer(503, Answer.TEXT, e.getMessage());
        }
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, answer.status());
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, answer.type());
        exchange.getMessage().setBody(answer.text());
    }

    SendGuards guards() {
        return SendGuards.of(exchange.getContext());
    }

    boolean has(String name) {
        String value = exchange.getMessage().getHeader(name, String.class);
        return value != null && !value.isBlank();
    }

    /**
     * A parameter that the call has to have.
     *
     * @throws IllegalArgumentException if it has not
     */
    String needed(String name) {
        if (!has(name)) {
            throw new IllegalArgumentException("The parameter " + name + " is missing.");
        }
        return exchange.getMessage().getHeader(name, String.class).strip();
    }
}
