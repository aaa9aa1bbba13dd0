/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support.binding;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import io.camelmessaging.common.internal.Redaction;
import io.camelmessaging.common.internal.Suggestions;

/**
 * What a field takes beyond its type.
 *
 * @param maxLength how many characters a text may have; 0 for no limit
 * @param least     the least whole number
 * @param most      the largest whole number
 * @param country   whether a text is a two-letter country
 * @param words     the words that a text may be, in any case; empty for any text
 */
record FieldLimits(int maxLength, long least, long most, boolean country, List<String> words) {

    private static final FieldLimits NONE = new FieldLimits(0, Long.MIN_VALUE, Long.MAX_VALUE, false, List.of());
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");

    /** Those that the annotation tells; none without one. */
    static FieldLimits of(RequestField field) {
        return field == null
                ? NONE
                : new FieldLimits(field.maxLength(), field.least(), field.most(), field.country(), List.of(field.words()));
    }

    /**
     * The value as it goes out.
     *
     * @param  wire                     the field that it is for
     * @param  source                   where it came from
     * @throws IllegalArgumentException if it is beyond the limits
     */
    Object checked(String operation, String wire, String source, Object value) {
        if (value instanceof Number number) {
            if (number.longValue() < least || number.longValue() > most) {
                throw new IllegalArgumentException(
                        operation + " takes " + range() + " as " + named(wire, source) + ", and got " + number + ".");
            }
            return value;
        }
        return value instanceof String text ? checkedText(operation, wire, source, text) : value;
    }

    /** Made for a refusal only: every value of every message is checked. */
    private static String named(String wire, String source) {
        return wire + " (" + source + ")";
    }

    private String range() {
        return most == Long.MAX_VALUE ? least + " or more" : least + " to " + most;
    }

    private String checkedText(String operation, String wire, String source, String text) {
        int length = maxLength > 0 ? text.codePointCount(0, text.length()) : 0;
        if (length > maxLength) {
            throw new IllegalArgumentException(
                    operation + " takes up to " + maxLength + " characters as " + named(wire, source) + ", and got " + length
                                               + ": shorten it.");
        }
        if (country) {
            String code = text.strip().toUpperCase(Locale.ROOT);
            if (!COUNTRY.matcher(code).matches()) {
                throw new IllegalArgumentException(
                        operation + " takes a country of two letters, such as AU, as " + named(wire, source)
                                                   + ", and got something else.");
            }
            return code;
        }
        return words.isEmpty() ? text : word(operation, wire, source, text.strip());
    }

    private String word(String operation, String wire, String source, String text) {
        for (String word : words) {
            if (word.equalsIgnoreCase(text)) {
                return word;
            }
        }
        throw new IllegalArgumentException(
                operation + " takes " + String.join(" or ", words) + " as " + named(wire, source) + ", and '"
                                           + Redaction.text(text)
                                           + "' is none" + Suggestions.hint(text, words) + ".");
    }
}
