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

    /**
     * The status of a message whose status was this one and for which {@code next} arrived: receipts come late, twice
     * and out of order, so a final status stays and a known one is not replaced by {@link #UNKNOWN}.
     */
    public DeliveryStatus advance(DeliveryStatus next) {
        if (last) {
            return this == DELIVERED && next == READ ? READ : this;
        }
        return next == UNKNOWN ? this : next;
    }
}
