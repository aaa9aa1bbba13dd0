package io.camelmessaging.sandbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What went over the wire, and what was wrong with it.
 */
public final class WireLog {

    private static final int CAPACITY = 10_000;
    private static final int COMPLAINTS = 1_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<WireEntry> entries = new ArrayDeque<>();
    private final List<String> complaints = new ArrayList<>();

    void add(WireEntry entry) {
        lock.lock();
        try {
            entries.add(entry);
            if (entries.size() > CAPACITY) {
                entries.remove();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Notes something that the provider lets pass but does not know, such as an unknown field. */
    public void complain(String complaint) {
        lock.lock();
        try {
            if (complaints.size() < COMPLAINTS) {
                complaints.add(complaint);
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

    /** Whatever the providers' documents do not know, but was sent. */
    public List<String> complaints() {
        lock.lock();
        try {
            return List.copyOf(complaints);
        } finally {
            lock.unlock();
        }
    }

    void clear() {
        lock.lock();
        try {
            entries.clear();
            complaints.clear();
        } finally {
            lock.unlock();
        }
    }
}
