/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.internal.transport;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;

/**
 * Spreads calls a little more slowly than the limit allows, by a bucket that holds a few tokens only.
 * <p>
 * That alone is not enough: a thread is woken late or the process stands still, a connection has to be made first, and
 * calls that were spread leave close together. So a call also waits until the one before it by as many as the limit has
 * left, and the period and a margin for the way to the provider have passed since.
 */
final class PacingRateLimiter implements RateLimit {

    /** The share of the limit that is used. */
    private static final double PACE = 0.985;
    /** The share of the period by which calls may come closer on their way without passing the limit. */
    private static final double MARGIN = 0.01;
    /** Calls that are late may catch up by this part of the limit. */
    private static final int CATCH_UP = 10;

    private final int limit;
    private final long window;
    private final Bucket bucket;
    private final ScheduledExecutorService scheduler;
    private final TimeMeter clock;
    private final long origin;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<CompletableFuture<Permit>> waiting = new ArrayDeque<>();
    /** The last calls, as many as the limit. */
    private final Deque<PacedPermit> last = new ArrayDeque<>();
    private boolean scheduled;
    /** Whether the next call waits for one to leave. */
    private boolean blocked;

    PacingRateLimiter(int limit, Duration period, ScheduledExecutorService scheduler, TimeMeter clock) {
        Duration interval = Duration.ofNanos((long) Math.ceil(period.toNanos() / (limit * PACE)));
        this.limit = limit;
        this.window = (long) (period.toNanos() * (1 + MARGIN));
        this.bucket = Bucket.builder()
                .addLimit(few -> few.capacity(Math.max(1, limit / CATCH_UP)).refillGreedy(1, interval).initialTokens(1))
                .withCustomTimePrecision(clock).build();
        this.scheduler = scheduler;
        this.clock = clock;
        this.origin = clock.currentTimeNanos();
    }

    @Override
    public CompletableFuture<Permit> acquire() {
        CompletableFuture<Permit> place = new CompletableFuture<>();
        lock.lock();
        try {
            waiting.add(place);
        } finally {
            lock.unlock();
        }
        letThrough();
        return place;
    }

    @Override
    public int waiting() {
        lock.lock();
        try {
            return (int) waiting.stream().filter(place -> !place.isDone()).count();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public double used() {
        lock.lock();
        try {
            long since = now() - window;
            return (double) last.stream().filter(permit -> !permit.gone || permit.goneAt > since).count() / limit;
        } finally {
            lock.unlock();
        }
    }

    private void letThrough() {
        for (Granted granted = grant(); granted != null; granted = grant()) {
            if (!granted.place().complete(granted.permit())) {
                // given up at this moment
                granted.permit().use();
            }
        }
    }

    private record Granted(CompletableFuture<Permit> place, PacedPermit permit) {
    }

    /** The next call if it may leave now, else null; it is seen to that this is asked again in time. */
    private Granted grant() {
        lock.lock();
        try {
            while (!waiting.isEmpty() && waiting.peek().isDone()) {
                waiting.remove();
            }
            if (waiting.isEmpty() || scheduled) {
                return null;
            }
            boolean full = last.size() == limit;
            blocked = full && !last.peek().gone;
            if (blocked) {
                return null;
            }
            long wait = full ? last.peek().goneAt + window - now() : 0;
            if (wait <= 0) {
                wait = bucket.tryConsumeAndReturnRemaining(1).getNanosToWaitForRefill();
            }
            if (wait > 0) {
                schedule(wait);
                return null;
            }
            if (full) {
                last.remove();
            }
            PacedPermit permit = new PacedPermit();
            last.add(permit);
            return new Granted(waiting.remove(), permit);
        } finally {
            lock.unlock();
        }
    }

    private void schedule(long nanos) {
        try {
            scheduler.schedule(this::wake, nanos, TimeUnit.NANOSECONDS);
            scheduled = true;
        } catch (RejectedExecutionException e) {
            // the component was stopped, and its dispatcher ends all that wait
        }
    }

    private void wake() {
        lock.lock();
        try {
            scheduled = false;
        } finally {
            lock.unlock();
        }
        letThrough();
    }

    private long now() {
        return clock.currentTimeNanos() - origin;
    }

    /** Notes when the call leaves: the window of the limit begins there, and not where it was let through. */
    private final class PacedPermit implements Permit {

        private boolean gone;
        private long goneAt;

        @Override
        public void use() {
            boolean awaited;
            lock.lock();
            try {
                if (gone) {
                    return;
                }
                gone = true;
                goneAt = now();
                awaited = blocked;
            } finally {
                lock.unlock();
            }
            if (awaited) {
                letThrough();
            }
        }
    }
}
