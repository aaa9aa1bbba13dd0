/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * Every message that the sandbox accepted, and what happened to it.
 */
public final class MessageStore {

    /** The oldest are forgotten beyond this, so that a sandbox that runs for weeks does not fill up. */
    public static final int CAPACITY = 50_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<Long, SentMessage> messages = new LinkedHashMap<>();
    private long lastKey;
    private long revision;
    private long generation = Instant.now().toEpochMilli();
    private final InstantSource clock;

    /** @param clock the sandbox's, by which all that happens to a message is told */
    MessageStore(InstantSource clock) {
        this.clock = clock;
    }

    /** Takes a message in. */
    public SentMessage accept(
            String provider, String id, String channel, String to, String from, String title, String text,
            Map<String, Object> fields) {
        lock.lock();
        try {
            MessageEvent accepted = new MessageEvent(clock.instant(), "accepted", channel);
            SentMessage message = new SentMessage(
                    ++lastKey, ++revision, provider, id, channel, to, from, title, text, fields,
                    "ACCEPTED", List.of(accepted));
            messages.put(message.key(), message);
            if (messages.size() > CAPACITY) {
                messages.remove(messages.keySet().iterator().next());
            }
            changed.signalAll();
            return message;
        } finally {
            lock.unlock();
        }
    }

    /** Notes an event that leaves the status as it is. */
    public void note(long key, String name, String detail) {
        change(key, null, name, detail);
    }

    /** Notes a new status. */
    public void status(long key, String status) {
        change(key, status, "status", status);
    }

    private void change(long key, String status, String name, String detail) {
        lock.lock();
        try {
            messages.computeIfPresent(key, (ignored, message) -> message.with(++revision,
                    status == null ? message.status() : status, new MessageEvent(clock.instant(), name, detail)));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The message as it is now, if it is still kept. */
    public Optional<SentMessage> find(long key) {
        lock.lock();
        try {
            return Optional.ofNullable(messages.get(key));
        } finally {
            lock.unlock();
        }
    }

    /** The messages that match, oldest first. */
    public List<SentMessage> all(Predicate<SentMessage> filter) {
        lock.lock();
        try {
            return messages.values().stream().filter(filter).toList();
        } finally {
            lock.unlock();
        }
    }

    /** The newest message that matches. */
    public Optional<SentMessage> newest(Predicate<SentMessage> filter) {
        List<SentMessage> matching = all(filter);
        return matching.isEmpty() ? Optional.empty() : Optional.of(matching.get(matching.size() - 1));
    }

    /** The messages that changed after a revision, in the order of their change. */
    List<SentMessage> changedAfter(long known, int limit) {
        return all(message -> message.revision() > known).stream().sorted(Comparator.comparingLong(SentMessage::revision))
                .limit(limit).toList();
    }

    /** How many are kept. */
    int size() {
        lock.lock();
        try {
            return messages.size();
        } finally {
            lock.unlock();
        }
    }

    /** Changes when all messages are forgotten, or the sandbox is another one. */
    long generation() {
        lock.lock();
        try {
            return generation;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until at least {@code count} messages match. */
    List<SentMessage> await(Predicate<SentMessage> filter, int count, Duration atMost) throws InterruptedException {
        long left = atMost.toNanos();
        lock.lock();
        try {
            List<SentMessage> matching = new ArrayList<>();
            while (left > 0) {
                matching.clear();
                messages.values().stream().filter(filter).forEach(matching::add);
                if (matching.size() >= count) {
                    return List.copyOf(matching);
                }
                left = changed.awaitNanos(left);
            }
            throw new AssertionError(
                    "waited " + TimeUnit.NANOSECONDS.toSeconds(atMost.toNanos()) + " s for " + count
                                     + " matching messages; " + matching.size() + " of " + messages.size() + " messages match");
        } finally {
            lock.unlock();
        }
    }

    void clear() {
        lock.lock();
        try {
            messages.clear();
            generation++;
        } finally {
            lock.unlock();
        }
    }
}
