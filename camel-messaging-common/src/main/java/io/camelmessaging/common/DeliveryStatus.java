/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common;

/**
 * What became of a message, in words that all providers share.
 */
public enum DeliveryStatus {

    /** The provider used a word that this suite does not know; the raw text is kept beside it. */
    UNKNOWN(false),
    /** Handed on towards the recipient; more is to come. */
    SENT(false),
    /** Reached the recipient. */
    DELIVERED(true),
    /** Reached the recipient and was opened. */
    READ(true),
    /** Could not be delivered. */
    UNDELIVERED(true),
    /** The carrier gave up waiting for the recipient. */
    EXPIRED(true),
    /** Refused by the provider, the carrier or the recipient. */
    REJECTED(true);

    private final boolean last;

    DeliveryStatus(boolean last) {
        this.last = last;
    }

    /**
     * Whether nothing is expected to follow, except that {@link #READ} may follow {@link #DELIVERED}.
     */
    public boolean isFinal() {
        return last;
    }

    /** Whether the message reached its recipient. */
    public boolean isSuccess() {
        return this == DELIVERED || this == READ;
    }

    /**
     * Whether two final statuses of one message cannot both be true of all of it.
     */
    public boolean contradicts(DeliveryStatus other) {
        return last && other.last && isSuccess() != other.isSuccess();
    }

    /**
     * The status of a message whose status was this one and for which {@code next} arrived: receipts come late, twice
     * and out of order, so the result is the same in any order. A final status stays, and a known one is not replaced
     * by {@link #UNKNOWN}. Of two that contradict each other the one that says that it was not delivered stays, since a
     * part of the message is missing; only {@link #READ} tells that nothing is.
     */
    public DeliveryStatus advance(DeliveryStatus next) {
        return next.weight() > weight() ? next : this;
    }

    /**
     * The same for a message that its provider sends by one channel after the other, all under one id: what one channel
     * delivered is delivered, whatever became of it on the others.
     */
    public DeliveryStatus advanceInChain(DeliveryStatus next) {
        if (contradicts(next)) {
            return isSuccess() ? this : next;
        }
        return advance(next);
    }

    private int weight() {
        return switch (this) {
            case UNKNOWN -> 0;
            case SENT -> 1;
            case DELIVERED -> 2;
            case EXPIRED -> 3;
            case UNDELIVERED -> 4;
            case REJECTED -> 5;
            case READ -> 6;
        };
    }
}
