/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.examples;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How each story of an example ended.
 */
public final class Outcomes {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, String> ends = new TreeMap<>();
    private final PrintStream out;

    /**
     * @param out where each end is printed
     */
    public Outcomes(PrintStream out) {
        this.out = out;
    }

    /** Prints what happened on the way. */
    public void note(String id, String what, String detail) {
        out.printf("    %s  %s %s%n", id, what, detail);
    }

    /** Keeps how one ended, and with what; to be told twice, as after a crash, changes nothing. */
    public void ended(String id, String how, String detail) {
        ended(id, how + " " + detail);
    }

    /** Keeps how one ended; to be told twice, as after a crash, changes nothing. */
    public void ended(String id, String how) {
        lock.lock();
        try {
            if (!how.equals(ends.put(id, how))) {
                out.printf("    %s  %s%n", id, how);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the end of so many; false if it does not come. */
    public boolean await(int count, Duration atMost) throws InterruptedException {
        long left = atMost.toNanos();
        lock.lock();
        try {
            while (ends.size() < count && left > 0) {
                left = changed.awaitNanos(left);
            }
            return ends.size() >= count;
        } finally {
            lock.unlock();
        }
    }

    /** How each ended. */
    public Map<String, String> ends() {
        lock.lock();
        try {
            return new TreeMap<>(ends);
        } finally {
            lock.unlock();
        }
    }
}
