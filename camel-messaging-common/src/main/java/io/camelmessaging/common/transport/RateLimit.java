package io.camelmessaging.common.transport;

import java.time.Duration;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;

/**
 * Makes the bucket that keeps an account below a provider's limit.
 */
public final class RateLimit {

    /** The share of the allowed rate that is used; the rest absorbs the jitter of the way to the provider. */
    private static final double USED = 0.98;

    private RateLimit() {
    }

    /**
     * A bucket whose tokens come evenly spread, so that no window of the period, wherever it begins, holds more than
     * the limit. A bucket that saved tokens up would let twice the limit through around the end of a pause.
     *
     * @param limit  how many calls the provider allows in a period
     * @param period the period
     */
    public static Bucket bucket(int limit, Duration period) {
        return bucket(limit, period, TimeMeter.SYSTEM_NANOTIME);
    }

    static Bucket bucket(int limit, Duration period, TimeMeter clock) {
        Duration interval = Duration.ofNanos((long) Math.ceil(period.toNanos() / (limit * USED)));
        return Bucket.builder()
                .addLimit(bandwidth -> bandwidth.capacity(1).refillGreedy(1, interval))
                .withCustomTimePrecision(clock)
                .build();
    }
}
