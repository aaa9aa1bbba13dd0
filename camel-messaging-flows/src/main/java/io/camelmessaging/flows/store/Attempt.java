/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.store;

import java.time.Instant;

import io.camelmessaging.common.DeliveryStatus;

/**
 * One send of a flow: its intent, which is written before the call, and what came of it.
 *
 * @param flowId         the flow
 * @param number         counted from 1 within the flow
 * @param step           the step that it belongs to
 * @param reference      sent along, and brought back by receipts and replies where the provider carries it; unique
 * @param idempotencyKey sent along, for providers that drop repeats by a key
 * @param state          what is known of the call
 * @param provider       the scheme of the component that answered; null before
 * @param account        the account that it was sent by, in short; null where none is known
 * @param messageId      the provider's id of the message; null where none is known
 * @param status         what receipts told so far; null before the first
 * @param reason         why it was refused or given up, without personal data, cut to 300 characters; null if it was
 *                       not
 * @param repeats        how often the call was repeated or looked up after an outcome that was unknown
 * @param startedAt      when the intent was written
 * @param answeredAt     when the answer was; null before
 * @param trace          the {@code traceparent} of the span that sent it; null where nobody traces
 */
public record Attempt(String flowId, int number, int step, String reference, String idempotencyKey, State state,
        String provider, String account, String messageId, DeliveryStatus status, String reason, int repeats, Instant startedAt,
        Instant answeredAt, String trace) {

    /** What is known of the call. */
    public enum State {
        /** Written before the call; found after a crash it means that nobody knows. */
        SENDING,
        /** The provider took the message. */
        ACCEPTED,
        /** The provider said no. */
        REJECTED,
        /** The provider was not reached, or did not take it for now. */
        UNAVAILABLE,
        /** The call was made and no clear answer came. */
        UNKNOWN
    }

    private static final int MAX_REASON = 300;
    private static final int MAX_PROVIDER = 50;
    public static final int MAX_ACCOUNT = 50;
    private static final int MAX_MESSAGE_ID = 500;

    public Attempt {
        reason = ColumnText.cut(reason, MAX_REASON);
        provider = ColumnText.cut(provider, MAX_PROVIDER);
        account = ColumnText.key(account, MAX_ACCOUNT);
        // as of an event, which has to meet it
        messageId = ColumnText.key(messageId, MAX_MESSAGE_ID);
    }

    /** The intent to send. */
    public static Attempt intent(Flow flow, int number, int step, Instant now) {
        String reference = flow.id() + "-" + number;
        return new Attempt(
                flow.id(), number, step, reference, reference, State.SENDING, null, null, null, null, null, 0, now, null,
                null);
    }

    /** Whether it was never called, so that most likely no row of it is there. */
    boolean isFirstIntent() {
        return state == State.SENDING && repeats == 0 && answeredAt == null;
    }

    /** The same after a call that was made in a trace; null if it was made in none. */
    public Attempt traced(String newTrace) {
        return newTrace == null
                ? this
                : new Attempt(
                        flowId, number, step, reference, idempotencyKey, state, provider, account, messageId, status, reason,
                        repeats, startedAt, answeredAt, newTrace);
    }

    /** The same after the provider took it. */
    public Attempt accepted(String newProvider, String newAccount, String newMessageId, Instant now) {
        return new Attempt(
                flowId, number, step, reference, idempotencyKey, State.ACCEPTED, newProvider, newAccount, newMessageId, status,
                null,
                repeats, startedAt, now, trace);
    }

    /** The same after a call that the provider did not take, or of which nobody knows. */
    public Attempt ended(State newState, String newReason, Instant now) {
        return new Attempt(
                flowId, number, step, reference, idempotencyKey, newState, provider, account, messageId, status, newReason,
                repeats,
                startedAt, now, trace);
    }

    /** The same, about to be called or looked up once more. */
    public Attempt repeated() {
        return new Attempt(
                flowId, number, step, reference, idempotencyKey, state, provider, account, messageId, status, reason,
                repeats + 1,
                startedAt, answeredAt, trace);
    }

    /** The same, as the call that was about to be made once more was not. */
    public Attempt notRepeated() {
        return new Attempt(
                flowId, number, step, reference, idempotencyKey, state, provider, account, messageId, status, reason,
                repeats - 1, startedAt, answeredAt, trace);
    }

    /** The same after a receipt; repeated and disordered ones change nothing. */
    public Attempt reported(DeliveryStatus next) {
        return withStatus(status == null ? next : status.advance(next));
    }

    /** The same after a receipt of one of the channels that its provider tries. */
    public Attempt reportedInChain(DeliveryStatus next) {
        return withStatus(status == null ? next : status.advanceInChain(next));
    }

    private Attempt withStatus(DeliveryStatus newStatus) {
        return new Attempt(
                flowId, number, step, reference, idempotencyKey, state, provider, account, messageId, newStatus, reason,
                repeats,
                startedAt, answeredAt, trace);
    }
}
