/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.benchmarks;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Keeps so much work under way, taken in and not yet ended, and counts what ends.
 */
final class FlowLoad {

    private static final int CALLERS = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration LONGEST_TURNOVER = Duration.ofSeconds(20);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final double NANOS = 1e9;

    private final int open;
    private final Semaphore free;
    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private volatile boolean running;

    /** @param open how much is under way at once */
    FlowLoad(int open) {
        this.open = open;
        this.free = new Semaphore(open);
    }

    /** A piece of work has ended well. */
    void ended() {
        ended.incrementAndGet();
        free.release();
    }

    /** A piece of work has ended in a way that makes the measurement worthless. */
    void failed(String how) {
        failure.compareAndSet(null, new IllegalStateException(how));
        ended();
    }

    /** How much was taken in so far. */
    long begun() {
        return begun.get();
    }

    /**
     * Gives how much ended a second.
     *
     * @param warm    how long everything runs before the measurement at least; longer, until all that was under way
     *                first has ended
     * @param time    how long it is measured
     * @param release lets what is under way end quickly
     */
    double measure(FlowContestant contestant, Duration warm, Duration time, Load.Release release) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        running = true;
        try {
            for (int i = 0; i < CALLERS; i++) {
                callers.execute(() -> keepOpen(contestant));
            }
            awaitTurnover(warm);
            long before = ended.get();
            long start = System.nanoTime();
            Load.pause(time);
            double perSecond = (ended.get() - before) * NANOS / (System.nanoTime() - start);
            running = false;
            release.release();
            awaitAll(contestant);
            return perSecond;
        } finally {
            running = false;
            callers.shutdownNow();
        }
    }

    /** What is taken in first, all at once, ends all at once: only after it there is a rate. */
    private void awaitTurnover(Duration warm) throws InterruptedException {
        long before = ended.get();
        long start = System.nanoTime();
        do {
            Load.pause(LOOK);
        } while (System.nanoTime() - start < warm.toNanos()
                || ended.get() - before < open && System.nanoTime() - start < LONGEST_TURNOVER.toNanos());
    }

    /** Takes in one piece of work, and waits until it has ended. */
    void one(FlowContestant contestant) throws InterruptedException {
        free.acquire();
        contestant.begin(begun.incrementAndGet());
        awaitAll(contestant);
    }

    private void keepOpen(FlowContestant contestant) {
        try {
            while (running) {
                free.acquire();
                if (!running) {
                    free.release();
                    return;
                }
                contestant.begin(begun.incrementAndGet());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
            free.release();
        }
    }

    private void awaitAll(FlowContestant contestant) throws InterruptedException {
        boolean all = free.tryAcquire(open, PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (failure.get() != null) {
            throw new IllegalStateException(contestant.name() + " failed", failure.get());
        }
        if (!all) {
            throw new IllegalStateException(
                    contestant.name() + " has not ended " + (begun.get() - ended.get()) + " within " + PATIENCE);
        }
        free.release(open);
    }
}
