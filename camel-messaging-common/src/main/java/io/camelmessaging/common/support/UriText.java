/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.hc.core5.net.PercentCodec;

/**
 * Values in the paths and queries of calls.
 */
final class UriText {

    private static final Pattern FIELD = Pattern.compile("\\{([^}]*)}");

    private UriText() {
    }

    /**
     * Moves the fields that a path names in braces into it.
     *
     * @param  operation                as a refusal names it
     * @param  fields                   the fields by name; those that the path names are taken out
     * @throws IllegalArgumentException if a value would lead to another path
     */
    static String expand(String operation, String template, Map<String, Object> fields) {
        Matcher field = FIELD.matcher(template);
        StringBuilder path = new StringBuilder();
        while (field.find()) {
            String value = String.valueOf(fields.remove(field.group(1)));
            if (value.equals(".") || value.equals("..")) {
                throw new IllegalArgumentException(
                        operation + " takes no '" + value + "' as " + field.group(1) + ": it would lead to another path.");
            }
            field.appendReplacement(path, Matcher.quoteReplacement(encode(value)));
        }
        return field.appendTail(path).toString();
    }

    /** Percent-encodes as UTF-8 all but letters, digits and {@code -._~}; a blank becomes {@code %20}. */
    static String encode(String value) {
        return PercentCodec.RFC3986.encode(WellFormedText.of(value));
    }
}
