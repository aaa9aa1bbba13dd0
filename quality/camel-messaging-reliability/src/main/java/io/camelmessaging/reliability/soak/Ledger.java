/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.reliability.soak;

import java.util.concurrent.atomic.AtomicIntegerArray;

import io.camelmessaging.common.DeliveryStatus;

/**
 * Every message of one provider: what the route was told, what the provider got, and what came back.
 */
final class Ledger {

    /** How a send ended for the route. */
    enum Outcome {
        OPEN,
        ACCEPTED,
        REFUSED,
        UNAVAILABLE,
        UNKNOWN,
        FAILED
    }

    /**
     * The sum of it.
     *
     * @param arrived  messages at the provider
     * @param doubled  messages that arrived twice, or although the route was told that they did not leave
     * @param lost     messages that were told as accepted and did not arrive, or never ended
     * @param receipts messages that arrived and whose receipts did too
     * @param asked    messages that were answered
     * @param replies  answers that reached the route
     */
    record Sum(int sent, int accepted, int refused, int unavailable, int unknown, int failed, int arrived, int doubled,
            int lost, int receipts, int asked, int replies) {

        boolean isAccountedFor() {
            return failed == 0 && doubled == 0 && lost == 0 && receipts == arrived && replies == asked;
        }
    }

    private static final int SENT = 1;
    private static final int DELIVERED = 2;
    private static final int UNKNOWN = 4;

    private final AtomicIntegerArray outcomes;
    private final AtomicIntegerArray arrivals;
    private final AtomicIntegerArray receipts;
    private final AtomicIntegerArray asked;
    private final AtomicIntegerArray replies;

    Ledger(int most) {
        outcomes = new AtomicIntegerArray(most);
        arrivals = new AtomicIntegerArray(most);
        receipts = new AtomicIntegerArray(most);
        asked = new AtomicIntegerArray(most);
        replies = new AtomicIntegerArray(most);
    }

    int capacity() {
        return outcomes.length();
    }

    void ended(int message, Outcome outcome) {
        outcomes.set(message, outcome.ordinal());
    }

    /** Whether it is the first time. */
    boolean arrived(int message) {
        return arrivals.incrementAndGet(message) == 1;
    }

    void receipt(int message, DeliveryStatus status) {
        int bit = switch (status) {
            case SENT -> SENT;
            case DELIVERED -> DELIVERED;
            default -> UNKNOWN;
        };
        receipts.updateAndGet(message, bits -> bits | bit);
    }

    void asked(int message) {
        asked.set(message, 1);
    }

    void reply(int message) {
        replies.set(message, 1);
    }

    Sum sum(int sent) {
        int[] byOutcome = new int[Outcome.values().length];
        int arrived = 0;
        int doubled = 0;
        int lost = 0;
        int told = 0;
        int questions = 0;
        int answers = 0;
        for (int i = 0; i < sent; i++) {
            Outcome outcome = Outcome.values()[outcomes.get(i)];
            int times = arrivals.get(i);
            byOutcome[outcome.ordinal()]++;
            arrived += Math.min(1, times);
            boolean toldAsNotSent = outcome == Outcome.REFUSED || outcome == Outcome.UNAVAILABLE;
            doubled += times > 1 || times == 1 && toldAsNotSent ? 1 : 0;
            lost += outcome == Outcome.OPEN || outcome == Outcome.ACCEPTED && times == 0 ? 1 : 0;
            // of two statuses each may have been told as one that nobody knows
            told += times > 0 && (receipts.get(i) == (SENT | DELIVERED) || (receipts.get(i) & UNKNOWN) != 0) ? 1 : 0;
            questions += asked.get(i);
            answers += replies.get(i);
        }
        return new Sum(
                sent, byOutcome[Outcome.ACCEPTED.ordinal()], byOutcome[Outcome.REFUSED.ordinal()],
                byOutcome[Outcome.UNAVAILABLE.ordinal()], byOutcome[Outcome.UNKNOWN.ordinal()],
                byOutcome[Outcome.FAILED.ordinal()], arrived, doubled, lost, told, questions, answers);
    }
}
