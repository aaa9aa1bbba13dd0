/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.benchmarks;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What the heap holds while a long stream of messages is sent.
 */
final class StreamBenchmark {

    static final String NAME = "memory of a stream";
    static final String HELD = "MiB in use";

    private static final int FIRST = 1_000;
    private static final int STEP = 10;
    private static final int IN_FLIGHT = 64;
    private static final double MIB = 1024 * 1024;

    private StreamBenchmark() {
    }

    /**
     * Sends so many messages, and looks after 1,000, 10,000 and so on.
     */
    static void measure(Stub stub, Contestant contestant, int messages, Results results) throws Exception {
        stub.delay(0);
        Semaphore free = new Semaphore(IN_FLIGHT);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        int next = FIRST;
        for (int sent = 1; sent <= messages; sent++) {
            free.acquire();
            contestant.sendAsync().whenComplete((done, thrown) -> {
                failure.compareAndSet(null, thrown);
                free.release();
            });
            if (sent == next) {
                results.add(NAME, String.valueOf(sent), contestant.name(), HELD, SmsBenchmark.used() / MIB);
                next *= STEP;
            }
        }
        free.acquire(IN_FLIGHT);
        if (failure.get() != null) {
            throw new IllegalStateException("A send failed, so that nothing was measured.", failure.get());
        }
    }
}
