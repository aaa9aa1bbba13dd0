/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.benchmarks;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;

/**
 * Calls a contestant for a time, and measures the part of it after everything runs.
 */
final class Load {

    private static final int MOST_CALLS = 4_000_000;
    private static final double NANOS = 1e9;

    /**
     * Who calls.
     *
     * @param name     as the report calls it
     * @param threads  how many threads wait for each send; 0 for none
     * @param inFlight how many asynchronous sends are under way; 0 for none
     */
    record Callers(String name, int threads, int inFlight) {

        static Callers threads(int count) {
            return new Callers(count == 1 ? "1 thread" : count + " threads", count, 0);
        }

        static Callers inFlight(int count) {
            return new Callers(count + " in flight", 0, count);
        }
    }

    /**
     * What a measurement found, per send unless it says otherwise.
     *
     * @param perSecond sends a second
     * @param p50       median latency in ms
     * @param p99       99th percentile of the latency in ms
     * @param cpu       CPU of this process in µs
     * @param bytes     bytes allocated in this process
     * @param threads   the contestant's threads during it
     */
    record Measured(double perSecond, double p50, double p99, double cpu, double bytes, int threads) {
    }

    private final Contestant contestant;
    private final Callers callers;
    private final long[] latencies = new long[MOST_CALLS];
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private volatile boolean running = true;
    private volatile boolean measuring;

    private Load(Contestant contestant, Callers callers) {
        this.contestant = contestant;
        this.callers = callers;
    }

    /**
     * @param warm    how long everything runs before the measurement
     * @param time    how long it is measured
     * @param release lets sends that are still under way end quickly
     */
    static Measured measure(
            Contestant contestant, Callers callers, Duration warm, Duration time, Release release)
            throws Exception {
        return new Load(contestant, callers).run(warm, time, release);
    }

    /** What is done before the sends that are still under way are waited for. */
    interface Release {

        void release() throws Exception;
    }

    private Measured run(Duration warm, Duration time, Release release) throws Exception {
        int size = callers.threads() > 0 ? callers.threads() : 1;
        ExecutorService pool = Executors.newFixedThreadPool(size);
        try {
            for (int i = 0; i < size; i++) {
                pool.execute(callers.threads() > 0 ? this::waitForEach : this::keepInFlight);
            }
            pause(warm);
            OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            long cpu = system.getProcessCpuTime();
            Map<Long, Long> before = allocated();
            long start = System.nanoTime();
            measuring = true;
            pause(time);
            measuring = false;
            double seconds = (System.nanoTime() - start) / NANOS;
            cpu = system.getProcessCpuTime() - cpu;
            long bytes = allocatedSince(before);
            int threads = contestant.threads();
            running = false;
            release.release();
            pool.shutdown();
            if (!pool.awaitTermination(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException(contestant.name() + " did not end its sends within a minute");
            }
            if (failure.get() != null) {
                throw new IllegalStateException(contestant.name() + " failed", failure.get());
            }
            int sends = Math.min(count.get(), MOST_CALLS);
            Arrays.sort(latencies, 0, sends);
            return new Measured(
                    sends / seconds, percentile(sends, 0.5), percentile(sends, 0.99), cpu / 1000.0 / Math.max(1, sends),
                    bytes / (double) Math.max(1, sends), threads);
        } finally {
            running = false;
            pool.shutdownNow();
        }
    }

    private double percentile(int sends, double share) {
        return sends == 0 ? Double.NaN : latencies[(int) Math.min(sends - 1L, Math.round(sends * share))] / 1e6;
    }

    private void waitForEach() {
        while (running) {
            long start = System.nanoTime();
            try {
                contestant.send();
                ended(start, null);
            } catch (Exception e) {
                ended(start, e);
            }
        }
    }

    private void keepInFlight() {
        Semaphore free = new Semaphore(callers.inFlight());
        while (running) {
            free.acquireUninterruptibly();
            long start = System.nanoTime();
            contestant.sendAsync().whenComplete((sent, thrown) -> {
                ended(start, thrown);
                free.release();
            });
        }
        free.acquireUninterruptibly(callers.inFlight());
    }

    private void ended(long start, Throwable thrown) {
        if (thrown != null) {
            failure.compareAndSet(null, thrown);
            running = false;
        } else if (measuring) {
            int index = count.getAndIncrement();
            if (index < MOST_CALLS) {
                latencies[index] = System.nanoTime() - start;
            }
        }
    }

    /** What each living thread has allocated so far. */
    private static Map<Long, Long> allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long[] ids = threads.getAllThreadIds();
        long[] bytes = threads.getThreadAllocatedBytes(ids);
        Map<Long, Long> allocated = new HashMap<>();
        for (int i = 0; i < ids.length; i++) {
            allocated.put(ids[i], Math.max(0, bytes[i]));
        }
        return allocated;
    }

    /** What was allocated since then; what a thread allocated that has ended meanwhile is not known. */
    private static long allocatedSince(Map<Long, Long> before) {
        return allocated().entrySet().stream()
                .mapToLong(thread -> thread.getValue() - before.getOrDefault(thread.getKey(), 0L)).sum();
    }

    static void pause(Duration time) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
    }
}
