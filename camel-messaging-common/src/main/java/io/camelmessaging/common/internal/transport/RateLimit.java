package io.camelmessaging.common.internal.transport;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;

/**
 * Keeps an account below a provider's limit.
 */
public interface RateLimit {

    /**
     * Asks to make a call.
     *
     * @return completes when the call may be made. Whoever completes it before gives up
     */
    CompletableFuture<Permit> acquire();

    /** No limit. */
    static RateLimit none() {
        CompletableFuture<Permit> free = CompletableFuture.completedFuture(Permit.UNLIMITED);
        return () -> free;
    }

    /**
     * Spreads calls evenly, so that no window of the period, wherever it begins, holds more than the limit.
     *
     * @param limit     how many calls the provider allows in a period
     * @param period    the period
     * @param scheduler wakes those that wait
     */
    static RateLimit paced(int limit, Duration period, ScheduledExecutorService scheduler) {
        return new PacingRateLimiter(limit, period, scheduler, TimeMeter.SYSTEM_NANOTIME);
    }

    /** A token of the bucket for each call. */
    static RateLimit of(Bucket bucket, ScheduledExecutorService scheduler) {
        return () -> bucket.asScheduler().consume(1, scheduler).thenApply(consumed -> () -> {
        });
    }
}
