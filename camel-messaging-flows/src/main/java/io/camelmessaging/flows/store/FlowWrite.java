/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * What a node writes of a flow that it has leased: the flow, attempts of it, and the events that are done with, all or
 * nothing.
 *
 * @param flow           as it stands now, with the number of its lease
 * @param attempts       those that are new or have changed
 * @param handled        the events that are done with
 * @param release        whether the lease is given back
 * @param due            if it is given back, when there is something to do next; null for never. If an event came in
 *                       since the flow was leased, it is at once
 * @param unlessSignaled whether nothing is written if an event or an act came in since the flow was leased
 * @param acts           those of people that are answered
 */
public record FlowWrite(Flow flow, List<Attempt> attempts, List<FlowEvent> handled, boolean release, Instant due,
        boolean unlessSignaled, List<AnsweredAct> acts) {

    /** What became of a write. */
    public enum Result {
        WRITTEN,
        /** Nothing was written, as an event had come in. */
        SIGNALED,
        /** Nothing was written, as somebody else has the lease. */
        LEASE_LOST
    }

    public FlowWrite {
        attempts = List.copyOf(attempts);
        handled = List.copyOf(handled);
        acts = List.copyOf(acts);
    }

    /** One that goes on holding the lease. */
    public static FlowWrite keeping(Flow flow, Collection<Attempt> attempts, Collection<FlowEvent> handled) {
        return new FlowWrite(flow, List.copyOf(attempts), List.copyOf(handled), false, null, false, List.of());
    }

    /** One that gives the lease back. */
    public static FlowWrite releasing(
            Flow flow, Instant due, Collection<Attempt> attempts, Collection<FlowEvent> handled) {
        return new FlowWrite(flow, List.copyOf(attempts), List.copyOf(handled), true, due, false, List.of());
    }

    /** The same, which is not done if an event came in. */
    public FlowWrite butNotIfSignaled() {
        return new FlowWrite(flow, attempts, handled, release, due, true, acts);
    }

    /**
     * The same with the answers to acts. It is not done if anything came in: an act may have been withdrawn meanwhile.
     */
    public FlowWrite answering(List<AnsweredAct> answers) {
        return new FlowWrite(flow, attempts, handled, release, due, unlessSignaled || !answers.isEmpty(), answers);
    }

    /** Whether an event that came before may be about an attempt of this write. */
    boolean mayMeetEvents() {
        return attempts.stream().anyMatch(attempt -> attempt.state() != Attempt.State.SENDING);
    }
}
