/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.store;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The database's clock, by which all nodes go, without a question for each message: what it last said, and how long ago
 * that was by a clock of this process that is never set.
 * <p>
 * It is behind the database's by as long as an answer takes, and never before it. A process that was suspended, so that
 * its two clocks are no longer equally far on, asks anew.
 */
final class DatabaseClock {

    private static final Duration APART = Duration.ofSeconds(1);

    private final Supplier<Instant> question;
    private final boolean steady;
    private volatile Reading last;

    /** What the database's clock said, and both clocks of this process at that time. */
    private record Reading(Instant database, long nanos, long millis) {

        Instant now() {
            return database.plusNanos(System.nanoTime() - nanos).truncatedTo(ChronoUnit.MICROS);
        }

        boolean isReliable() {
            long measured = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
            return Math.abs(System.currentTimeMillis() - millis - measured) < APART.toMillis();
        }
    }

    /**
     * @param question asks the database
     * @param steady   whether it is a clock that nobody sets; one that a test sets is asked each time
     */
    DatabaseClock(Supplier<Instant> question, boolean steady) {
        this.question = question;
        this.steady = steady;
    }

    /** What the database's clock says about now. */
    Instant now() {
        Reading reading = last;
        return steady && reading != null && reading.isReliable() ? reading.now() : learn(question.get());
    }

    /** Takes what the database said at this moment. */
    Instant learn(Instant database) {
        last = new Reading(database, System.nanoTime(), System.currentTimeMillis());
        return database;
    }
}
