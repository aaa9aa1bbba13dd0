/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sandbox.boomerang;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * Items that are handed out in pages and remembered as fetched and as read.
 */
final class Feed {

    private static final int PAGE = 100;

    /**
     * A page of items.
     *
     * @param items   the items
     * @param hasMore whether more would match
     */
    record Page(List<Map<String, Object>> items, boolean hasMore) {
    }

    private record Item(long number, Map<String, Object> fields) {
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final List<Item> items = new ArrayList<>();
    private final Set<Long> fetched = new HashSet<>();
    private final Set<Long> read = new HashSet<>();

    void add(Map<String, Object> fields) {
        lock.lock();
        try {
            items.add(new Item(items.size(), fields));
        } finally {
            lock.unlock();
        }
    }

    /** Hands out a page; what it shows counts as fetched, and as read if so wanted. */
    Page fetch(boolean onlyNew, boolean markAsRead, int page, Predicate<Map<String, Object>> filter) {
        lock.lock();
        try {
            List<Item> matching = items.stream().filter(item -> !onlyNew || !fetched.contains(item.number()))
                    .filter(item -> filter.test(item.fields())).toList();
            int from = Math.min((page - 1) * PAGE, matching.size());
            int to = Math.min(from + PAGE, matching.size());
            List<Map<String, Object>> shown = new ArrayList<>();
            for (Item item : matching.subList(from, to)) {
                Map<String, Object> fields = new HashMap<>(item.fields());
                if (fields.containsKey("is_new")) {
                    fields.put("is_new", !read.contains(item.number()));
                }
                shown.add(fields);
                fetched.add(item.number());
                if (markAsRead) {
                    read.add(item.number());
                }
            }
            return new Page(shown, to < matching.size());
        } finally {
            lock.unlock();
        }
    }
}
