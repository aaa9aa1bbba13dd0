package io.camelmessaging.common.transport;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.ReentrantLock;

import io.github.bucket4j.Bucket;

/**
 * The one lane that all calls of an account go through, in order.
 * <p>
 * At most so many calls are under way, the rest wait in a bounded queue, and each takes a token of the account's rate
 * limit before it leaves. Nothing waits in a thread.
 */
public final class AccountLane {

    private final int maxInFlight;
    private final int maxQueued;
    private final Bucket bucket;
    private final ScheduledExecutorService scheduler;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<CompletableFuture<Void>> queue = new ArrayDeque<>();
    /** All that close() has to end: in the queue, just let through, or before the rate limit. */
    private final Set<CompletableFuture<Void>> waiting = ConcurrentHashMap.newKeySet();
    private int inFlight;
    private boolean closed;

    /**
     * @param maxInFlight how many calls may be under way
     * @param maxQueued   how many may wait beyond these
     * @param bucket      the account's rate limit, or null for none
     * @param scheduler   wakes calls that wait for the rate limit
     */
    public AccountLane(int maxInFlight, int maxQueued, Bucket bucket, ScheduledExecutorService scheduler) {
        this.maxInFlight = maxInFlight;
        this.maxQueued = maxQueued;
        this.bucket = bucket;
        this.scheduler = scheduler;
    }

    /**
     * Makes a call as soon as the lane lets it through.
     *
     * @return the call's answer; a {@link TransportException} that is not sent if the queue is full or the lane was
     *         closed
     */
    public CompletionStage<ApiResponse> send(Transport transport, ApiRequest request) {
        return enter().thenCompose(entered -> token()
                .thenCompose(granted -> transport.send(request))
                .whenComplete((response, thrown) -> leave()));
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

    private CompletableFuture<Void> enter() {
        lock.lock();
        try {
            if (closed) {
                return CompletableFuture.failedFuture(stopped());
            }
            if (inFlight < maxInFlight) {
                inFlight++;
                return CompletableFuture.completedFuture(null);
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

    private CompletionStage<Void> token() {
        if (bucket == null) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> token;
        try {
            token = bucket.asScheduler().consume(1, scheduler);
        } catch (RuntimeException e) {
            token = CompletableFuture.failedFuture(e);
        }
        lock.lock();
        try {
            watch(token);
            if (closed) {
                token.completeExceptionally(stopped());
            }
        } finally {
            lock.unlock();
        }
        return token.exceptionallyCompose(thrown -> CompletableFuture.failedFuture(thrown instanceof TransportException
                ? thrown
                : new TransportException(
                        false, "no token could be taken from the rate limit; check rateLimitBucket, then repeat", thrown)));
    }

    private void watch(CompletableFuture<Void> place) {
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
