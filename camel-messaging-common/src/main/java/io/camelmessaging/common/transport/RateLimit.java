package io.camelmessaging.common.transport;

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
     * @return completes when the call may be made, with what is to be run at the moment when the call leaves for the
     *         provider, or when it ends without; running it again does nothing. Whoever completes it before gives up
     */
    CompletableFuture<Runnable> permit();

    /** No limit. */
    static RateLimit none() {
        return () -> CompletableFuture.completedFuture(() -> {
        });
    }

    /**
     * Spreads calls evenly, so that no window of the period, wherever it begins, holds more than the limit.
     *
     * @param limit     how many calls the provider allows in a period
     * @param period    the period
     * @param scheduler wakes those that wait
     */
    static RateLimit evenly(int limit, Duration period, ScheduledExecutorService scheduler) {
        return new EvenPace(limit, period, scheduler, TimeMeter.SYSTEM_NANOTIME);
    }

    /** A token of the bucket for each call. */
    static RateLimit of(Bucket bucket, ScheduledExecutorService scheduler) {
        return () -> bucket.asScheduler().consume(1, scheduler).thenApply(consumed -> () -> {
        });
    }
}
