/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.internal.transport;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.ReentrantLock;

import io.camelmessaging.common.support.wire.ApiRequest;
import io.camelmessaging.common.support.wire.ApiResponse;
import io.camelmessaging.common.support.wire.TransportException;

/**
 * Dispatches all calls of an account, in order.
 * <p>
 * At most so many calls are under way, the rest wait in a bounded queue, and each waits for the account's rate limit
 * before it leaves. Nothing waits in a thread.
 */
public final class AccountDispatcher {

    private final int maxInFlight;
    private final int maxQueued;
    private volatile RateLimit rateLimit;
    private final ScheduledExecutorService scheduler;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<CompletableFuture<Void>> queue = new ArrayDeque<>();
    /** All that close() has to end: in the queue, just let through, or before the rate limit. */
    private final Set<CompletableFuture<?>> waiting = ConcurrentHashMap.newKeySet();
    private int inFlight;
    private boolean closed;

    /**
     * @param maxInFlight how many calls may be under way
     * @param maxQueued   how many may wait beyond these
     * @param rateLimit   the account's
     * @param scheduler   lets calls through that waited
     */
    public AccountDispatcher(int maxInFlight, int maxQueued, RateLimit rateLimit, ScheduledExecutorService scheduler) {
        this.maxInFlight = maxInFlight;
        this.maxQueued = maxQueued;
        this.rateLimit = rateLimit;
        this.scheduler = scheduler;
    }

    /**
     * Makes a call as soon as it is its turn.
     *
     * @return the call's answer; a {@link TransportException} that is not sent if the queue is full or the dispatcher
     *         was closed
     */
    public CompletionStage<ApiResponse> send(Transport transport, ApiRequest request) {
        CompletableFuture<Void> place = enter();
        return place == null ? pass(transport, request) : place.thenCompose(entered -> pass(transport, request));
    }

    /** What neither waits nor has a limit goes without stages between, as nearly all calls do. */
    private CompletionStage<ApiResponse> pass(Transport transport, ApiRequest request) {
        CompletableFuture<Permit> permit = acquire();
        CompletionStage<ApiResponse> answer = permit.isDone() && !permit.isCompletedExceptionally()
                ? call(transport, request, permit.join())
                : permit.thenCompose(granted -> call(transport, request, granted));
        return answer.whenComplete((response, thrown) -> leave());
    }

    /** Puts another limit in place of the account's, for the calls that do not wait for it yet. */
    public void limit(RateLimit other) {
        rateLimit = other;
    }

    /** How many calls are under way, or wait for the rate limit. */
    public int inFlight() {
        lock.lock();
        try {
            return inFlight;
        } finally {
            lock.unlock();
        }
    }

    /** How many may be. */
    public int maxInFlight() {
        return maxInFlight;
    }

    /** How many calls wait for one of these to end. */
    public int queued() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }

    /** How many may wait. */
    public int maxQueued() {
        return maxQueued;
    }

    /** The account's limit as it is now. */
    public RateLimit limit() {
        return rateLimit;
    }

    /** Lets what waits fail, and nothing more through. */
    public void close() {
        lock.lock();
        try {
            closed = true;
            queue.clear();
        } finally {
            lock.unlock();
        }
        waiting.forEach(left -> left.completeExceptionally(stopped()));
    }

    /** A place in the queue, which fails if there is none; null if the call may go at once. */
    private CompletableFuture<Void> enter() {
        lock.lock();
        try {
            if (closed) {
                return CompletableFuture.failedFuture(stopped());
            }
            if (inFlight < maxInFlight) {
                inFlight++;
                return null;
            }
            if (queue.size() >= maxQueued) {
                return CompletableFuture.failedFuture(new TransportException(
                        false, "the queue is full: " + maxInFlight + " calls are under way (maxInFlight) and " + maxQueued
                               + " wait (maxQueued); send more slowly, or raise one of the two",
                        null));
            }
            CompletableFuture<Void> place = new CompletableFuture<>();
            queue.add(place);
            watch(place);
            return place;
        } finally {
            lock.unlock();
        }
    }

    private static CompletionStage<ApiResponse> call(Transport transport, ApiRequest request, Permit permit) {
        CompletionStage<ApiResponse> answer;
        try {
            answer = transport.send(request, permit::use);
        } catch (RuntimeException e) {
            answer = CompletableFuture.failedFuture(e);
        }
        return permit == Permit.UNLIMITED ? answer : answer.whenComplete((response, thrown) -> permit.use());
    }

    private CompletableFuture<Permit> acquire() {
        CompletableFuture<Permit> permit;
        try {
            permit = rateLimit.acquire();
        } catch (RuntimeException e) {
            permit = CompletableFuture.failedFuture(e);
        }
        if (permit.isDone() && !permit.isCompletedExceptionally()) {
            return permit;
        }
        lock.lock();
        try {
            watch(permit);
            if (closed) {
                permit.completeExceptionally(stopped());
            }
        } finally {
            lock.unlock();
        }
        return permit.exceptionallyCompose(thrown -> CompletableFuture.failedFuture(thrown instanceof TransportException
                ? thrown
                : new TransportException(
                        false, "no token could be taken from the rate limit; check rateLimitBucket, then repeat", thrown)));
    }

    private void watch(CompletableFuture<?> place) {
        waiting.add(place);
        place.whenComplete((passed, thrown) -> waiting.remove(place));
    }

    private void leave() {
        CompletableFuture<Void> next;
        lock.lock();
        try {
            next = queue.poll();
            if (next == null) {
                inFlight--;
            }
        } finally {
            lock.unlock();
        }
        if (next != null) {
            // on the scheduler, since calls that fail at once would nest here as deeply as the queue is long
            try {
                scheduler.execute(() -> next.complete(null));
            } catch (RejectedExecutionException e) {
                next.completeExceptionally(stopped());
            }
        }
    }

    /** Why a call that did not leave before the stop never will. */
    public static TransportException stopped() {
        return new TransportException(false, "the component was stopped before the call left; repeat it", null);
    }
}
