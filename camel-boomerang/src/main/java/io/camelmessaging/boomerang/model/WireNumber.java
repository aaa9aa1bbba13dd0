package io.camelmessaging.boomerang.model;

import java.util.regex.Pattern;

/**
 * Numbers on the wire, which have their country code and mostly no plus.
 */
final class WireNumber {

    /** Shorter ones are short codes. */
    private static final Pattern DIGITS = Pattern.compile("[1-9][0-9]{6,14}");

    private WireNumber() {
    }

    static String international(String number) {
        // an unescaped plus of a form was read as a blank
        return number != null && DIGITS.matcher(number.strip()).matches() ? "+" + number.strip() : number;
    }
}
