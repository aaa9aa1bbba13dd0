/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The sandbox's time: runs things later, and faster than the provider would.
 */
public final class VirtualClock implements AutoCloseable {

    private final Duration second;
    private final ScheduledThreadPoolExecutor scheduler;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Due> waiting = new HashSet<>();
    private Duration advanced = Duration.ZERO;
    private int running;
    private long lastNumber;

    /** Something that will be done; the number keeps the order of what is due at the same time. */
    private final class Due implements Runnable {

        private final Runnable task;
        private final long number;
        private Instant at;
        private Future<?> future;

        Due(Runnable task, long number, Instant at) {
            this.task = task;
            this.number = number;
            this.at = at;
        }

        @Override
        public void run() {
            lock.lock();
            try {
                if (!waiting.remove(this)) {
                    return;
                }
                running++;
            } finally {
                lock.unlock();
            }
            try {
                task.run();
            } finally {
                ended();
            }
        }
    }

    private void ended() {
        lock.lock();
        try {
            running--;
        } finally {
            lock.unlock();
        }
    }

    /**
     * @param second how long one second of the provider's lasts here
     */
    VirtualClock(Duration second) {
        this.second = second;
        // one thread keeps the order
        this.scheduler = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "messaging-sandbox");
            thread.setDaemon(true);
            return thread;
        });
        scheduler.setRemoveOnCancelPolicy(true);
    }

    /** Runs a task after a number of the provider's seconds. */
    public void after(double seconds, Runnable task) {
        after(lasting(seconds), task);
    }

    /** Runs a task after some time as it passes here. */
    public void after(Duration delay, Runnable task) {
        lock.lock();
        try {
            // a closed sandbox does nothing any more
            if (!scheduler.isShutdown()) {
                Due due = new Due(task, ++lastNumber, now().plus(delay));
                waiting.add(due);
                schedule(due);
            }
        } finally {
            lock.unlock();
        }
    }

    private void schedule(Due due) {
        due.future = scheduler.schedule(due, Duration.between(now(), due.at).toNanos(), TimeUnit.NANOSECONDS);
    }

    /** The time as it is here. */
    public Instant now() {
        lock.lock();
        try {
            return Instant.now().plus(advanced);
        } finally {
            lock.unlock();
        }
    }

    /** When the next task is due; empty if none is planned. */
    Optional<Instant> next() {
        lock.lock();
        try {
            return waiting.stream().map(due -> due.at).min(Comparator.naturalOrder());
        } finally {
            lock.unlock();
        }
    }

    /** Whether no task is running or due. */
    boolean isIdle() {
        lock.lock();
        try {
            Instant now = now();
            return running == 0 && waiting.stream().noneMatch(due -> !due.at.isAfter(now));
        } finally {
            lock.unlock();
        }
    }

    /** Moves the clock: what is due within that much of the provider's time is done at once, in its order. */
    void advance(Duration providersTime) {
        lock.lock();
        try {
            advanced = advanced.plus(lasting(providersTime.toMillis() / 1000.0));
            List<Due> ordered = waiting.stream()
                    .sorted(Comparator.comparing((Due due) -> due.at).thenComparing(due -> due.number)).toList();
            for (Due due : ordered) {
                if (due.future.cancel(false)) {
                    schedule(due);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** How long a number of the provider's seconds last here. */
    public Duration lasting(double seconds) {
        return Duration.ofNanos((long) (seconds * second.toNanos()));
    }

    @Override
    public void close() {
        lock.lock();
        try {
            scheduler.shutdownNow();
            waiting.clear();
        } finally {
            lock.unlock();
        }
    }
}
