/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
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
    private static final int MIN_DIGITS = 7;
    private static final int MAX_DIGITS = 15;
    private static final Pattern DIGITS = Pattern.compile("[1-9][0-9]{" + (MIN_DIGITS - 1) + "," + (MAX_DIGITS - 1) + "}");

    private InternationalNumber() {
    }

    /** The number as E.164; as it is where it is none, as a name or a short code. */
    public static String of(String written) {
        // an unescaped plus of a form was read as a blank
        if (written != null && isPlain(written)) {
            return written.charAt(0) == '+' ? written : "+" + written;
        }
        String stripped = written == null ? "" : written.strip();
        if (!WRITTEN.matcher(stripped).matches()) {
            return written;
        }
        String digits = stripped.replaceAll("[^0-9]", "");
        return DIGITS.matcher(digits).matches() ? "+" + digits : written;
    }

    /**
     * Whether it is what nearly all are, the digits of such a number with or without a plus: no pattern is needed then.
     */
    private static boolean isPlain(String written) {
        int start = written.startsWith("+") ? 1 : 0;
        int count = written.length() - start;
        if (count < MIN_DIGITS || count > MAX_DIGITS || written.charAt(start) == '0') {
            return false;
        }
        for (int i = start; i < written.length(); i++) {
            if (written.charAt(i) < '0' || written.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
