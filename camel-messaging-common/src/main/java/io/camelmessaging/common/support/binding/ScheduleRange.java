/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support.binding;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;

/**
 * Which points in time a message may be scheduled for: what lies far away is a slip of unit or year, and a provider
 * would keep the message for ever, or send it at once.
 */
final class ScheduleRange {

    private static final Duration PAST = Duration.ofDays(366);
    private static final Duration FUTURE = Duration.ofDays(5 * 366);

    private ScheduleRange() {
    }

    /**
     * Checks a time: an Instant or another type with an offset, ISO-8601 text with offset, or seconds since 1970. What
     * is none of these is left to the conversion.
     *
     * @throws IllegalArgumentException if it lies more than a year back or more than five years ahead
     */
    static void check(String operation, Object value, String source) {
        Instant time = instant(value);
        if (time == null || time.equals(Instant.EPOCH) && !(value instanceof Instant)) {
            // 0 is a provider's way of saying now
            return;
        }
        Instant now = Instant.now();
        if (time.isBefore(now.minus(PAST)) || time.isAfter(now.plus(FUTURE))) {
            throw new IllegalArgumentException(
                    operation + " got a schedule (" + source + ") that lies "
                                               + (time.isBefore(now)
                                                       ? "more than a year in the past" : "more than five years ahead")
                                               + (isMilliseconds(value) ? "; it looks like milliseconds" : "")
                                               + ": give an Instant, an ISO-8601 time with offset, or seconds since 1970.");
        }
    }

    private static boolean isMilliseconds(Object value) {
        return String.valueOf(value).strip().matches("\\d{13}");
    }

    private static Instant instant(Object value) {
        try {
            if (value instanceof Instant instant) {
                return instant;
            }
            if (value instanceof OffsetDateTime time) {
                return time.toInstant();
            }
            if (value instanceof ZonedDateTime time) {
                return time.toInstant();
            }
            if (value instanceof Date date) {
                return date.toInstant();
            }
            if (value instanceof Calendar calendar) {
                return calendar.toInstant();
            }
            String text = String.valueOf(value).strip();
            if (text.matches("-?\\d{1,16}")) {
                return Instant.ofEpochSecond(Long.parseLong(text));
            }
            if (text.matches("-?\\d+")) {
                return Instant.MAX;
            }
            return value instanceof CharSequence ? OffsetDateTime.parse(text).toInstant() : null;
        } catch (DateTimeException e) {
            return value instanceof Number || String.valueOf(value).matches("\\d+") ? Instant.MAX : null;
        }
    }
}
