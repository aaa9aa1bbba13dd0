/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The newest messages of an account whose outcome was told to a route: no row of the history tells of another one.
 */
final class ToldMessages {

    private static final int REMEMBERED = 10_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Set<String> ids = Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    });

    void addAll(Collection<String> messageIds) {
        lock.lock();
        try {
            ids.addAll(messageIds);
        } finally {
            lock.unlock();
        }
    }

    /** Whether a message was not told before; from now on it is. */
    boolean claim(String messageId) {
        lock.lock();
        try {
            return ids.add(messageId);
        } finally {
            lock.unlock();
        }
    }
}
