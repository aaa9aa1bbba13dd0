/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomerang.model;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;

/**
 * Times on the wire: {@code yyyy-MM-dd HH:mm:ss}, perhaps ISO-8601; the format of answers is not published, so what
 * cannot be read is no error.
 */
public final class WireTime {

    private static final DateTimeFormatter WRITTEN = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final DateTimeFormatter READ = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE).optionalStart().appendLiteral('T').optionalEnd()
            .optionalStart().appendLiteral(' ').optionalEnd().append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart().appendOffset("+HH:MM", "Z").optionalEnd()
            .optionalStart().appendOffset("+HHMM", "Z").optionalEnd().toFormatter();

    private WireTime() {
    }

    /** The time; null if it is missing or cannot be read. */
    public static Instant instant(String time, ZoneId zone) {
        if (time == null) {
            return null;
        }
        try {
            TemporalAccessor read = READ.parseBest(time.strip(), Instant::from, LocalDateTime::from);
            return read instanceof LocalDateTime local ? local.atZone(zone).toInstant() : Instant.from(read);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** The time as the provider takes it. */
    public static String text(Instant time, ZoneId zone) {
        return WRITTEN.format(time.atZone(zone));
    }
}
