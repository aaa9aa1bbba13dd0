/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sandbox;

/**
 * What goes wrong when a {@link Fault} strikes.
 */
public enum FaultType {

    /** The connection is reset, and the provider has not taken the request. */
    RESET_BEFORE_ACCEPTANCE(Side.ANSWER, false),
    /** The connection is reset, although the provider took the request. */
    RESET_AFTER_ACCEPTANCE(Side.ANSWER, true),
    /** The provider took the request and its answer does not come: 60 seconds if no delay is given. */
    STALLED(Side.ANSWER, true),
    /** Answers take long: half of them more than the delay (500 ms if none is given), some much more. */
    SLOW(Side.ANSWER, true),
    /** 429, with {@code Retry-After} if one is given. */
    TOO_MANY_REQUESTS(Side.ANSWER, false),
    /** A server error (503 if none is given) with a JSON body. */
    SERVER_ERROR_JSON(Side.ANSWER, false),
    /** A server error with the page of a proxy. */
    SERVER_ERROR_HTML(Side.ANSWER, false),
    /** A server error without a body. */
    SERVER_ERROR_EMPTY(Side.ANSWER, false),
    /** The provider no longer has the operation: 404, or the 405 that is given. */
    NOT_OFFERED(Side.ANSWER, false),
    /** The right answer, cut in the middle. */
    TRUNCATED_JSON(Side.ANSWER, true),
    /** The right answer and 12 MB of something else. */
    OVERSIZED_JSON(Side.ANSWER, true),
    /** The right answer with numbers as texts, and texts of digits as numbers. */
    WRONG_TYPES(Side.ANSWER, true),
    /** The right answer with null for every array. */
    NULL_ARRAYS(Side.ANSWER, true),
    /** A send is answered after its receipts have come. */
    RECEIPT_BEFORE_ANSWER(Side.ANSWER, true),
    /** A receipt comes late: 2 seconds if no delay is given. */
    RECEIPT_LATE(Side.RECEIPT, true),
    /** A receipt comes twice. */
    RECEIPT_TWICE(Side.RECEIPT, true),
    /** A receipt comes after the next one of its message. */
    RECEIPTS_OUT_OF_ORDER(Side.RECEIPT, true),
    /** A receipt has a status that no document knows. */
    RECEIPT_OF_UNKNOWN_STATUS(Side.STATUS, true),
    /** A message is sent, and no final receipt is ever told, nor is it in a history. */
    NO_FINAL_RECEIPT(Side.DELIVERY, true),
    /** An inbound message or reply comes twice. */
    INBOUND_TWICE(Side.INBOUND, true),
    /** Each page that is read of a feed makes the feed longer by one item. */
    FEED_GROWS(Side.FEED, true);

    /** Where a fault strikes. */
    enum Side {
        ANSWER,
        RECEIPT,
        STATUS,
        DELIVERY,
        INBOUND,
        FEED
    }

    private final Side side;
    private final boolean accepted;

    FaultType(Side side, boolean accepted) {
        this.side = side;
        this.accepted = accepted;
    }

    Side side() {
        return side;
    }

    /** Whether the provider takes the request all the same. */
    boolean accepted() {
        return accepted;
    }
}
