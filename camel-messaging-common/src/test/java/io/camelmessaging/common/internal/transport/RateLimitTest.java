/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.internal.transport;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongUnaryOperator;

import io.github.bucket4j.TimeMeter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No window of the period holds more calls than the limit, wherever it begins and whatever is late.
 */
class RateLimitTest {

    private static final int SEED = 20261126;
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long MILLI = Duration.ofMillis(1).toNanos();

    private final Random random = new Random(SEED);
    private final Simulation simulation = new Simulation();
    private final List<Long> left = new ArrayList<>();

    @AfterEach
    void stop() {
        simulation.shutdownNow();
    }

    @ParameterizedTest
    @CsvSource({ "1, 1000", "2, 1000", "30, 1000", "100, 60000", "7, 333", "1000, 1000", "240, 60000" })
    void noWindowHoldsMoreThanTheLimit(int limit, long millis) {
        long period = Duration.ofMillis(millis).toNanos();
        RateLimit rate = new PacingRateLimiter(limit, Duration.ofMillis(millis), simulation, simulation);
        long step = Math.max(1, period / (limit * 2L));
        for (long at = 0; at < 6 * period; at += step) {
            // busy, then a pause longer than the period, then busy again
            if (at < 2 * period || at > 3.5 * period) {
                simulation.at(at, () -> call(rate, 0));
            }
        }
        simulation.runUntil(6 * period);

        assertNoWindowHoldsMore(limit, period);
        assertThat(left.size()).as("the limit is used").isGreaterThanOrEqualTo(limit * 4 * 9 / 10);
    }

    @ParameterizedTest
    @CsvSource({ "30, 1000", "100, 60000", "1000, 1000" })
    void notEvenIfThreadsAreWokenLateAndConnectionsTakeTime(int limit, long millis) {
        long period = Duration.ofMillis(millis).toNanos();
        // now and then the machine stands still for longer than the period
        simulation.lateness = wait -> random.nextInt(300) == 0 ? 2 * period
                : random.nextInt(5) == 0 ? random.nextLong(period / 10) : 0;
        RateLimit rate = new PacingRateLimiter(limit, Duration.ofMillis(millis), simulation, simulation);
        simulation.at(0, () -> {
            for (int i = 0; i < 20 * limit; i++) {
                call(rate, random.nextInt(4) == 0 ? random.nextLong(period / 3) : 0);
            }
        });
        simulation.runUntil(200 * period);

        assertThat(left).as("all left").hasSize(20 * limit);
        assertNoWindowHoldsMore(limit, period);
    }

    @Test
    void nearlyAllOfTheLimitIsUsedThoughThreadsAreWokenALittleLate() {
        simulation.lateness = wait -> random.nextLong(5 * MILLI);
        RateLimit rate = new PacingRateLimiter(30, Duration.ofSeconds(1), simulation, simulation);
        simulation.at(0, () -> {
            for (int i = 0; i < 5_000; i++) {
                call(rate, 0);
            }
        });
        simulation.runUntil(120 * SECOND);

        assertThat(left.size() / (30.0 * 120)).as("share of the limit").isBetween(0.98, 1.0);
        assertNoWindowHoldsMore(30, SECOND);
    }

    @Test
    void thoseThatWaitAreSpreadEvenly() {
        RateLimit rate = new PacingRateLimiter(10, Duration.ofSeconds(1), simulation, simulation);
        for (long pause : new long[] { 0, 5 * SECOND }) {
            left.clear();
            simulation.at(pause, () -> {
                for (int i = 0; i < 20; i++) {
                    call(rate, 0);
                }
            });
            simulation.runUntil(pause + 3 * SECOND);

            assertThat(left).hasSize(20).first().isEqualTo(pause);
            for (int i = 1; i < left.size(); i++) {
                assertThat(left.get(i) - left.get(i - 1)).isBetween(100 * MILLI, 103 * MILLI);
            }
        }
    }

    @Test
    void onesThatAreGivenUpTakeNothingFromTheRest() {
        RateLimit rate = new PacingRateLimiter(10, Duration.ofSeconds(1), simulation, simulation);
        call(rate, 0);
        for (int i = 0; i < 100; i++) {
            rate.acquire().cancel(false);
        }
        call(rate, 0);
        simulation.runUntil(SECOND / 2);

        assertThat(left).hasSize(2);
    }

    @Test
    void theNextWaitsForACallThatHasNotLeft() {
        RateLimit rate = new PacingRateLimiter(2, Duration.ofSeconds(1), simulation, simulation);
        CompletableFuture<Permit> connecting = rate.acquire();
        call(rate, 0);
        call(rate, 0);
        simulation.runUntil(20 * SECOND);
        assertThat(left).hasSize(1);

        connecting.join().use();
        connecting.join().use();
        simulation.runUntil(22 * SECOND);
        assertThat(left).hasSize(2);
        assertThat(left.get(1)).isBetween(21 * SECOND, 21 * SECOND + 20 * MILLI);
    }

    private void call(RateLimit rate, long connecting) {
        rate.acquire().thenAccept(permit -> {
            if (connecting == 0) {
                left.add(simulation.now());
                permit.use();
            } else {
                simulation.at(simulation.now() + connecting, () -> {
                    left.add(simulation.now());
                    permit.use();
                });
            }
        });
    }

    private void assertNoWindowHoldsMore(int limit, long period) {
        left.sort(null);
        for (int i = 0; i + limit < left.size(); i++) {
            assertThat(left.get(i + limit) - left.get(i)).as("call %s to call %s", i, i + limit).isGreaterThanOrEqualTo(period);
        }
    }

    /** Runs what is scheduled in the order of its time, which passes no faster than that. */
    private static final class Simulation extends ScheduledThreadPoolExecutor implements TimeMeter {

        private final Queue<Event> events = new PriorityQueue<>(Comparator.comparing(Event::at).thenComparing(Event::number));
        private LongUnaryOperator lateness = wait -> 0;
        private int number;
        private long now;

        private record Event(long at, int number, Runnable work) {
        }

        Simulation() {
            super(0);
        }

        long now() {
            return now;
        }

        @Override
        public long currentTimeNanos() {
            return now;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }

        void at(long time, Runnable work) {
            events.add(new Event(time, number++, work));
        }

        void runUntil(long end) {
            while (!events.isEmpty() && events.peek().at() <= end) {
                Event event = events.remove();
                now = Math.max(now, event.at());
                event.work().run();
            }
            now = end;
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable work, long delay, TimeUnit unit) {
            long wait = unit.toNanos(delay);
            at(now + wait + lateness.applyAsLong(wait), work);
            return null;
        }

        @Override
        public <V> ScheduledFuture<V> schedule(Callable<V> work, long delay, TimeUnit unit) {
            throw new UnsupportedOperationException();
        }
    }
}
