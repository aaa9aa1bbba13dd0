/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sandbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The faults that are switched on, and whom they strike.
 */
public final class Faults {

    /** How long a receipt that is to come after the next one waits for it, in the provider's seconds. */
    private static final double NEXT_RECEIPT = 10;

    /**
     * A fault that is switched on.
     *
     * @param number names it
     * @param fault  what it is
     * @param struck how often it has struck so far
     */
    public record Active(long number, Fault fault, int struck) {

        boolean isOver() {
            return fault.times() > 0 && struck == fault.times();
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final VirtualClock clock;
    private final List<Active> active = new ArrayList<>();
    private final Map<Long, Notification> overtaken = new HashMap<>();
    private Random random = new Random();
    private long lastNumber;

    Faults(VirtualClock clock) {
        this.clock = clock;
    }

    /** Makes the same calls in the same order meet the same faults. */
    void seed(long seed) {
        lock.lock();
        try {
            random = new Random(seed);
        } finally {
            lock.unlock();
        }
    }

    long add(Fault fault) {
        lock.lock();
        try {
            active.add(new Active(++lastNumber, fault, 0));
            return lastNumber;
        } finally {
            lock.unlock();
        }
    }

    boolean remove(long number) {
        lock.lock();
        try {
            return active.removeIf(one -> one.number() == number);
        } finally {
            lock.unlock();
        }
    }

    void clear() {
        lock.lock();
        try {
            active.clear();
        } finally {
            lock.unlock();
        }
    }

    /** All that were switched on and not off again, with how often they struck. */
    List<Active> all() {
        lock.lock();
        try {
            return List.copyOf(active);
        } finally {
            lock.unlock();
        }
    }

    /** The fault that strikes a call, if one does. */
    Optional<Fault> strike(FaultType.Side side, String provider, String path) {
        lock.lock();
        try {
            for (int i = 0; i < active.size(); i++) {
                Active one = active.get(i);
                if (!one.isOver() && one.fault().concerns(side, provider, path)
                        && random.nextDouble() < one.fault().probability()) {
                    active.set(i, new Active(one.number(), one.fault(), one.struck() + 1));
                    return Optional.of(one.fault());
                }
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** A time around a middle one: half of all are longer, one in fifty more than twice as long. */
    Duration around(Duration middle) {
        lock.lock();
        try {
            return Duration.ofNanos((long) (middle.toNanos() * Math.exp(random.nextGaussian() * 0.35)));
        } finally {
            lock.unlock();
        }
    }

    /** The status that a receipt tells: the right one, or one that nobody knows. */
    public <T> T status(String provider, String channel, T right, T unknown) {
        return strike(FaultType.Side.STATUS, provider, channel).isPresent() ? unknown : right;
    }

    /** What tells a receipt to the customer; done once the customer has answered. */
    @FunctionalInterface
    public interface Notification {
        CompletionStage<?> send();
    }

    /** Tells a receipt of a message, when and as often as the fault wants. */
    public void receipt(String provider, String channel, long message, Notification tell) {
        FaultType type = null;
        Optional<Fault> fault = strike(FaultType.Side.RECEIPT, provider, channel);
        if (fault.isPresent()) {
            type = fault.get().type();
        }
        if (type == FaultType.RECEIPT_LATE) {
            clock.after(fault.get().delay(), tell::send);
        } else if (type == FaultType.RECEIPTS_OUT_OF_ORDER && hold(message, tell)) {
            clock.after(NEXT_RECEIPT, () -> release(message));
        } else {
            if (type == FaultType.RECEIPT_TWICE) {
                tell.send();
            }
            tell.send().whenComplete((ignored, thrown) -> release(message));
        }
    }

    /** Keeps a receipt back, unless one of the message is kept back already. */
    private boolean hold(long message, Notification tell) {
        lock.lock();
        try {
            return overtaken.putIfAbsent(message, tell) == null;
        } finally {
            lock.unlock();
        }
    }

    private void release(long message) {
        Notification tell;
        lock.lock();
        try {
            tell = overtaken.remove(message);
        } finally {
            lock.unlock();
        }
        if (tell != null) {
            tell.send();
        }
    }

    /** Tells an inbound message, as often as the fault wants. */
    public void inbound(String provider, Runnable tell) {
        tell.run();
        if (strike(FaultType.Side.INBOUND, provider, "inbound").isPresent()) {
            tell.run();
        }
    }
}
