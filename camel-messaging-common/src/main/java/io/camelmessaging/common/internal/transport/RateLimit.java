/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.internal.transport;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
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

    /** How many calls wait. */
    default int waiting() {
        return 0;
    }

    /** The share of the limit that was used in the period that ends now, from 0 to 1; NaN if that is not known. */
    default double used() {
        return Double.NaN;
    }

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

    /**
     * A token of the bucket for each call, asked for when the call before it has left.
     *
     * @param bucket    the user's, which may be shared by several processes and take its time
     * @param scheduler wakes those that wait
     * @param asking    where the bucket is asked
     */
    static RateLimit of(Bucket bucket, ScheduledExecutorService scheduler, Executor asking) {
        return new BucketRateLimiter(bucket, scheduler, asking);
    }
}
