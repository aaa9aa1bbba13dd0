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
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;

/**
 * Times on the wire: {@code yyyy-MM-dd HH:mm:ss}, perhaps ISO-8601; the format of answers is not published, so what
 * cannot be read is no error.
 */
public final class WireTime {

    private static final DateTimeFormatter WRITTEN = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final int WRITTEN_LENGTH = 19;
    private static final int BLANK = 10;
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
            String text = time.strip();
            TemporalAccessor read = (isAsWritten(text) ? WRITTEN : READ).parse(text);
            return read.isSupported(ChronoField.INSTANT_SECONDS)
                    ? Instant.from(read) : LocalDateTime.from(read).atZone(zone).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** As the provider takes times: to try other forms by exceptions took a third of the time of a poll. */
    private static boolean isAsWritten(String text) {
        return text.length() == WRITTEN_LENGTH && text.charAt(BLANK) == ' ';
    }

    /** The time as the provider takes it. */
    public static String text(Instant time, ZoneId zone) {
        return WRITTEN.format(time.atZone(zone));
    }
}
