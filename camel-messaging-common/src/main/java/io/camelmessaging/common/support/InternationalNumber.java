package io.camelmessaging.common.support;

import java.util.regex.Pattern;

/**
 * Numbers as a provider writes them that always puts their country code: with or without a plus, or with blanks and
 * dashes between their digits.
 */
public final class InternationalNumber {

    /** No brackets: what stands in them may not belong to the number. */
    private static final Pattern WRITTEN = Pattern.compile("\\+?[0-9][0-9 .-]*");
    /** Shorter ones are short codes. */
    private static final Pattern DIGITS = Pattern.compile("[1-9][0-9]{6,14}");

    private InternationalNumber() {
    }

    /** The number as E.164; as it is where it is none, as a name or a short code. */
    public static String of(String written) {
        // an unescaped plus of a form was read as a blank
        String stripped = written == null ? "" : written.strip();
        if (!WRITTEN.matcher(stripped).matches()) {
            return written;
        }
        String digits = stripped.replaceAll("[^0-9]", "");
        return DIGITS.matcher(digits).matches() ? "+" + digits : written;
    }
}
