/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.internal.transport;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tokens of a user's bucket go to the calls one after another.
 */
class BucketRateLimiterTest {

    private static final int TOKENS = 100;

    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final AtomicBoolean down = new AtomicBoolean();
    private final Bucket bucket = Bucket.builder()
            .addLimit(limit -> limit.capacity(TOKENS).refillIntervally(TOKENS, Duration.ofDays(1)))
            .withCustomTimePrecision(new TimeMeter() {
                @Override
                public long currentTimeNanos() {
                    if (down.get()) {
                        throw new IllegalStateException("down");
                    }
                    return 0;
                }

                @Override
                public boolean isWallClockBased() {
                    return false;
                }
            }).build();
    private final RateLimit limit = RateLimit.of(bucket, scheduler, Runnable::run);

    @AfterEach
    void stop() {
        scheduler.shutdownNow();
    }

    @Test
    void theNextTokenIsTakenWhenTheCallBeforeHasLeft() {
        CompletableFuture<Permit> first = limit.acquire();
        CompletableFuture<Permit> second = limit.acquire();
        assertThat(first).isCompleted();
        assertThat(second).isNotDone();
        assertThat(bucket.getAvailableTokens()).isEqualTo(TOKENS - 1);

        first.join().use();
        first.join().use();
        CompletableFuture<Permit> third = limit.acquire();

        assertThat(second).isCompleted();
        assertThat(third).isNotDone();
        assertThat(bucket.getAvailableTokens()).isEqualTo(TOKENS - 2);
    }

    @Test
    void onesThatAreGivenUpTakeNoToken() {
        CompletableFuture<Permit> first = limit.acquire();
        Stream.generate(limit::acquire).limit(10).toList().forEach(waiting -> waiting.cancel(false));
        CompletableFuture<Permit> last = limit.acquire();

        first.join().use();

        assertThat(last).isCompleted();
        assertThat(bucket.getAvailableTokens()).isEqualTo(TOKENS - 2);
    }

    @Test
    void thatNoTokenCanBeHadIsToldToAllThatWaitAndTheNextAsksAgain() {
        CompletableFuture<Permit> first = limit.acquire();
        List<CompletableFuture<Permit>> waiting = Stream.generate(limit::acquire).limit(3).toList();
        down.set(true);
        first.join().use();
        assertThat(waiting).allSatisfy(call -> assertThat(call).isCompletedExceptionally());

        down.set(false);
        assertThat(limit.acquire()).isCompleted();
    }
}
