/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sandbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What went over the wire, and what was wrong with it.
 */
public final class WireLog {

    private static final int CAPACITY = 10_000;
    /** Characters of all bodies together, so that large ones do not fill up the memory. */
    private static final long LARGEST = 32L * 1024 * 1024;
    private static final int MAX_VIOLATIONS = 1_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<WireEntry> entries = new ArrayDeque<>();
    private final List<String> contractViolations = new ArrayList<>();
    private long lastNumber;
    private long size;

    void add(WireEntry entry) {
        lock.lock();
        try {
            entries.add(entry.numbered(++lastNumber));
            size += entry.size();
            while (entries.size() > CAPACITY || size > LARGEST && entries.size() > 1) {
                size -= entries.remove().size();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Notes something that the provider lets pass but does not know, such as an unknown field. */
    public void contractViolation(String violation) {
        lock.lock();
        try {
            if (contractViolations.size() < MAX_VIOLATIONS) {
                contractViolations.add(violation);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The calls, oldest first; the oldest of very many are forgotten. */
    public List<WireEntry> entries() {
        lock.lock();
        try {
            return List.copyOf(entries);
        } finally {
            lock.unlock();
        }
    }

    /** The newest calls after a number, oldest first. */
    List<WireEntry> newest(long after, int limit) {
        lock.lock();
        try {
            Deque<WireEntry> newest = new ArrayDeque<>();
            Iterator<WireEntry> backwards = entries.descendingIterator();
            while (newest.size() < limit && backwards.hasNext()) {
                WireEntry entry = backwards.next();
                if (entry.number() <= after) {
                    break;
                }
                newest.addFirst(entry);
            }
            return List.copyOf(newest);
        } finally {
            lock.unlock();
        }
    }

    /** Whatever the providers' documents do not know, but was sent. */
    public List<String> contractViolations() {
        lock.lock();
        try {
            return List.copyOf(contractViolations);
        } finally {
            lock.unlock();
        }
    }

    void clear() {
        lock.lock();
        try {
            entries.clear();
            size = 0;
            contractViolations.clear();
        } finally {
            lock.unlock();
        }
    }
}
