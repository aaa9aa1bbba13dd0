/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.admin;

import java.time.Instant;
import java.util.Objects;

import io.camelmessaging.common.internal.Redaction;

/**
 * Which flows are asked for: those that are all that is said here. {@link #all()} says nothing, and each method adds
 * one condition.
 *
 * @param flow           the name of the flow; null for any
 * @param state          the word of its row, such as {@code WAIT} or {@code ENDED}; null for any
 * @param outcome        how it ended or is about to end, such as {@code failed}; null for any
 * @param recipient      a number or an e-mail address, as a route gives it; null for any. A flow that has ended has
 *                       forgotten its recipient
 * @param reference      the caller's own reference, that of one of its attempts, or a provider's message id; null for
 *                       any
 * @param conversationId a conversation id, or the id of a flow; null for any
 * @param from           no flow that is older; null for any
 * @param until          no flow that was made then or later; null for any
 * @param onlyOpen       those that have not ended
 * @param onlyInDoubt    those of which nobody knows whether their last attempt was sent
 * @param onlyParked     those that nobody works on any more, as their work failed for too long
 * @param onlyOverdue    those that have been due for more than a minute, and that nobody works on
 */
public record FlowQuery(String flow, String state, String outcome, String recipient, String reference,
        String conversationId, Instant from, Instant until, boolean onlyOpen, boolean onlyInDoubt, boolean onlyParked,
        boolean onlyOverdue) {

    private static final FlowQuery ALL
            = new FlowQuery(null, null, null, null, null, null, null, null, false, false, false, false);

    /** A text that is blank is one that was not given. */
    public FlowQuery {
        flow = given(flow);
        state = given(state);
        outcome = given(outcome);
        recipient = given(recipient);
        reference = given(reference);
        conversationId = given(conversationId);
        if (from != null && until != null && !from.isBefore(until)) {
            throw new IllegalArgumentException(
                    "The time range of a query of flows ends (" + until + ") before it begins (" + from
                                               + "): give a from that is earlier than until.");
        }
    }

    private static String given(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** All flows. */
    public static FlowQuery all() {
        return ALL;
    }

    /** Those of one name. */
    public FlowQuery flow(String name) {
        return new FlowQuery(
                name, state, outcome, recipient, reference, conversationId, from, until, onlyOpen, onlyInDoubt, onlyParked,
                onlyOverdue);
    }

    /** Those in a state. */
    public FlowQuery state(String word) {
        return new FlowQuery(
                flow, word, outcome, recipient, reference, conversationId, from, until, onlyOpen, onlyInDoubt, onlyParked,
                onlyOverdue);
    }

    /** Those with an outcome. */
    public FlowQuery outcome(String word) {
        return new FlowQuery(
                flow, state, word, recipient, reference, conversationId, from, until, onlyOpen, onlyInDoubt, onlyParked,
                onlyOverdue);
    }

    /** Those for a recipient. */
    public FlowQuery recipient(String number) {
        return new FlowQuery(
                flow, state, outcome, number, reference, conversationId, from, until, onlyOpen, onlyInDoubt, onlyParked,
                onlyOverdue);
    }

    /** Those with a reference or a provider's message id. */
    public FlowQuery reference(String text) {
        return new FlowQuery(
                flow, state, outcome, recipient, text, conversationId, from, until, onlyOpen, onlyInDoubt, onlyParked,
                onlyOverdue);
    }

    /** Those with a conversation id, or the one with this id. */
    public FlowQuery conversationId(String id) {
        return new FlowQuery(
                flow, state, outcome, recipient, reference, id, from, until, onlyOpen, onlyInDoubt, onlyParked, onlyOverdue);
    }

    /** Those that were made in a time. */
    public FlowQuery between(Instant begin, Instant end) {
        return new FlowQuery(
                flow, state, outcome, recipient, reference, conversationId, begin, end, onlyOpen, onlyInDoubt, onlyParked,
                onlyOverdue);
    }

    /** Those that have not ended. */
    public FlowQuery open() {
        return new FlowQuery(
                flow, state, outcome, recipient, reference, conversationId, from, until, true, onlyInDoubt, onlyParked,
                onlyOverdue);
    }

    /** Those in doubt. */
    public FlowQuery inDoubt() {
        return new FlowQuery(
                flow, state, outcome, recipient, reference, conversationId, from, until, onlyOpen, true, onlyParked,
                onlyOverdue);
    }

    /** Those that are parked. */
    public FlowQuery parked() {
        return new FlowQuery(
                flow, state, outcome, recipient, reference, conversationId, from, until, onlyOpen, onlyInDoubt, true,
                onlyOverdue);
    }

    /** Those that are overdue. */
    public FlowQuery overdue() {
        return new FlowQuery(
                flow, state, outcome, recipient, reference, conversationId, from, until, onlyOpen, onlyInDoubt, onlyParked,
                true);
    }

    /** Whether it is about open flows alone. */
    boolean isAboutOpen() {
        return onlyOpen || onlyInDoubt || onlyParked || onlyOverdue;
    }

    /** Names no number in full. */
    @Override
    public String toString() {
        return "FlowQuery[" + Objects.toString(flow, "any flow") + (state == null ? "" : " " + state)
               + (outcome == null ? "" : " " + outcome)
               + (recipient == null ? "" : " for " + Redaction.recipient(recipient)) + "]";
    }
}
