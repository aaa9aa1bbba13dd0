/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support.binding;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.camelmessaging.common.internal.Redaction;

/**
 * The recipients of a message, one by one.
 */
public final class Recipients {

    private static final Pattern SEPARATOR = Pattern.compile("[,;\\r\\n\\u0085\\u2028\\u2029\\uff0c\\uff1b]");
    private static final int MIN_DIGITS_OF_SEVERAL = 7;

    private Recipients() {
    }

    /**
     * Takes a collection or an array apart, and a text at its commas, semicolons and line breaks. What is blank counts
     * as none.
     *
     * @param  value                    what was given
     * @throws IllegalArgumentException if a text holds several of which one is too short to be a number: then it is an
     *                                  extension or a pause, and not a person
     */
    public static List<Object> of(Object value) {
        if (value instanceof String text) {
            List<Object> recipients = new ArrayList<>(1);
            addParts(recipients, text);
            return recipients;
        }
        List<Object> recipients = new ArrayList<>(value instanceof Collection<?> many ? many.size() : 1);
        if (value instanceof Iterable<?> many) {
            many.forEach(one -> add(recipients, one));
        } else if (value != null && value.getClass().isArray()) {
            for (int i = 0; i < Array.getLength(value); i++) {
                add(recipients, Array.get(value, i));
            }
        } else if (value instanceof CharSequence text) {
            addParts(recipients, text.toString());
        } else {
            add(recipients, value);
        }
        return recipients;
    }

    /** Whether it names nobody. */
    public static boolean isEmpty(Object value) {
        if (value instanceof String text && isOne(text)) {
            return text.isBlank();
        }
        if (value instanceof CharSequence text) {
            return isOne(text) ? isNobody(text) : SEPARATOR.splitAsStream(text).allMatch(String::isBlank);
        }
        if (value instanceof Iterable<?> many) {
            for (Object one : many) {
                if (!isNobody(one)) {
                    return false;
                }
            }
            return true;
        }
        return of(value).isEmpty();
    }

    /** Whether a text holds no separator, as nearly all do: to look for one by a pattern takes longer than the rest. */
    private static boolean isOne(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case ',', ';', '\r', '\n', '\u0085', '\u2028', '\u2029', '\uff0c', '\uff1b' -> {
                    return false;
                }
                default -> {
                    // part of a recipient
                }
            }
        }
        return true;
    }

    private static boolean isNobody(Object one) {
        if (one instanceof String text) {
            return text.isBlank();
        }
        return one == null || one instanceof CharSequence text && text.toString().isBlank()
                || one instanceof Map<?, ?> map && map.isEmpty();
    }

    private static void addParts(List<Object> recipients, String text) {
        if (isOne(text)) {
            add(recipients, text);
            return;
        }
        String[] parts = SEPARATOR.split(text, -1);
        for (String part : parts) {
            if (parts.length > 1 && part.indexOf('@') < 0 && !part.isBlank()
                    && part.codePoints().filter(Character::isDigit).count() < MIN_DIGITS_OF_SEVERAL) {
                throw new IllegalArgumentException(
                        "holds " + Redaction.recipient(part)
                                                   + ", which is too short for one of several: leave out "
                                                   + "extensions and pauses, and give short numbers in a collection.");
            }
            add(recipients, part);
        }
    }

    private static void add(List<Object> recipients, Object one) {
        if (!isNobody(one)) {
            recipients.add(one instanceof String text ? text.strip()
                    : one instanceof CharSequence text ? text.toString().strip() : one);
        }
    }
}
