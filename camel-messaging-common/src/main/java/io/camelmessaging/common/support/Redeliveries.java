/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How often the events of a feed failed on their route, and which of them are poison: failed more often than they may,
 * and for long enough that no short outage is to blame.
 * <p>
 * The count is of this process: a restart begins anew.
 */
final class Redeliveries {

    /** The oldest are forgotten beyond, and counted anew. */
    private static final int REMEMBERED = 20_000;

    private final int most;
    private final Duration period;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Failures> failed = new LinkedHashMap<>() {

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > REMEMBERED;
        }
    };

    /**
     * @param count how often it failed
     * @param first when it failed first
     * @param last  when it failed last
     */
    record Failures(int count, Instant first, Instant last) {

        Duration since() {
            return Duration.between(first, last);
        }
    }

    /**
     * @param most   after so many failures an event is poison; negative for never
     * @param period and not before this time has passed since the first
     */
    Redeliveries(int most, Duration period, Clock clock) {
        this.most = most;
        this.period = period;
        this.clock = clock;
    }

    /** Counts a failure; true if the event became poison by it. */
    boolean failed(String key) {
        Instant now = clock.instant();
        lock.lock();
        try {
            Failures before = failed.get(key);
            Failures after = before == null ? new Failures(1, now, now) : new Failures(before.count() + 1, before.first(), now);
            failed.put(key, after);
            return isPoison(after) && (before == null || !isPoison(before));
        } finally {
            lock.unlock();
        }
    }

    void done(String key) {
        lock.lock();
        try {
            failed.remove(key);
        } finally {
            lock.unlock();
        }
    }

    /** The failures of an event that is poison; null of any other. */
    Failures poison(String key) {
        lock.lock();
        try {
            Failures failures = failed.get(key);
            return failures != null && isPoison(failures) ? failures : null;
        } finally {
            lock.unlock();
        }
    }

    /** Whether a poisoned event is left alone for now: it is tried again after the period, and not at every poll. */
    boolean rests(String key) {
        Failures failures = poison(key);
        return failures != null && clock.instant().isBefore(failures.last().plus(period));
    }

    int poisoned() {
        lock.lock();
        try {
            return (int) failed.values().stream().filter(this::isPoison).count();
        } finally {
            lock.unlock();
        }
    }

    private boolean isPoison(Failures failures) {
        return most >= 0 && failures.count() > most && failures.since().compareTo(period) >= 0;
    }
}
