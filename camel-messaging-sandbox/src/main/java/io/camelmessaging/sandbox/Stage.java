/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sandbox;

/**
 * How far a message has come, in words that all providers share.
 */
public enum Stage {

    /** Given to the network. */
    SENT(false),
    /** Arrived on the handset. */
    DELIVERED(false),
    /** Opened by the recipient. */
    READ(true),
    /** Found undeliverable. */
    UNDELIVERED(true),
    /** Refused by the network. */
    REJECTED(true),
    /** Given up, as its time was over. */
    EXPIRED(true);

    private final boolean end;

    Stage(boolean end) {
        this.end = end;
    }

    /** Whether this stage can still come after another one. */
    boolean mayFollow(Stage before) {
        return before == null || !before.end && compareTo(before) > 0 && !(before == DELIVERED && this != READ);
    }
}
