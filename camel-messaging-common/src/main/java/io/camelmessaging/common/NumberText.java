/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * What is written where a phone number is expected, down to its digits: nothing is guessed, and what is neither a digit
 * nor known to mean nothing is refused.
 *
 * @param digits    an optional plus, and ASCII digits
 * @param trunkZero where a zero stands that was written as {@code (0)} behind a country code; -1 for nowhere
 */
record NumberText(String digits, int trunkZero) {

    private static final String SCHEME = "tel:";
    private static final String MARKS = "()[]./";
    private static final int MINUS = '\u2212';
    private static final int KATAKANA_DASH = '\u30fc';
    private static final int FULL_WIDTH = 0xff01;
    private static final int FULL_WIDTH_END = 0xff5e;
    private static final int FULL_WIDTH_OFFSET = FULL_WIDTH - '!';
    private static final int MAX_CODE_LENGTH = 5;
    private static final int MAX_PLAIN_CODE_LENGTH = 3;
    private static final Pattern DECIMALS = Pattern.compile(".*\\.0|[+\\d ]*\\.0+|\\+?\\d+\\.\\d{1,2}");

    /**
     * Reads a text or a whole number.
     *
     * @throws IllegalArgumentException if it is something else; the message goes on after "the phone number x"
     */
    static NumberText of(Object given) {
        if (given instanceof CharSequence text) {
            return isPlain(text) ? new NumberText(text.toString(), -1) : read(text.toString());
        }
        if (given instanceof URI uri) {
            return read(uri.toString());
        }
        if (given instanceof Number number) {
            return new NumberText(whole(number), -1);
        }
        throw new IllegalArgumentException(
                "is of type " + (given == null ? "null" : given.getClass().getSimpleName())
                                           + " and neither text nor a whole number");
    }

    /** The same digits with a plus before them. */
    NumberText international() {
        return new NumberText("+" + digits, trunkZero < 0 ? -1 : trunkZero + 1);
    }

    private static String whole(Number number) {
        boolean whole = number instanceof Long || number instanceof Integer || number instanceof Short
                || number instanceof BigInteger || number instanceof AtomicLong || number instanceof AtomicInteger
                || number instanceof BigDecimal decimal && decimal.scale() == 0;
        if (!whole) {
            throw new IllegalArgumentException(
                    "is a " + number.getClass().getSimpleName()
                                               + " and no whole number: such a value may have lost or gained digits");
        }
        String digits = number.toString();
        if (digits.startsWith("-")) {
            throw new IllegalArgumentException("is negative");
        }
        return digits;
    }

    /** Whether it is an optional plus and digits, as nearly all are. */
    private static boolean isPlain(CharSequence text) {
        int start = text.length() > 0 && text.charAt(0) == '+' ? 1 : 0;
        for (int i = start; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return text.length() > start;
    }

    private static NumberText read(String given) {
        String text = visible(given);
        if (text.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            text = uri(text);
        }
        if (DECIMALS.matcher(text).matches()) {
            throw new IllegalArgumentException("ends in decimals, as if it had been taken for an amount");
        }
        StringBuilder digits = new StringBuilder(text.length());
        int trunkZero = -1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits.append(c);
            } else if (c == '+') {
                if (digits.length() > 0) {
                    throw new IllegalArgumentException("holds a plus that is not at its beginning");
                }
                digits.append(c);
            } else if (c == '-' && digits.length() == 0) {
                throw new IllegalArgumentException("begins with a dash, as a negative number does");
            } else if (c == '(' && trunkZero < 0 && text.startsWith("(0)", i) && followsCode(digits)) {
                trunkZero = digits.length();
            } else if (c != ' ' && c != '-' && MARKS.indexOf(c) < 0) {
                throw new IllegalArgumentException(reason(text.codePointAt(i)));
            }
        }
        if (digits.length() == 0 || digits.charAt(digits.length() - 1) == '+') {
            throw new IllegalArgumentException("holds no digits");
        }
        return new NumberText(digits.toString(), trunkZero);
    }

    /** With its plus, behind the zeros that are dialled abroad, or as it is. */
    private static boolean followsCode(StringBuilder digits) {
        return digits.length() > 1 && digits.length() <= MAX_CODE_LENGTH
                && (digits.charAt(0) == '+' || digits.charAt(0) == '0' && digits.charAt(1) == '0'
                        || digits.charAt(0) != '0' && digits.length() <= MAX_PLAIN_CODE_LENGTH);
    }

    /** In ASCII where it has a form there, blanks and dashes of all kinds as one, and without what shows nothing. */
    private static String visible(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        text.strip().codePoints().forEach(c -> {
            int type = Character.getType(c);
            if (type == Character.FORMAT) {
                return;
            }
            if (type == Character.DECIMAL_DIGIT_NUMBER) {
                visible.append((char) ('0' + Character.digit(c, 10)));
            } else if (type == Character.DASH_PUNCTUATION || c == MINUS || c == KATAKANA_DASH) {
                visible.append('-');
            } else if (type == Character.SPACE_SEPARATOR || c == '\t') {
                visible.append(' ');
            } else if (c >= FULL_WIDTH && c <= FULL_WIDTH_END) {
                visible.append((char) (c - FULL_WIDTH_OFFSET));
            } else {
                visible.appendCodePoint(c);
            }
        });
        return visible.toString().strip();
    }

    /** What a {@code tel:} URI names; its parameters are extensions and contexts, which no provider can dial. */
    private static String uri(String uri) {
        String number = uri.substring(SCHEME.length()).replaceFirst("^//", "");
        if (number.indexOf(';') >= 0) {
            throw new IllegalArgumentException("is a tel: URI with parameters, such as an extension");
        }
        try {
            // a plus stands for itself there
            return number.indexOf('%') < 0
                    ? number : visible(URLDecoder.decode(number.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is no tel: URI");
        }
    }

    private static String reason(int character) {
        if (Character.isLetter(character)) {
            return "holds letters";
        }
        return switch (character) {
            case '*', '#' -> "holds a * or #, as masks and service codes do";
            case ',', ';', '\n', '\r' -> "holds a separator: several numbers, an extension or a pause";
            default -> String.format(Locale.ROOT, "holds the character U+%04X, which no phone number has", character);
        };
    }
}
