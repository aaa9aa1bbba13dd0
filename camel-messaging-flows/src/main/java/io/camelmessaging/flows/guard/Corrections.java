/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.guard;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What counters have to be corrected by, written together and a moment later, so that no send pays for it. What a
 * process that is killed had not written yet stays counted.
 */
final class Corrections {

    private static final Logger LOG = LoggerFactory.getLogger(Corrections.class);
    private static final int MAX_WAITING = 100_000;
    private static final int PER_STATEMENT = 500;

    private final CounterStore counters;
    private final Queue<CounterStore.Correction> waiting = new ConcurrentLinkedQueue<>();

    Corrections(CounterStore counters) {
        this.counters = counters;
    }

    void add(CounterStore.Correction correction) {
        waiting.add(correction);
    }

    /** Writes what waits; if the database is away it waits on. */
    void write() {
        List<CounterStore.Correction> some = new ArrayList<>();
        do {
            some.clear();
            while (some.size() < PER_STATEMENT) {
                CounterStore.Correction next = waiting.poll();
                if (next == null) {
                    break;
                }
                some.add(next);
            }
            if (!some.isEmpty() && !write(some)) {
                return;
            }
        } while (!some.isEmpty());
    }

    private boolean write(List<CounterStore.Correction> some) {
        try {
            counters.correct(some);
            return true;
        } catch (SQLException e) {
            if (waiting.size() < MAX_WAITING) {
                waiting.addAll(some);
            }
            LOG.debug("Guards could not correct {} counters, and try again.", some.size(), e);
            return false;
        }
    }
}
