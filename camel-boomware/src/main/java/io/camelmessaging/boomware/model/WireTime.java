/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomware.model;

import java.time.Instant;

/**
 * Times on the wire: milliseconds in some messages and seconds in others, told apart by their size.
 */
final class WireTime {

    private static final long MAX_SECONDS = 100_000_000_000L;

    private WireTime() {
    }

    static Instant instant(Long value) {
        if (value == null) {
            return null;
        }
        boolean seconds = value > -MAX_SECONDS && value < MAX_SECONDS;
        return seconds ? Instant.ofEpochSecond(value) : Instant.ofEpochMilli(value);
    }
}
