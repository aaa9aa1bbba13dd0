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
 * holds for its slot and the next, and {@link #renew()} carries it on for as long as the route takes.
 */
public final class EventLeases {

    /** An orphaned event is free again after one to two slots. */
    public static final Duration SLOT = Duration.ofSeconds(5);

    private static final long LOCAL = Long.MIN_VALUE;

    private final IdempotentRepository repository;
    private final Clock clock;
    private final Map<String, Long> held = new ConcurrentHashMap<>();

    /**
     * @param repository shared with other consumers, or null for none
     */
    public EventLeases(IdempotentRepository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    /** Whether this consumer holds the lease. */
    public boolean holds(String event) {
        return held.containsKey(event);
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
        } finally {
            if (!taken) {
                held.remove(event);
            }
        }
        return taken;
    }

    /** Renews the held leases; to be called in every slot. */
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
    }

    public void release(String event) {
        Long slot = held.remove(event);
        if (slot != null && slot != LOCAL) {
            repository.remove(key(slot, event));
        }
    }

    private long slot() {
        return clock.millis() / SLOT.toMillis();
    }

    private static String key(long slot, String event) {
        return "claim:" + slot + ":" + event;
    }
}
