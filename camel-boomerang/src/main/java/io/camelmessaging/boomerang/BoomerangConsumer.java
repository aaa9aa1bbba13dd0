/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomerang;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

import io.camelmessaging.boomerang.model.FeedPage;
import io.camelmessaging.common.MessagingEvent;
import io.camelmessaging.common.support.MessagingPollingConsumer;
import io.camelmessaging.common.support.ProviderClient;
import org.apache.camel.Processor;
import org.apache.camel.support.service.ServiceHelper;

/**
 * Polls the feed of receipts or of replies.
 * <p>
 * What was read stays here until its route succeeded, and what is done with is remembered for as long as the feed shows
 * it; a restart begins at the cursor and drops what the idempotent repository knows.
 */
final class BoomerangConsumer extends MessagingPollingConsumer {

    /** While so many events wait for the route nothing more is read. */
    private static final int MAX_OPEN = 10_000;

    private final BoomerangEndpoint endpoint;
    private final ProviderClient<BoomerangApi> client;
    private final Reading<?, ?> reading;

    BoomerangConsumer(BoomerangEndpoint endpoint, Processor processor) {
        super(endpoint, processor, endpoint.getConfiguration().getIdempotentRepository());
        this.endpoint = endpoint;
        this.client = new ProviderClient<>(endpoint, new BoomerangApi(endpoint));
        this.reading = new Reading<>(endpoint.getOperation().feed(endpoint.getConfiguration()));
    }

    @Override
    protected List<Item> fetch() throws Exception {
        return reading.go();
    }

    @Override
    protected void doStart() throws Exception {
        ServiceHelper.startService(endpoint.getConfiguration().getStateRepository());
        super.doStart();
    }

    /** One feed, read again and again. */
    private final class Reading<Q extends Record, E extends MessagingEvent> {

        private final Feed<Q, E> feed;
        private final ReentrantLock lock = new ReentrantLock();
        private final Map<String, E> open = new LinkedHashMap<>();
        private final Set<String> done = new HashSet<>();
        private final Set<String> seen = new HashSet<>();
        /** Where to go on; null to begin. */
        private Q query;

        Reading(Feed<Q, E> feed) {
            this.feed = feed;
        }

        /** Reads as far as a poll may, and gives what is not done with, the oldest first. */
        List<Item> go() throws Exception {
            int most = endpoint.getConfiguration().getMaxCallsPerPoll();
            for (int calls = 0; calls < most && openCount() < MAX_OPEN && isRunAllowed(); calls++) {
                Q asked = query == null ? begin() : query;
                // kept if the call fails: what was read before is not read again
                query = asked;
                FeedPage<E> page = call(asked);
                query = take(asked, page);
                if (query == null) {
                    break;
                }
            }
            return waiting();
        }

        private Q begin() {
            lock.lock();
            try {
                seen.clear();
                return feed.begin();
            } finally {
                lock.unlock();
            }
        }

        @SuppressWarnings("unchecked")
        private FeedPage<E> call(Q asked) throws Exception {
            return (FeedPage<E>) client.await(asked);
        }

        private Q take(Q asked, FeedPage<E> page) {
            lock.lock();
            try {
                boolean fresh = false;
                for (E raw : page.events()) {
                    E event = feed.complete(raw);
                    String key = event.eventId();
                    fresh |= seen.add(key);
                    if (!done.contains(key)) {
                        open.putIfAbsent(key, event);
                    }
                }
                Q next = feed.next(asked, page, fresh);
                if (next == null) {
                    done.retainAll(seen);
                }
                feed.done(List.copyOf(open.values()));
                return next;
            } finally {
                lock.unlock();
            }
        }

        private List<Item> waiting() {
            lock.lock();
            try {
                List<Item> items = new ArrayList<>(open.size());
                open.values().stream()
                        .sorted(Comparator.comparing(MessagingEvent::occurredAt,
                                Comparator.nullsFirst(Comparator.naturalOrder())))
                        .forEach(event -> items.add(new Item(event, () -> acknowledge(event.eventId()))));
                return items;
            } finally {
                lock.unlock();
            }
        }

        private void acknowledge(String key) {
            lock.lock();
            try {
                open.remove(key);
                done.add(key);
                if (open.isEmpty()) {
                    feed.done(List.of());
                }
            } finally {
                lock.unlock();
            }
        }

        private int openCount() {
            lock.lock();
            try {
                return open.size();
            } finally {
                lock.unlock();
            }
        }
    }
}
