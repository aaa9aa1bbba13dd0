/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.guard;

import java.util.Optional;

import io.camelmessaging.flows.guard.PersonCall.Answer;
import org.apache.camel.Exchange;

/**
 * The stop switch as steps of a route, which read the headers {@code scope}, {@code by} and {@code reason}: of a REST
 * call its query parameters. A call that is wrong is answered with 400 and a sentence. Put such a route behind
 * authentication.
 */
public final class StopRoute {

    /** Stops sends, on all nodes: {@code all}, {@code flow:name}, {@code provider:scheme} or {@code country:IE}. */
    public void stop(Exchange exchange) {
        PersonCall.answer(exchange, call -> {
            StopScope scope = StopScope.of(call.needed("scope"));
            Optional<String> doubt = call.guards().stopped(scope, call.needed("by"), call.needed("reason"));
            return Answer.done("Sends are stopped: " + scope + doubt.map(sentence -> ". " + sentence).orElse(""));
        });
    }

    /** Lets them go out again. */
    public void lift(Exchange exchange) {
        PersonCall.answer(exchange, call -> {
            StopScope scope = StopScope.of(call.needed("scope"));
            boolean lifted = call.guards().lift(scope, call.needed("by"));
            return Answer.done(lifted ? "Sends go out again: " + scope : "They were not stopped: " + scope);
        });
    }
}
