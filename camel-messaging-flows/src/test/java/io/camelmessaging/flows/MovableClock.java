/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

import io.camelmessaging.flows.store.FlowStore;
import org.apache.camel.CamelContext;

import static org.awaitility.Awaitility.await;

/**
 * The clock of a test, which it moves. The {@code FlowsExtension} for users does the same with a sandbox beside it; it
 * stands on this module, whose own tests have stand-ins for the providers.
 */
final class MovableClock implements InstantSource {

    private static final int MAX_MOVES = 200;
    private static final Duration LOOK = Duration.ofMillis(10);

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead.get());
    }

    void advance(Duration time) {
        ahead.accumulateAndGet(time, Duration::plus);
    }

    /** How far it was moved. */
    Duration moved() {
        return ahead.get();
    }

    /** Moves it from one time at which a flow is due to the next, until something is so. */
    void moveUntil(CamelContext context, BooleanSupplier condition) {
        MessagingFlows flows = MessagingFlows.of(context);
        settle(flows);
        for (int moves = 0; !condition.getAsBoolean(); moves++) {
            Instant next = flows.store().nextDue()
                    .orElseThrow(() -> new AssertionError("no flow is to do anything any more, and it is not so"));
            if (moves == MAX_MOVES) {
                throw new AssertionError("it is not so after " + moves + " moves of the clock, now at " + instant());
            }
            Duration way = Duration.between(instant(), next);
            if (!way.isNegative()) {
                advance(way);
            }
            settle(flows);
        }
    }

    /** Waits until nothing is due or under way. */
    private static void settle(MessagingFlows flows) {
        FlowStore store = flows.store();
        flows.wakeUp();
        await().pollDelay(Duration.ZERO).pollInterval(LOOK).until(store::isIdle);
    }
}
