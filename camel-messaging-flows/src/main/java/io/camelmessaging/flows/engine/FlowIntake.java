/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;

import io.camelmessaging.flows.store.Flow;
import io.camelmessaging.flows.store.FlowStore;
import io.camelmessaging.flows.store.NewFlow;

/**
 * Takes messages in: callers that come while one writes are written together by the next of them, since each waits for
 * a commit anyway.
 */
final class FlowIntake {

    private static final int MAX_GROUP = 64;

    private final FlowStore store;
    private final Queue<Entry> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock writing = new ReentrantLock();

    private record Entry(NewFlow message, CompletableFuture<Optional<Flow>> begun) {
    }

    FlowIntake(FlowStore store) {
        this.store = store;
    }

    /** @return the flow, or empty if its name has one with the conversation id already */
    Optional<Flow> begin(NewFlow message) {
        Entry entry = new Entry(message, new CompletableFuture<>());
        waiting.add(entry);
        writing.lock();
        try {
            while (!entry.begun().isDone()) {
                write();
            }
        } finally {
            writing.unlock();
        }
        try {
            return entry.begun().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private void write() {
        List<Entry> group = new ArrayList<>();
        for (Entry entry = waiting.poll(); entry != null; entry = group.size() < MAX_GROUP ? waiting.poll() : null) {
            group.add(entry);
        }
        if (!write(group) && group.size() > 1) {
            // one of them is at fault
            group.forEach(entry -> write(List.of(entry)));
        }
    }

    private boolean write(List<Entry> group) {
        try {
            List<Optional<Flow>> begun = store.begin(group.stream().map(Entry::message).toList());
            for (int i = 0; i < group.size(); i++) {
                group.get(i).begun().complete(begun.get(i));
            }
            return true;
        } catch (RuntimeException | Error e) {
            if (group.size() == 1) {
                group.get(0).begun().completeExceptionally(e);
            }
            return false;
        }
    }
}
