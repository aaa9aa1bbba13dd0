/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend.model;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A time as the provider takes it. It is given as an {@link Instant}, as ISO-8601 text with offset, or in seconds.
 *
 * @param seconds seconds since 1970
 */
public record UnixTime(@JsonValue long seconds) {

    /** The year 2286: what is later was given in milliseconds. */
    static final long LATEST = 9_999_999_999L;

    /**
     * @throws IllegalArgumentException if the text is neither a number nor a time with offset
     */
    @JsonCreator
    public static UnixTime of(String text) {
        if (text.matches("\\d{1,18}")) {
            return new UnixTime(Long.parseLong(text));
        }
        try {
            return new UnixTime(OffsetDateTime.parse(text).toEpochSecond());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("it takes seconds since 1970 or an ISO-8601 time with offset");
        }
    }

    /** The time that an event tells; null for none, and for one that is beyond what a clock shows. */
    static Instant instant(Long seconds) {
        return seconds == null || seconds < Instant.MIN.getEpochSecond() || seconds > Instant.MAX.getEpochSecond()
                ? null : Instant.ofEpochSecond(seconds);
    }

    @JsonCreator
    public static UnixTime ofSeconds(long seconds) {
        return new UnixTime(seconds);
    }
}
