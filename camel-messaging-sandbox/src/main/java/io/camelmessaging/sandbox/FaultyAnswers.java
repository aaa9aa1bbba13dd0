/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sandbox;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Answers as a provider with a fault does.
 */
final class FaultyAnswers {

    /** How long the receipts of a message take at most, in the provider's seconds, and as time passes here. */
    private static final double RECEIPTS = 10;
    private static final Duration RECEIPTS_CALLED = Duration.ofMillis(500);

    private final SandboxState state;

    /**
     * @param wire  what is answered
     * @param reset whether the connection is reset instead
     * @param delay how long the answer takes
     */
    record Answer(WireAnswer wire, boolean reset, Duration delay) {
    }

    FaultyAnswers(SandboxState state) {
        this.state = state;
    }

    Answer answer(Provider provider, WireRequest request) {
        Optional<Fault> struck = state.faults().strike(FaultType.Side.ANSWER, provider.name(), request.path());
        WireAnswer right = struck.isPresent() && !struck.get().accepted() ? null : provider.answer(request);
        provider.feedGrowth(request)
                .filter(growth -> state.faults().strike(FaultType.Side.FEED, provider.name(), request.path()).isPresent())
                .ifPresent(Runnable::run);
        return struck.map(fault -> spoilt(fault, right)).orElseGet(() -> new Answer(right, false, Duration.ZERO));
    }

    private Answer spoilt(Fault fault, WireAnswer right) {
        return switch (fault.type()) {
            case RESET_BEFORE_ACCEPTANCE, RESET_AFTER_ACCEPTANCE -> new Answer(null, true, Duration.ZERO);
            case STALLED -> new Answer(right, false, fault.delay());
            case SLOW -> new Answer(right, false, state.faults().around(fault.delay()));
            case RECEIPT_BEFORE_ANSWER -> new Answer(right, false, state.clock().lasting(RECEIPTS).plus(RECEIPTS_CALLED));
            case TOO_MANY_REQUESTS -> now(tooManyRequests(fault));
            case NOT_OFFERED, SERVER_ERROR_JSON -> now(WireAnswer.json(fault.status(),
                    Map.of("message", fault.type() == FaultType.NOT_OFFERED ? "Not found" : "Something went wrong")));
            case SERVER_ERROR_HTML -> now(new WireAnswer(
                    fault.status(), "text/html",
                    "<html><head><title>%1$d</title></head><body><h1>%1$d from the proxy</h1></body></html>"
                            .formatted(fault.status()),
                    Map.of()));
            case SERVER_ERROR_EMPTY -> now(WireAnswer.text(fault.status(), ""));
            case TRUNCATED_JSON -> now(right.withBody(SpoiltJson.truncated(right.body())));
            case OVERSIZED_JSON -> now(right.withBody(SpoiltJson.oversized(right.body())));
            case WRONG_TYPES -> now(right.withBody(SpoiltJson.wrongTypes(right.body())));
            case NULL_ARRAYS -> now(right.withBody(SpoiltJson.nullArrays(right.body())));
            case RECEIPT_LATE, RECEIPT_TWICE, RECEIPTS_OUT_OF_ORDER, RECEIPT_OF_UNKNOWN_STATUS, NO_FINAL_RECEIPT,
                    INBOUND_TWICE, FEED_GROWS ->
                throw new IllegalStateException(fault.type() + " strikes no answer");
        };
    }

    private static WireAnswer tooManyRequests(Fault fault) {
        WireAnswer answer = WireAnswer.json(429, Map.of("message", "Too many requests"));
        return fault.retryAfter() == null
                ? answer : answer.withHeader("Retry-After", String.valueOf(fault.retryAfter().toSeconds()));
    }

    private static Answer now(WireAnswer answer) {
        return new Answer(answer, false, Duration.ZERO);
    }
}
