/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.camel.spi.IdempotentRepository;

/**
 * Which events are on their route: in this consumer and, where a repository is shared, in others of the same feed.
 * <p>
 * A lease in a repository is a key that names a slot of time, so that it ends by itself after its process died: it
 * holds for its slot and the next, and {@link #renew()} carries it on for as long as the route takes. Slots have few
 * names, which come round again: so what a dead process left can be found by name, and is removed by whoever meets its
 * event next.
 */
public final class EventLeases {

    /** An orphaned event is free again after one to two slots. */
    public static final Duration SLOT = Duration.ofSeconds(5);

    /** How many names slots have. */
    private static final int NAMES = 8;
    /** So many slots off no living consumer has a lease, even if its clock is one slot off. */
    private static final int SURELY_OVER = 3;
    private static final long LOCAL = Long.MIN_VALUE;

    private final IdempotentRepository repository;
    private final Clock clock;
    private final Map<String, Long> held;
    /** Events of which a dead process may have left a lease, and the slot in which they were met last. */
    private final Map<String, Long> doubted = new ConcurrentHashMap<>();

    /**
     * @param repository shared with consumers of other processes
     */
    public EventLeases(IdempotentRepository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
        this.held = new ConcurrentHashMap<>();
    }

    /**
     * Leases that no other process needs to know of.
     *
     * @param held what is held, which consumers of this process may share
     */
    public EventLeases(Map<String, Long> held) {
        this.repository = null;
        this.clock = Clock.systemUTC();
        this.held = held;
    }

    /** Whether other processes are to be told of leases. */
    public boolean isShared() {
        return repository != null;
    }

    /** Whether this consumer holds the lease, or one of its process with which it shares its leases. */
    public boolean holds(String event) {
        return held.containsKey(event);
    }

    /** A dead process may have left a lease of this event: one that is over is removed. */
    public void doubt(String event) {
        if (repository != null) {
            doubted.put(event, slot());
        }
    }

    /** Takes the lease unless somebody has it. */
    public boolean take(String event) {
        if (held.putIfAbsent(event, LOCAL) != null) {
            return false;
        }
        if (repository == null) {
            return true;
        }
        boolean taken = false;
        try {
            long slot = slot();
            taken = repository.add(key(slot, event));
            if (taken) {
                held.put(event, slot);
                // first add, then look: of two that start at the turn of a slot at most one goes on
                taken = !repository.contains(key(slot - 1, event)) && !repository.contains(key(slot + 1, event));
                if (!taken) {
                    repository.remove(key(slot, event));
                }
            }
            if (!taken) {
                doubt(event);
            } else if (doubted.remove(event) != null) {
                removeOver(slot, event, 2);
            }
        } finally {
            if (!taken) {
                held.remove(event);
            }
        }
        return taken;
    }

    /** Renews the held leases, and removes leases that are over of events in doubt; to be called in every slot. */
    public void renew() {
        long slot = slot();
        held.forEach((event, since) -> {
            if (since != LOCAL && since < slot && held.replace(event, since, slot)) {
                repository.add(key(slot, event));
                repository.remove(key(since, event));
                if (!held.containsKey(event)) {
                    // it was released meanwhile
                    repository.remove(key(slot, event));
                }
            }
        });
        doubted.forEach((event, met) -> {
            removeOver(slot, event, SURELY_OVER);
            if (slot - met > NAMES) {
                // each name was over at some time since
                doubted.remove(event, met);
            }
        });
    }

    public void release(String event) {
        Long slot = held.remove(event);
        if (slot != null && slot != LOCAL) {
            repository.remove(key(slot, event));
        }
    }

    private void removeOver(long slot, String event, int distance) {
        for (int off = distance; off <= NAMES - distance; off++) {
            if (repository.contains(key(slot + off, event))) {
                repository.remove(key(slot + off, event));
            }
        }
    }

    private long slot() {
        return clock.millis() / SLOT.toMillis();
    }

    private static String key(long slot, String event) {
        return "claim:" + Math.floorMod(slot, NAMES) + ":" + event;
    }
}
