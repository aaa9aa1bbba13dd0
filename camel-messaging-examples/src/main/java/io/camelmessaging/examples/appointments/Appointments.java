package io.camelmessaging.examples.appointments;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What became of each appointment.
 */
public final class Appointments {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, String> ends = new TreeMap<>();
    private final PrintStream out;

    Appointments(PrintStream out) {
        this.out = out;
    }

    /** Keeps what the patient wants; to be told twice, as after a crash, changes nothing. */
    public void ended(String appointment, String what) {
        lock.lock();
        try {
            if (!what.equals(ends.put(appointment, what))) {
                out.printf("    %s  %s%n", appointment, what);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Tells a person to look at an appointment. */
    public void person(String appointment, String reason) {
        ended(appointment, "for a person: " + reason);
    }

    /** Waits until it is known of so many; false if it takes too long. */
    boolean await(int count, Duration atMost) throws InterruptedException {
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

    /** What became of each. */
    Map<String, String> ends() {
        lock.lock();
        try {
            return new TreeMap<>(ends);
        } finally {
            lock.unlock();
        }
    }
}
