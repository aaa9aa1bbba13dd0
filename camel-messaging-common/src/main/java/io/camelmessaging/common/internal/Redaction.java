/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.internal;

import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes personal data, credentials and control characters safe for logs and exceptions.
 * <p>
 * The static methods mask what looks like a phone number or an e-mail address. An instance knows an exchange: whatever
 * of its credentials, texts and numbers a provider echoes, plain, escaped as in URLs, JSON or HTML or in Base64, whole
 * or in part, is masked as well. A text of fewer than four letters and signs cannot be told from what is said anyway.
 */
public final class Redaction {

    private static final String MASK = "***";
    private static final int TEXT_LIMIT = 200;
    private static final int CODE_LIMIT = 40;
    /** What is read of a longer text; what is left of the last word of it is not shown. */
    private static final int READ_LIMIT = 1_000;

    private static final Pattern NUMBER = Pattern.compile("\\+?\\p{Nd}(?:[ ().\\-/]{0,3}\\p{Nd}){6,}");
    private static final Pattern SHORT_NUMBER = Pattern.compile("\\+\\p{Nd}{6}");
    private static final Pattern ADDRESS = Pattern.compile(
            "[^\\s@\"'<>,;:]{1,64}@[^\\s@\"'<>,;:]{1,255}");
    /** UUIDs, dates and times, amounts and versions, words that mix letters and digits. */
    private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)";
    private static final Pattern NO_NUMBER = Pattern.compile(String.join("|",
            "\\b\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}\\b",
            "(?<![\\d+])(?:19|20)\\d\\d-[01]\\d-[0-3]\\d(?:[T ][0-2]\\d:?[0-5]\\d(?::?[0-5]\\d)?(?:\\.\\d{1,9})?"
                                                                          + "(?:Z|[+-]\\d\\d:?\\d\\d)?)?(?!\\d)",
            "(?<![\\d+])(?:19|20)\\d\\d(?:/[01]?\\d/[0-3]?\\d|[01]\\d[0-3]\\d)(?!\\d)",
            "(?<![\\d+])[0-3]?\\d[./][01]?\\d[./](?:19|20)\\d\\d(?!\\d)",
            "(?<![\\d+.,])\\d{1,9}[.,]\\d{1,4}(?![\\d.,])",
            "(?<![\\d+.])" + OCTET + "(?:\\." + OCTET + "){3}(?![\\d.])",
            "\\b(?!(?i:tel|to|from|phone|mobile|number|msisdn|sms|call)[-_]?\\d)(?=[\\w-]*[A-Za-z])(?=[\\w-]*\\d)[A-Za-z0-9]+"
                                                                          + "(?:[_-][A-Za-z0-9]+)*\\b"));
    /** A run of digits behind one of these names a thing. */
    private static final Pattern ID_BEFORE = Pattern.compile(
            "(?i)(?:\\b(?:id|ids|uuid|request|message|order|batch|list|job|ticket|trace|transaction|campaign|reference|ref|timestamp)"
                                                             + "\\b[ \"']{0,2}(?:[:=#][ \"']{0,2}|(?:id|no\\.?|number)[ :=#]{1,2})?|#)$");
    private static final Pattern LAST_WORD = Pattern.compile("\\S{0,300}[^\\p{L}]{0,40}$");

    private final KnownValues credentials;
    private final KnownValues personal;

    /**
     * @param credentials user names, passwords, keys and tokens; nulls are left out
     * @param personal    texts and numbers of the exchange; nulls and what is too short to tell are left out
     */
    public Redaction(Collection<String> credentials, Collection<String> personal) {
        this.credentials = new KnownValues(credentials, true);
        this.personal = new KnownValues(personal, false);
    }

    /**
     * A phone number or e-mail address of which only the ends are left, such as {@code +372***23} or
     * {@code p***@***.org}; what is too short to be either keeps its first character.
     */
    public static String recipient(String value) {
        if (value == null || value.isBlank()) {
            return "(none)";
        }
        String trimmed = oneLine(value).strip();
        if (trimmed.isEmpty()) {
            return "(none)";
        }
        int at = trimmed.indexOf('@');
        if (at > 0) {
            int dot = trimmed.lastIndexOf('.');
            String end = dot > at ? trimmed.substring(dot) : "";
            return trimmed.substring(0, trimmed.offsetByCodePoints(0, 1)) + "***@***"
                   + (end.matches("\\.\\p{Alpha}{2,12}") ? end : "");
        }
        if (trimmed.length() < 8) {
            return trimmed.substring(0, trimmed.offsetByCodePoints(0, 1)) + MASK;
        }
        return trimmed.substring(0, 4) + MASK + trimmed.substring(trimmed.length() - 2);
    }

    /**
     * A provider's text on one line, cut to a sane length, in which every phone number and e-mail address is masked.
     * Dates, times, amounts, UUIDs and ids of letters and digits are left as they are.
     */
    public static String text(String value) {
        return value == null ? null : cut(masked(readable(value)), TEXT_LIMIT);
    }

    /** A provider's error code: as {@link #text}, but shorter, and never a number of a person. */
    public static String code(String value) {
        return value == null ? null : cut(masked(readable(value)), CODE_LIMIT);
    }

    /** A name that somebody gave, such as an unknown key of a Map, which may be a number or a text. */
    public static String name(String value) {
        return value == null ? null : cut(masked(readable(value)), CODE_LIMIT);
    }

    /**
     * As {@link #text}, and nothing that is known of the exchange is left. Credentials go first, since a part of one
     * may look like a number; of a number the ends are left.
     */
    public String apply(String value) {
        if (value == null) {
            return null;
        }
        return cut(personal.hiddenIn(masked(credentials.hiddenIn(readable(value), MASK)), MASK), TEXT_LIMIT);
    }

    private static String masked(String text) {
        String addresses = ADDRESS.matcher(text).replaceAll(match -> Matcher.quoteReplacement(recipient(match.group())));
        StringBuilder left = new StringBuilder();
        Matcher spared = NO_NUMBER.matcher(addresses);
        int from = 0;
        while (spared.find()) {
            left.append(numbersMasked(addresses.substring(from, spared.start()))).append(spared.group());
            from = spared.end();
        }
        return left.append(numbersMasked(addresses.substring(from))).toString();
    }

    private static String numbersMasked(String text) {
        Matcher numbers = NUMBER.matcher(text);
        StringBuilder left = new StringBuilder();
        int from = 0;
        while (numbers.find()) {
            boolean id = numbers.group().chars().allMatch(Character::isDigit)
                    && ID_BEFORE.matcher(text.substring(Math.max(0, numbers.start() - 40), numbers.start())).find();
            left.append(text, from, numbers.start()).append(id ? numbers.group() : recipient(numbers.group()));
            from = numbers.end();
        }
        left.append(text, from, text.length());
        return SHORT_NUMBER.matcher(left).replaceAll(match -> Matcher.quoteReplacement(recipient(match.group())));
    }

    /** One line, not longer than what is worth reading. */
    private static String readable(String text) {
        if (text.length() <= READ_LIMIT) {
            return oneLine(text);
        }
        // what is cut in the middle is not recognized
        return LAST_WORD.matcher(oneLine(text.substring(0, READ_LIMIT))).replaceFirst("") + "...";
    }

    /** Without what breaks a line, colours a terminal, turns the writing or is not seen at all. */
    static String oneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (Character.getType(c)) {
                case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> line.append(' ');
                case Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE -> {
                    // nothing stays of them
                }
                default -> line.appendCodePoint(c);
            }
        });
        return line.toString();
    }

    private static String cut(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit;
        return text.substring(0, end) + "...";
    }
}
