/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;

import io.camelmessaging.benchmarks.Load.Callers;

/**
 * Sends by the component against the same by hand: the contestants take turns, in every round in the same order.
 */
final class SmsBenchmark implements AutoCloseable {

    static final String RATE = "messages/s";
    static final String P50 = "p50 ms";
    static final String P99 = "p99 ms";
    static final String CPU = "CPU µs/message";
    static final String BYTES = "bytes allocated/message";
    static final String THREADS = "threads";
    static final String MEMORY = "KiB held";

    private static final Duration WARM = Duration.ofMillis(300);
    private static final long LEAST_WAVES = 5;
    private static final double KIB = 1024;
    private static final double NANOS = 1e9;
    private static final int WARM_MESSAGES = 300_000;

    /**
     * Who calls, and how long the provider takes.
     *
     * @param callers who calls
     * @param delay   of each answer in ms
     */
    record Setting(Callers callers, int delay) {

        String name() {
            return callers.name() + ", " + delay + " ms";
        }
    }

    private final String name;
    private final int messages;
    private final Stub stub;
    private final List<Contestant> contestants;
    private final List<Setting> settings;
    private final Results results;

    /**
     * @param messages how many messages a send holds
     */
    SmsBenchmark(String name, int messages, Stub stub, List<Contestant> contestants, List<Setting> settings, Results results) {
        this.name = name;
        this.messages = messages;
        this.stub = stub;
        this.contestants = contestants;
        this.settings = settings;
        this.results = results;
    }

    /**
     * Lets the JVM compile everything, which takes a number of sends: where the machine is busy, what runs through more
     * code would otherwise be measured half compiled.
     */
    void warmUp(Duration time) throws Exception {
        stub.delay(0);
        for (Contestant contestant : contestants) {
            Load.measure(contestant, Callers.threads(1), Duration.ZERO, time.dividedBy(4), this::release);
            double sent = 0;
            while (sent < WARM_MESSAGES) {
                sent += Load.measure(contestant, Callers.inFlight(64), Duration.ZERO, time, this::release).perSecond()
                        * messages
                        * time.toNanos() / NANOS;
            }
        }
    }

    void round(Duration time) throws Exception {
        for (Setting setting : settings) {
            for (Contestant contestant : contestants) {
                stub.delay(setting.delay());
                Load.Measured measured = Load.measure(contestant, setting.callers(),
                        WARM.plus(Duration.ofMillis(2L * setting.delay())), wholeWaves(time, setting.delay()), this::release);
                add(setting, contestant, RATE, measured.perSecond() * messages);
                add(setting, contestant, P50, measured.p50());
                add(setting, contestant, P99, measured.p99());
                add(setting, contestant, CPU, measured.cpu() / messages);
                add(setting, contestant, BYTES, measured.bytes() / messages);
                add(setting, contestant, THREADS, measured.threads());
            }
        }
    }

    /** Sends that began together end together: part of such a wave would count as none or as a whole one. */
    private static Duration wholeWaves(Duration time, int delay) {
        if (delay == 0) {
            return time;
        }
        long waves = Math.max(LEAST_WAVES, (time.toMillis() + delay - 1) / delay);
        return Duration.ofMillis(waves * delay);
    }

    /** What sends that are under way hold. */
    void memory(Setting setting) throws Exception {
        for (Contestant contestant : contestants) {
            stub.delay(setting.delay());
            double[] held = new double[1];
            long before = used();
            Load.measure(contestant, setting.callers(), WARM, WARM, () -> {
                held[0] = (used() - before) / KIB;
                release();
            });
            add(setting, contestant, MEMORY, held[0]);
        }
    }

    private void add(Setting setting, Contestant contestant, String metric, double value) {
        results.add(name, setting.name(), contestant.name(), metric, value);
    }

    private void release() throws IOException {
        stub.delay(0);
    }

    /** The heap that is in use after a collection. */
    static long used() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    @Override
    public void close() throws Exception {
        for (Contestant contestant : contestants) {
            contestant.close();
        }
    }
}
