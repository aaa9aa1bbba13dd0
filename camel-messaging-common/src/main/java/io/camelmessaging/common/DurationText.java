package io.camelmessaging.common;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.camel.util.TimeUtils;

/**
 * A length of time as options and parameters hold it: {@code 500ms}, {@code 30s}, {@code 1h30m}, or milliseconds alone.
 * <p>
 * Camel reads much else as another time, or as none: {@code 30x} and {@code PT30S} as 0, {@code 30mm} as 30 minutes.
 */
public final class DurationText {

    private static final Pattern FORM = Pattern.compile("-?\\d+|(?=\\d)(\\d+d)?(\\d+h)?(\\d+m(in)?)?(\\d+s(ec)?)?(\\d+ms)?");
    private static final Pattern NUMBER_AND_UNIT = Pattern.compile("(\\d+)\\s*(\\p{L}+)");

    private DurationText() {
    }

    /** The time; empty if the text is none. */
    public static Optional<Duration> read(String text) {
        if (!FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Duration.ofMillis(TimeUtils.toMilliSeconds(text)));
        } catch (RuntimeException e) {
            // more digits than a number has
            return Optional.empty();
        }
    }

    /** A clause such as {@code , did you mean '30s'?}; empty if it resembles no time. */
    public static String hint(String wrong) {
        return meant(wrong.strip()).filter(text -> read(text).isPresent()).map(text -> ", did you mean '" + text + "'?")
                .orElse("");
    }

    private static Optional<String> meant(String wrong) {
        try {
            // in ISO 8601 it is PT1H30M
            return Optional.of(Duration.parse(wrong).toString().substring(2).toLowerCase(Locale.ROOT));
        } catch (DateTimeParseException e) {
            Matcher parts = NUMBER_AND_UNIT.matcher(wrong);
            return parts.matches()
                    ? Optional.of(parts.group(1) + unit(parts.group(2).toLowerCase(Locale.ROOT))) : Optional.empty();
        }
    }

    private static String unit(String written) {
        if (written.startsWith("ms") || written.startsWith("mil")) {
            return "ms";
        }
        char first = written.charAt(0);
        return first == 'd' || first == 'h' || first == 'm' ? String.valueOf(first) : "s";
    }
}
