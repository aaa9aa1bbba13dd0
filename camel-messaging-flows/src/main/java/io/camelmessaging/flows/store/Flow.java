/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.store;

import java.time.Instant;
import java.util.Map;

import io.camelmessaging.common.internal.Redaction;

/**
 * One message on its way, as the database keeps it.
 * <p>
 * States are the words of the template that the flow belongs to; {@link #ENDED} alone is shared.
 *
 * @param id             names it in the database
 * @param name           the name of the flow that it belongs to, as its template was given it
 * @param conversationId ties its attempts, receipts and replies
 * @param state          where it stands
 * @param step           the step that is under way, counted from 1; 0 before the first
 * @param outcome        how it ended or is about to end; null before
 * @param recipient      whom it is for as far as that is known; null after it has ended
 * @param message        the message that started it; null after it has ended
 * @param data           what the template remembers beside the columns: texts by name
 * @param startedAt      when it was taken in
 * @param expiresAt      when it ends whatever its state; null for never
 * @param lease          the number of the claim under which it may be written
 * @param signals        how many events were recorded for it when it was read
 * @param failures       how often in a row the work on it failed
 */
public record Flow(String id, String name, String conversationId, String state, int step, String outcome, String recipient,
        FlowMessage message, Map<String, String> data, Instant startedAt, Instant expiresAt, long lease, long signals,
        int failures) {

    /** Nothing is left to do; what comes now comes late. */
    public static final String ENDED = "ENDED";

    public Flow {
        data = Map.copyOf(data);
    }

    /** The same in another state. */
    public Flow in(String newState) {
        return new Flow(
                id, name, conversationId, newState, step, outcome, recipient, message, data, startedAt, expiresAt, lease,
                signals, failures);
    }

    /** The same at another step. */
    public Flow at(int newStep) {
        return new Flow(
                id, name, conversationId, state, newStep, outcome, recipient, message, data, startedAt, expiresAt, lease,
                signals, failures);
    }

    /** The same with another outcome. */
    public Flow withOutcome(String newOutcome) {
        return new Flow(
                id, name, conversationId, state, step, newOutcome, recipient, message, data, startedAt, expiresAt, lease,
                signals, failures);
    }

    /** The same with other remembered texts. */
    public Flow withData(Map<String, String> newData) {
        return new Flow(
                id, name, conversationId, state, step, outcome, recipient, message, newData, startedAt, expiresAt, lease,
                signals, failures);
    }

    /** The same with another time at which it ends whatever its state; null for never. */
    public Flow expiringAt(Instant time) {
        return new Flow(
                id, name, conversationId, state, step, outcome, recipient, message, data, startedAt, time, lease, signals,
                failures);
    }

    /** The same, ended: the message, its recipient and what was remembered are forgotten. */
    public Flow ended() {
        return new Flow(
                id, name, conversationId, ENDED, step, outcome, null, null, Map.of(), startedAt, expiresAt, lease, signals,
                failures);
    }

    /** The same under the next lease. */
    Flow leased() {
        return new Flow(
                id, name, conversationId, state, step, outcome, recipient, message, data, startedAt, expiresAt, lease + 1,
                signals, failures);
    }

    /** Names it in a log line: its id, and the caller's conversation id if there is one, with numbers in it masked. */
    public String shown() {
        return conversationId == null || conversationId.equals(id) ? id : id + " (" + Redaction.text(conversationId) + ")";
    }

    /** Whether nothing is left to do. */
    public boolean isEnded() {
        return ENDED.equals(state);
    }

    /** Names no recipient and no text. */
    @Override
    public String toString() {
        return "Flow[" + name + " " + id + " " + state + " step " + step + (outcome == null ? "" : " " + outcome) + "]";
    }
}
