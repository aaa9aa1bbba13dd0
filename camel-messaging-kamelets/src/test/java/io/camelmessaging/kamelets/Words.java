/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.kamelets;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.apache.camel.util.StringHelper;

/**
 * How the names of operations are written.
 */
final class Words {

    private static final Set<String> ABBREVIATIONS = Set.of("sms", "mms", "rcs", "hlr");

    private Words() {
    }

    /** Such as {@code sms-one-way}. */
    static String kebab(String name) {
        return StringHelper.camelCaseToDash(name);
    }

    /** Such as {@code SMS One Way}. */
    static String title(String name) {
        return Arrays.stream(kebab(name).split("-"))
                .map(word -> ABBREVIATIONS.contains(word) ? word.toUpperCase() : StringHelper.capitalize(word))
                .collect(Collectors.joining(" "));
    }

    /** A sentence that goes on behind a colon: {@code Sends an SMS} in lower case, {@code SMS to a number} as it is. */
    static String afterColon(String sentence) {
        return ABBREVIATIONS.contains(StringHelper.before(sentence, " ", sentence).toLowerCase())
                ? sentence : StringHelper.decapitalize(sentence);
    }

    /** What stands in braces in a path; none of no path. */
    static List<String> inBraces(String path) {
        return path == null
                ? List.of()
                : Pattern.compile("\\{(\\w+)}").matcher(path).results().map((MatchResult brace) -> brace.group(1)).toList();
    }
}
