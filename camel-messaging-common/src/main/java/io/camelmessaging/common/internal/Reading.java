/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.internal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A way in which a text may be read: as it stands, or with the escapes of URLs, JSON and HTML undone. Each character
 * knows which characters of the text as it stands it was made of.
 */
final class Reading {

    /** An echo is encoded by who echoes it, and by who wraps that; more are not met. */
    private static final int MAX_ROUNDS = 3;
    private static final Pattern ESCAPES = Pattern.compile("(?<percent>(?:%\\p{XDigit}{2})+)"
                                                           + "|\\\\u(?<unicode>\\p{XDigit}{4})|\\\\x(?<hex>\\p{XDigit}{2})"
                                                           + "|\\\\(?<plain>[nrtbf\"'/\\\\])"
                                                           + "|&#(?<number>\\d{1,7});|&#[xX](?<numberInHex>\\p{XDigit}{1,6});"
                                                           + "|&(?<name>amp|lt|gt|quot|apos|nbsp);");
    private static final Map<String, String> NAMES
            = Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", " ");

    private final StringBuilder text = new StringBuilder();
    private int[] starts = new int[64];
    private int[] ends = new int[64];

    private Reading() {
    }

    /** The text as it stands, and what it is with one level of escapes after the other undone. */
    static List<Reading> of(String text) {
        Reading plain = new Reading();
        for (int i = 0; i < text.length(); i++) {
            plain.append(text.charAt(i), i, i + 1);
        }
        List<Reading> readings = new ArrayList<>(List.of(plain));
        Reading last = plain;
        for (int round = 0; round < MAX_ROUNDS; round++) {
            Reading next = last.unescaped();
            if (next.text.length() == last.text.length()) {
                break;
            }
            readings.add(next);
            last = next;
        }
        return readings;
    }

    String text() {
        return text.toString();
    }

    int length() {
        return text.length();
    }

    /** Where the first of some characters begins in the text as it stands. */
    int start(int from) {
        return starts[from];
    }

    /** Where the last of some characters ends in the text as it stands. */
    int end(int to) {
        return ends[to - 1];
    }

    /**
     * Without what makes no difference to who reads it: case, accents, width, and the characters that are not wanted.
     */
    Reading folded(IntPredicate wanted) {
        Reading folded = new Reading();
        int next;
        for (int i = 0; i < text.length(); i = next) {
            int c = text.codePointAt(i);
            next = i + Character.charCount(c);
            if (c < 128) {
                if (wanted.test(c)) {
                    folded.append((char) Character.toLowerCase(c), starts[i], ends[i]);
                }
                continue;
            }
            String parts = fold(c);
            for (int j = 0; j < parts.length(); j++) {
                if (wanted.test(parts.codePointAt(Character.isLowSurrogate(parts.charAt(j)) ? j - 1 : j))) {
                    folded.append(parts.charAt(j), starts[i], ends[next - 1]);
                }
            }
        }
        return folded;
    }

    /** Without blanks, as where an encoding is broken into lines. */
    Reading joined() {
        Reading joined = new Reading();
        for (int i = 0; i < text.length(); i++) {
            if (!Character.isWhitespace(text.charAt(i))) {
                joined.append(text.charAt(i), starts[i], ends[i]);
            }
        }
        return joined;
    }

    private static String fold(int c) {
        int digit = Character.digit(c, 10);
        if (digit >= 0) {
            return String.valueOf(digit);
        }
        String parts = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKD);
        return parts.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    private Reading unescaped() {
        Reading read = new Reading();
        Matcher escape = ESCAPES.matcher(text);
        int from = 0;
        while (escape.find()) {
            read.append(this, from, escape.start());
            for (char c : meaning(escape).toCharArray()) {
                read.append(c, starts[escape.start()], ends[escape.end() - 1]);
            }
            from = escape.end();
        }
        read.append(this, from, text.length());
        return read;
    }

    private static String meaning(Matcher escape) {
        if (escape.group("percent") != null) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (String one : escape.group("percent").substring(1).split("%")) {
                bytes.write(Integer.parseInt(one, 16));
            }
            return bytes.toString(StandardCharsets.UTF_8);
        }
        if (escape.group("plain") != null) {
            return "nrtbf".contains(escape.group("plain")) ? " " : escape.group("plain");
        }
        if (escape.group("name") != null) {
            return NAMES.get(escape.group("name"));
        }
        int code = escape.group("number") != null
                ? Integer.parseInt(escape.group("number"))
                : Integer.parseInt(firstOf(escape, "unicode", "hex", "numberInHex"), 16);
        return Character.isValidCodePoint(code) ? Character.toString(code) : " ";
    }

    private static String firstOf(Matcher escape, String... groups) {
        return Arrays.stream(groups).map(escape::group).filter(group -> group != null).findFirst().orElseThrow();
    }

    private void append(Reading other, int from, int to) {
        for (int i = from; i < to; i++) {
            append(other.text.charAt(i), other.starts[i], other.ends[i]);
        }
    }

    private void append(char c, int start, int end) {
        int at = text.length();
        if (at == starts.length) {
            starts = Arrays.copyOf(starts, at * 2);
            ends = Arrays.copyOf(ends, at * 2);
        }
        text.append(c);
        starts[at] = start;
        ends[at] = end;
    }
}
