/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.internal.transport;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.ReentrantLock;

import io.github.bucket4j.Bucket;

/**
 * A token of the user's bucket for each call, one after another: the next token is asked for when the call before has
 * left.
 * <p>
 * So a process that stood still has at most one call with a token from before, and they do not leave together
 * afterwards; a bucket that is shared by several processes can count on that. Nothing is asked in the thread of the
 * caller, since a distributed bucket asks its database.
 */
final class BucketRateLimiter implements RateLimit {

    private final Bucket bucket;
    private final ScheduledExecutorService scheduler;
    private final Executor asking;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<CompletableFuture<Permit>> waiting = new ArrayDeque<>();
    /** Whether a token is asked for, or its call has not left. */
    private boolean busy;

    /**
     * @param bucket    the tokens
     * @param scheduler wakes a call when its token is due
     * @param asking    where the bucket is asked
     */
    BucketRateLimiter(Bucket bucket, ScheduledExecutorService scheduler, Executor asking) {
        this.bucket = bucket;
        this.scheduler = scheduler;
        this.asking = asking;
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
        askForNext();
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

    private void askForNext() {
        lock.lock();
        try {
            while (!waiting.isEmpty() && waiting.peek().isDone()) {
                waiting.remove();
            }
            if (busy || waiting.isEmpty()) {
                return;
            }
            busy = true;
        } finally {
            lock.unlock();
        }
        try {
            asking.execute(this::ask);
        } catch (RejectedExecutionException e) {
            // the component was stopped, and its dispatcher ends all that wait
        }
    }

    private void ask() {
        CompletableFuture<Void> token;
        try {
            token = bucket.asScheduler().consume(1, scheduler);
        } catch (RuntimeException e) {
            token = CompletableFuture.failedFuture(e);
        }
        token.whenComplete((taken, thrown) -> {
            if (thrown == null) {
                give();
            } else {
                fail(thrown);
            }
        });
    }

    /** Gives the token to the first that still waits. */
    private void give() {
        BucketPermit permit = new BucketPermit();
        for (CompletableFuture<Permit> place = next(); place != null; place = next()) {
            if (place.complete(permit)) {
                return;
            }
        }
        permit.use();
    }

    /** Tells all that wait, but none that comes afterwards, that no token could be had. */
    private void fail(Throwable thrown) {
        List<CompletableFuture<Permit>> failed;
        lock.lock();
        try {
            failed = List.copyOf(waiting);
            waiting.clear();
            busy = false;
        } finally {
            lock.unlock();
        }
        failed.forEach(place -> place.completeExceptionally(thrown));
    }

    private CompletableFuture<Permit> next() {
        lock.lock();
        try {
            return waiting.poll();
        } finally {
            lock.unlock();
        }
    }

    private final class BucketPermit implements Permit {

        private boolean used;

        @Override
        public void use() {
            lock.lock();
            try {
                if (used) {
                    return;
                }
                used = true;
                busy = false;
            } finally {
                lock.unlock();
            }
            askForNext();
        }
    }
}
