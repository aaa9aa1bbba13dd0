package io.camelmessaging.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Takes each message through the stages of its fate, unless a hand is quicker.
 */
final class MessageWalks {

    private static final double HOUR = 3600;

    /** How far a message has come, and who is told. */
    private static final class Walk {

        private final Consumer<Stage> reached;
        private Stage stage;

        Walk(Consumer<Stage> reached) {
            this.reached = reached;
        }
    }

    private final Pace pace;
    private final MessageStore messages;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Long, Walk> walks = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Walk> eldest) {
            return size() > MessageStore.CAPACITY;
        }
    };

    MessageWalks(Pace pace, MessageStore messages) {
        this.pace = pace;
        this.messages = messages;
    }

    void start(SentMessage message, Fate fate, Consumer<Stage> reached) {
        long key = message.key();
        lock.lock();
        try {
            walks.put(key, new Walk(reached));
        } finally {
            lock.unlock();
        }
        if (fate == Fate.REJECTED) {
            pace.after(1, () -> reach(key, Stage.REJECTED));
            return;
        }
        pace.after(1, () -> reach(key, Stage.SENT));
        switch (fate) {
            case UNDELIVERED -> pace.after(3, () -> reach(key, Stage.UNDELIVERED));
            case EXPIRED -> pace.after(HOUR, () -> reach(key, Stage.EXPIRED));
            case LATE -> pace.after(HOUR, () -> reach(key, Stage.DELIVERED));
            case READ -> {
                pace.after(3, () -> reach(key, Stage.DELIVERED));
                pace.after(5, () -> reach(key, Stage.READ));
            }
            case NEVER -> pace.after(1, () -> messages.note(key, "status", "nothing more is heard"));
            default -> pace.after(3, () -> reach(key, Stage.DELIVERED));
        }
    }

    Optional<Stage> stage(long key) {
        lock.lock();
        try {
            return Optional.ofNullable(walks.get(key)).map(walk -> walk.stage);
        } finally {
            lock.unlock();
        }
    }

    /** Tells a stage; false if the message is past it, or unknown. */
    boolean reach(long key, Stage stage) {
        Walk walk;
        lock.lock();
        try {
            walk = walks.get(key);
            if (walk == null || !stage.mayFollow(walk.stage)) {
                return false;
            }
            walk.stage = stage;
        } finally {
            lock.unlock();
        }
        walk.reached.accept(stage);
        return true;
    }
}
