/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sandbox;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A provider's rate limit: at most so many calls in any stretch of the period, in real time.
 */
public final class SlidingWindow {

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Long> taken = new ArrayDeque<>();
    private final int limit;
    private final long period;

    public SlidingWindow(int limit, Duration period) {
        this.limit = limit;
        this.period = period.toNanos();
    }

    /** Counts a call; false if it is one too many. */
    public boolean take() {
        long now = System.nanoTime();
        lock.lock();
        try {
            while (!taken.isEmpty() && now - taken.peek() >= period) {
                taken.remove();
            }
            if (taken.size() >= limit) {
                return false;
            }
            taken.add(now);
            return true;
        } finally {
            lock.unlock();
        }
    }
}
