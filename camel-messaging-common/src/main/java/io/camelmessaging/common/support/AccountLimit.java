/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

import io.camelmessaging.common.internal.transport.RateLimit;
import io.github.bucket4j.Bucket;

/**
 * How many calls an account may make.
 *
 * @param calls  how many in a period; 0 for no limit
 * @param period the period in milliseconds
 * @param bucket takes the place of both; null for none
 */
record AccountLimit(int calls, long period, Bucket bucket) {

    static AccountLimit of(MessagingConfiguration configuration) {
        return new AccountLimit(
                Math.max(0, configuration.getMaxRequestsPerPeriod()), configuration.getRequestPeriod(),
                configuration.getRateLimitBucket());
    }

    /**
     * The limit that holds where the endpoints of one account differ: a bucket, else the one that lets less through.
     *
     * @throws IllegalArgumentException if there are two buckets
     */
    AccountLimit and(AccountLimit other) {
        if (bucket != null && other.bucket != null && bucket != other.bucket) {
            throw new IllegalArgumentException(
                    "Two endpoints of one account name different buckets as rateLimitBucket, and an account has one limit: name"
                                               + " the same one, best on the component.");
        }
        if (bucket != null || other.calls == 0 && other.bucket == null) {
            return this;
        }
        if (other.bucket != null || calls == 0) {
            return other;
        }
        return (double) other.calls / other.period < (double) calls / period ? other : this;
    }

    /**
     * @param scheduler wakes calls that wait
     * @param asking    makes the threads that ask a bucket
     */
    RateLimit rateLimit(ScheduledExecutorService scheduler, Supplier<Executor> asking) {
        if (bucket != null) {
            return RateLimit.of(bucket, scheduler, asking.get());
        }
        return calls == 0 ? RateLimit.none() : RateLimit.paced(calls, Duration.ofMillis(period), scheduler);
    }

    @Override
    public String toString() {
        if (bucket != null) {
            return "limit by a bucket";
        }
        return calls == 0 ? "no limit" : "limit " + calls + " in " + Duration.ofMillis(period).toString().substring(2);
    }
}
