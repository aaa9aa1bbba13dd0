/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.policy;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Calendar;
import java.util.Date;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.camelmessaging.common.internal.Redaction;

/** When a message is to go out, as a route gives it. */
public final class ScheduledTime {

    private static final Duration PAST = Duration.ofDays(366);
    private static final Duration FUTURE = Duration.ofDays(5 * 366);
    private static final String FORMS
            = "give an Instant, an ISO-8601 time such as 2026-03-01T09:00+02:00, or seconds since 1970";

    private ScheduledTime() {
    }

    /**
     * Reads a time.
     *
     * @param  value                    a type with an offset, ISO-8601 text, seconds since 1970, or a time on a wall
     *                                  clock
     * @param  zones                    where that wall clock hangs; empty if that is not known
     * @param  flow                     the Kamelet that needs it; named in exceptions
     * @param  source                   the header or field; named in exceptions
     * @throws IllegalArgumentException if it is no time, if its zone is not known, or if it lies more than a year back
     *                                  or five years ahead, which is a slip of unit or year
     */
    public static Instant of(Object value, Supplier<Set<ZoneId>> zones, Instant now, String flow, String source) {
        TemporalAccessor time = read(value, flow, source);
        Instant instant = time instanceof LocalDateTime local
                ? instant(local, zones.get(), flow, source) : Instant.from(time);
        boolean past = instant.isBefore(now.minus(PAST));
        if (past || instant.isAfter(now.plus(FUTURE))) {
            throw new IllegalArgumentException(
                    flow + " got a time (" + source + ") that lies "
                                               + (past ? "more than a year in the past" : "more than five years ahead")
                                               + (String.valueOf(value).strip().matches("\\d{13}")
                                                       ? "; it looks like milliseconds" : "")
                                               + ": " + FORMS + ".");
        }
        return instant;
    }

    private static TemporalAccessor read(Object value, String flow, String source) {
        if (value instanceof Instant || value instanceof OffsetDateTime || value instanceof ZonedDateTime
                || value instanceof LocalDateTime) {
            return (TemporalAccessor) value;
        }
        if (value instanceof Date date) {
            return Instant.ofEpochMilli(date.getTime());
        }
        if (value instanceof Calendar calendar) {
            return calendar.toInstant();
        }
        String text = String.valueOf(value).strip();
        try {
            return text.matches("\\d{1,16}")
                    ? Instant.ofEpochSecond(Long.parseLong(text))
                    : DateTimeFormatter.ISO_DATE_TIME.parseBest(text, ZonedDateTime::from, LocalDateTime::from);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    flow + " takes a time as " + source + ", and '" + Redaction.text(text) + "' is none: " + FORMS + ".");
        }
    }

    /** An hour that the clocks skip counts as the one after it, and of one that they show twice the first counts. */
    private static Instant instant(LocalDateTime time, Set<ZoneId> zones, String flow, String source) {
        Set<Instant> instants = zones.stream().map(zone -> time.atZone(zone).toInstant()).collect(Collectors.toSet());
        if (instants.size() != 1) {
            throw new IllegalArgumentException(
                    flow + " got the time " + time + " (" + source + ") without offset, and "
                                               + (zones.isEmpty()
                                                       ? "knows no time zone"
                                                       : "the " + zones.size() + " time zones of the region do not agree")
                                               + ": give it an offset, such as " + time
                                               + "+02:00, or set the header CamelMessagingTimeZone or the parameter defaultTimeZone.");
        }
        return instants.iterator().next();
    }
}
