/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;

import io.camelmessaging.flows.store.DatabaseFailure;
import org.apache.camel.util.StopWatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what comes in at about the same time in one transaction, since a commit costs more than what is written.
 * <p>
 * What cannot be written together is written alone. While the database is away this waits for it, so that what came of
 * a call is not forgotten.
 *
 * @param <T> what is written
 * @param <R> what comes of it
 */
final class GroupCommit<T, R> {

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
    private static final int MAX_GROUP = 64;

    private final Function<List<T>, List<R>> write;
    private final ScheduledExecutorService threads;
    private final Duration pause;
    private final Duration patience;
    private final Semaphore idle;
    private final Queue<Entry<T, R>> together = new ConcurrentLinkedQueue<>();
    private final Queue<Entry<T, R>> alone = new ConcurrentLinkedQueue<>();

    private record Entry<T, R>(T value, BiConsumer<R, RuntimeException> done, StopWatch since) {
    }

    /**
     * @param write    writes all or nothing, and gives what came of each
     * @param threads  to write in
     * @param parallel how many transactions at once
     * @param pause    before another attempt, while the database is away
     * @param patience for how long it is tried
     */
    GroupCommit(Function<List<T>, List<R>> write, ScheduledExecutorService threads, int parallel, Duration pause,
                Duration patience) {
        this.write = write;
        this.threads = threads;
        this.pause = pause;
        this.patience = patience;
        this.idle = new Semaphore(parallel);
    }

    /**
     * Writes a value with those that come at the same time.
     *
     * @param done gets what came of it, or why it was not written, in the thread that wrote it, and must not block
     */
    void submit(T value, BiConsumer<R, RuntimeException> done) {
        Entry<T, R> entry = new Entry<>(value, done, new StopWatch());
        together.add(entry);
        try {
            work();
        } catch (RejectedExecutionException e) {
            // the context has stopped; the lease ends by itself
            if (together.remove(entry)) {
                done.accept(null, e);
            }
        }
    }

    private void work() {
        if (idle.tryAcquire()) {
            try {
                threads.execute(this::drain);
            } catch (RejectedExecutionException e) {
                idle.release();
                throw e;
            }
        }
    }

    private void drain() {
        try {
            for (List<Entry<T, R>> group = next(); !group.isEmpty(); group = next()) {
                write(group);
            }
        } finally {
            idle.release();
        }
        if (!together.isEmpty() || !alone.isEmpty()) {
            work();
        }
    }

    private List<Entry<T, R>> next() {
        Entry<T, R> single = alone.poll();
        if (single != null) {
            return List.of(single);
        }
        List<Entry<T, R>> group = new ArrayList<>();
        while (group.size() < MAX_GROUP) {
            Entry<T, R> entry = together.poll();
            if (entry == null) {
                break;
            }
            group.add(entry);
        }
        return group;
    }

    private void write(List<Entry<T, R>> group) {
        List<R> results;
        try {
            results = write.apply(group.stream().map(Entry::value).toList());
        } catch (RuntimeException e) {
            notWritten(group, e);
            return;
        } catch (Error e) {
            // of a class that is missing, say: who waits has to hear of it
            group.forEach(entry -> done(entry, null, new IllegalStateException(e)));
            throw e;
        }
        for (int i = 0; i < group.size(); i++) {
            done(group.get(i), results.get(i), null);
        }
    }

    private void notWritten(List<Entry<T, R>> group, RuntimeException failure) {
        boolean outage = failure instanceof DatabaseFailure database && database.isOutage();
        if (group.size() > 1 && !outage) {
            alone.addAll(group);
            return;
        }
        for (Entry<T, R> entry : group) {
            if (failure instanceof DatabaseFailure && entry.since().taken() < patience.toMillis()) {
                later(entry, failure);
            } else {
                done(entry, null, failure);
            }
        }
    }

    private void later(Entry<T, R> entry, RuntimeException failure) {
        LOG.debug("What the database of the flows refused is tried again.", failure);
        try {
            threads.schedule(() -> {
                together.add(entry);
                work();
            }, pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            done(entry, null, failure);
        }
    }

    private void done(Entry<T, R> entry, R result, RuntimeException failure) {
        try {
            entry.done().accept(result, failure);
        } catch (RuntimeException e) {
            LOG.warn("What follows from a write of the flows failed: {}", e.getClass().getName());
            LOG.debug("What follows from a write of the flows failed.", e);
        }
    }
}
