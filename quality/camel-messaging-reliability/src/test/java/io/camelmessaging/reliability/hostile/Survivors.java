/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.reliability.hostile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What of some values can be read in a text by somebody who undoes encodings; written apart from the code that masks,
 * so that both would have to be wrong in the same way.
 */
final class Survivors {

    private static final int ENOUGH = 6;
    /** How often a value may have been escaped. */
    private static final int ROUNDS = 3;
    /** Fewer stand in a line by chance, as of an address in memory. */
    private static final int ENOUGH_DIGITS = 8;
    /** What Base64 and hexadecimal make of what was never encoded by them: no value stands across it. */
    private static final Pattern NO_TEXT = Pattern.compile("[\\ufffd\\p{Cntrl}&&[^\\n]]");
    /** Masks, and what stands between the parts of a sentence: what is on both sides of them was never one. */
    private static final Pattern BETWEEN = Pattern.compile("\\*{3}|, \"|\": |@\\p{XDigit}+\\[");
    private static final Pattern PERCENT = Pattern.compile("(?:%[0-9a-fA-F]{2})+");
    private static final Pattern UNICODE = Pattern.compile("\\\\+u([0-9a-fA-F]{4})");
    private static final Pattern ENTITY = Pattern.compile("&#(\\d+);");
    private static final Pattern HEX_ENTITY = Pattern.compile("&#x([0-9a-fA-F]+);");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{8,}");
    private static final Pattern HEX = Pattern.compile("(?:[0-9a-fA-F]{2}){6,}");

    /** Six letters and digits, or eight digits, in a row, and the value they are of. */
    private final Map<String, String> parts = new HashMap<>();
    /** What can be read in the frames of traces, which are most of the lines and always the same. */
    private final Map<String, List<String>> frames = new HashMap<>();

    void add(String value) {
        String letters = letters(value);
        for (int i = 0; i + ENOUGH <= letters.length(); i++) {
            String part = letters.substring(i, i + ENOUGH);
            if (!part.chars().allMatch(Character::isDigit)) {
                parts.put(part, value);
            } else if (i + ENOUGH_DIGITS <= letters.length()) {
                parts.put(letters.substring(i, i + ENOUGH_DIGITS), value);
            }
        }
    }

    /** What survived, with the value that it is of. */
    Optional<String> in(String told) {
        List<String> all = told.startsWith("\tat ") ? frames.computeIfAbsent(told, Survivors::allLetters) : allLetters(told);
        return all.stream().flatMap(letters -> found(letters).stream()).findFirst();
    }

    private static List<String> allLetters(String told) {
        return BETWEEN.splitAsStream(told).flatMap(piece -> readings(piece).stream()).map(Survivors::letters).distinct()
                .toList();
    }

    private static Set<String> readings(String told) {
        // a set, since most lines have nothing to undo and would be read eight times over
        Set<String> readings = new LinkedHashSet<>();
        String unescaped = told;
        for (int i = 0; i <= ROUNDS && readings.add(unescaped); i++) {
            unescaped = unescaped(unescaped);
        }
        Set<String> decoded = new LinkedHashSet<>(readings);
        readings.stream().map(reading -> reading.replaceAll("\\s", "")).toList().forEach(readings::add);
        for (String reading : readings) {
            Stream.concat(
                    BASE64.matcher(reading).results().flatMap(run -> base64(run.group()).stream()),
                    HEX.matcher(reading).results().map(
                            run -> new String(HexFormat.of().parseHex(run.group()), StandardCharsets.UTF_8)))
                    .flatMap(NO_TEXT::splitAsStream).forEach(decoded::add);
        }
        return decoded;
    }

    private Optional<String> found(String letters) {
        for (int i = 0; i < letters.length(); i++) {
            for (int length : new int[] { ENOUGH, ENOUGH_DIGITS }) {
                String part = letters.substring(i, Math.min(i + length, letters.length()));
                if (parts.containsKey(part)) {
                    return Optional.of("'" + part + "' of '" + parts.get(part) + "'");
                }
            }
        }
        return Optional.empty();
    }

    private static String unescaped(String text) {
        String percent = PERCENT.matcher(text).replaceAll(run -> Matcher.quoteReplacement(new String(
                HexFormat.of().parseHex(run.group().replace("%", "")), StandardCharsets.UTF_8)));
        String unicode = UNICODE.matcher(percent).replaceAll(
                one -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(one.group(1), 16))));
        String entity = ENTITY.matcher(unicode).replaceAll(one -> Matcher.quoteReplacement(character(one.group(1), 10)));
        return HEX_ENTITY.matcher(entity).replaceAll(one -> Matcher.quoteReplacement(character(one.group(1), 16)))
                .replace("&amp;", "&").replace("\\/", "/");
    }

    private static String character(String digits, int radix) {
        return digits.length() > 7 ? "" : Character.toString(Math.min(Integer.parseInt(digits, radix), 0x10ffff));
    }

    private static List<String> base64(String run) {
        String standard = run.replace('-', '+').replace('_', '/');
        List<String> decoded = new ArrayList<>();
        for (int start = 0; start < 4; start++) {
            String rest = standard.substring(start);
            decoded.add(new String(
                    Base64.getDecoder().decode(rest.substring(0, rest.length() / 4 * 4)),
                    StandardCharsets.UTF_8));
        }
        return decoded;
    }

    private static String letters(String text) {
        return text.codePoints().filter(Character::isLetterOrDigit)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString().toLowerCase(Locale.ROOT);
    }
}
