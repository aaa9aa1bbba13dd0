/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Takes each message through the stages of its delivery script, unless a hand is quicker.
 */
final class DeliveryLifecycle {

    private static final double HOUR = 3600;

    /** How far a message has come, and who is told. */
    private static final class Delivery {

        private final Consumer<Stage> reached;
        private Stage stage;

        Delivery(Consumer<Stage> reached) {
            this.reached = reached;
        }
    }

    private final VirtualClock clock;
    private final MessageStore messages;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Long, Delivery> deliveries = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Delivery> eldest) {
            return size() > MessageStore.CAPACITY;
        }
    };

    DeliveryLifecycle(VirtualClock clock, MessageStore messages) {
        this.clock = clock;
        this.messages = messages;
    }

    void start(SentMessage message, DeliveryScript script, Consumer<Stage> reached) {
        long key = message.key();
        lock.lock();
        try {
            deliveries.put(key, new Delivery(reached));
        } finally {
            lock.unlock();
        }
        if (script == DeliveryScript.REJECTED) {
            clock.after(1, () -> reach(key, Stage.REJECTED));
            return;
        }
        clock.after(1, () -> reach(key, Stage.SENT));
        switch (script) {
            case UNDELIVERED -> clock.after(3, () -> reach(key, Stage.UNDELIVERED));
            case EXPIRED -> clock.after(HOUR, () -> reach(key, Stage.EXPIRED));
            case LATE -> clock.after(HOUR, () -> reach(key, Stage.DELIVERED));
            case READ -> {
                clock.after(3, () -> reach(key, Stage.DELIVERED));
                clock.after(5, () -> reach(key, Stage.READ));
            }
            case NEVER -> clock.after(1, () -> messages.note(key, "status", "nothing more is heard"));
            default -> clock.after(3, () -> reach(key, Stage.DELIVERED));
        }
    }

    Optional<Stage> stage(long key) {
        lock.lock();
        try {
            return Optional.ofNullable(deliveries.get(key)).map(delivery -> delivery.stage);
        } finally {
            lock.unlock();
        }
    }

    /** Tells a stage; false if the message is past it, or unknown. */
    boolean reach(long key, Stage stage) {
        Delivery delivery;
        lock.lock();
        try {
            delivery = deliveries.get(key);
            if (delivery == null || !stage.mayFollow(delivery.stage)) {
                return false;
            }
            delivery.stage = stage;
        } finally {
            lock.unlock();
        }
        delivery.reached.accept(stage);
        return true;
    }
}
