/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.engine;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;

import io.camelmessaging.flows.policy.CallOutcome;
import io.camelmessaging.flows.policy.SendingPolicy;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;

/**
 * A step as it is configured.
 *
 * @param uri     what to call
 * @param repeat  whether its provider drops repeats by the idempotency key
 * @param lookup  the URI that is asked what became of a send; null for none
 * @param breaker lets no new call through for a while after calls that failed
 */
public record SendingStep(String uri, boolean repeat, String lookup, CircuitBreaker breaker) {

    /**
     * Reads the parameters {@code <name>}, which is required, {@code <name>Repeat} and {@code <name>Lookup}.
     *
     * @param clock by which the breaker waits; it is not asked before the step is called
     */
    public static SendingStep of(FlowParameters parameters, String name, InstantSource clock) {
        String uri = parameters.requiredUri(name);
        boolean repeat = parameters.flag(name + "Repeat", false);
        String lookup = parameters.uri(name + "Lookup");
        if (repeat && lookup != null) {
            throw parameters.wrong(name + "Lookup", lookup, "is never used together with " + name + "Repeat=true: choose one");
        }
        return new SendingStep(uri, repeat, lookup, CircuitBreaker.of(name, breaker(parameters, clock)));
    }

    private static CircuitBreakerConfig breaker(FlowParameters parameters, InstantSource clock) {
        int failures = parameters.number("breakerFailures", 5, 1);
        Duration wait = parameters.duration("breakerWait", Duration.ofSeconds(60));
        return CircuitBreakerConfig.custom().slidingWindowSize(failures).minimumNumberOfCalls(failures)
                .failureRateThreshold(100).waitDurationInOpenState(wait).permittedNumberOfCallsInHalfOpenState(1)
                .maxWaitDurationInHalfOpenState(wait).clock(clock.withZone(ZoneOffset.UTC)).build();
    }

    /** How a doubt about a call is resolved. */
    public SendingPolicy.Resolution resolution() {
        return repeat
                ? SendingPolicy.Resolution.REPEAT
                : lookup != null ? SendingPolicy.Resolution.LOOKUP : SendingPolicy.Resolution.NONE;
    }

    /** Counts what came of a call. Who says no is up: that is no failure; who was not called says nothing. */
    void note(CallOutcome outcome) {
        if (outcome instanceof CallOutcome.Withheld) {
            breaker.releasePermission();
        } else if (outcome instanceof CallOutcome.Accepted || outcome instanceof CallOutcome.Rejected) {
            breaker.onSuccess(0, TimeUnit.MILLISECONDS);
        } else {
            breaker.onError(0, TimeUnit.MILLISECONDS, new IllegalStateException(outcome.reason()));
        }
    }
}
