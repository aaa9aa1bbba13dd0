package io.camelmessaging.examples.updates;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What became of the update about each parcel.
 */
public final class Parcels {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, String> ends = new TreeMap<>();
    private final PrintStream out;

    Parcels(PrintStream out) {
        this.out = out;
    }

    /** Prints what happened on the way. */
    public void note(String parcel, String what, String detail) {
        out.printf("    %s  %s %s%n", parcel, what, detail);
    }

    /** Keeps how the update ended; to be told twice, as after a crash, changes nothing. */
    public void ended(String parcel, String how, String detail) {
        lock.lock();
        try {
            if (ends.put(parcel, how + " " + detail) == null) {
                note(parcel, how, detail);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the end of so many updates; false if it does not come. */
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

    /** How each update ended. */
    Map<String, String> ends() {
        lock.lock();
        try {
            return new TreeMap<>(ends);
        } finally {
            lock.unlock();
        }
    }
}
