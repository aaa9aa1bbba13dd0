/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.internal;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.camel.util.TimeUtils;

/**
 * A length of time as options and parameters hold it: {@code 500ms}, {@code 30s}, {@code 1h30m}, {@code PT30S}, or
 * milliseconds alone.
 * <p>
 * Camel reads much else as another time, or as none: {@code 30x} as 0, {@code 30mm} as 30 minutes.
 */
public final class DurationText {

    private static final Pattern FORM = Pattern.compile("-?\\d+|(?=\\d)(\\d+d)?(\\d+h)?(\\d+m(in)?)?(\\d+s(ec)?)?(\\d+ms)?");
    private static final Pattern NUMBER_AND_UNIT = Pattern.compile("(\\d+)\\s*(\\p{L}+)");

    private DurationText() {
    }

    /** The time; empty if the text is none. */
    public static Optional<Duration> read(String text) {
        try {
            if (text.startsWith("P")) {
                return Optional.of(Duration.parse(text));
            }
            return FORM.matcher(text).matches()
                    ? Optional.of(Duration.ofMillis(TimeUtils.toMilliSeconds(text))) : Optional.empty();
        } catch (DateTimeParseException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** A clause such as {@code , did you mean '30s'?}; empty if it resembles no time. */
    public static String hint(String wrong) {
        Matcher parts = NUMBER_AND_UNIT.matcher(wrong.strip());
        return parts.matches()
                ? ", did you mean '" + parts.group(1) + unit(parts.group(2).toLowerCase(Locale.ROOT)) + "'?" : "";
    }

    private static String unit(String written) {
        if (written.startsWith("ms") || written.startsWith("mil")) {
            return "ms";
        }
        char first = written.charAt(0);
        return first == 'd' || first == 'h' || first == 'm' ? String.valueOf(first) : "s";
    }
}
