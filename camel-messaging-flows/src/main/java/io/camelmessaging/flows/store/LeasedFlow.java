/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Work on a flow that this node, and no other, may do now: the flow and all that is known of it.
 *
 * @param flow     the flow as it was when it was claimed
 * @param attempts its attempts, oldest first
 * @param events   what was reported of it and not handled yet, oldest first
 * @param acts     what people want to be done to it, oldest first
 * @param now      the database's time at which it was claimed, by which deadlines are judged
 */
public record LeasedFlow(Flow flow, List<Attempt> attempts, List<FlowEvent> events, List<Act> acts, Instant now) {

    public LeasedFlow {
        attempts = List.copyOf(attempts);
        events = List.copyOf(events);
        acts = List.copyOf(acts);
    }

    /** The newest attempt; empty before the first. */
    public Optional<Attempt> lastAttempt() {
        return attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.get(attempts.size() - 1));
    }
}
