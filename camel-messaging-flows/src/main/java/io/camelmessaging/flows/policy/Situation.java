/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.camelmessaging.flows.store.Attempt;
import io.camelmessaging.flows.store.Flow;
import io.camelmessaging.flows.store.FlowEvent;

/**
 * All that a policy decides by: a flow, its attempts, and the time.
 *
 * @param flow     as it stands
 * @param attempts its attempts, oldest first
 * @param now      the database's time
 */
public record Situation(Flow flow, List<Attempt> attempts, Instant now) {

    public Situation {
        attempts = List.copyOf(attempts);
    }

    /** The newest attempt; empty before the first. */
    public Optional<Attempt> lastAttempt() {
        return attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.get(attempts.size() - 1));
    }

    /** The attempt that an event is about; empty if it is about none that is known. */
    public Optional<Attempt> attemptOf(FlowEvent event) {
        return attempts.stream().filter(one -> one.number() == event.attempt()).findFirst();
    }

    /** Whether an attempt is the newest one. */
    boolean isLast(Attempt attempt) {
        return attempt.number() == attempts.size();
    }

    /** How many attempts a step had. */
    long attemptsOf(int step) {
        return attempts.stream().filter(attempt -> attempt.step() == step).count();
    }

    /** The same at a later time. */
    public Situation at(Instant time) {
        return new Situation(flow, attempts, time);
    }

    /** The same with an attempt of which more is known. */
    public Situation with(Attempt attempt) {
        return new Situation(flow, replaced(List.of(attempt)), now);
    }

    /** What follows from a decision. */
    public Situation after(Decision decision) {
        return new Situation(decision.flow(), replaced(decision.attempts()), now);
    }

    private List<Attempt> replaced(List<Attempt> news) {
        List<Attempt> all = new ArrayList<>(attempts);
        for (Attempt changed : news) {
            all.removeIf(attempt -> attempt.number() == changed.number());
            all.add(Math.min(changed.number() - 1, all.size()), changed);
        }
        return all;
    }
}
