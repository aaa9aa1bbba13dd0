/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.internal;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the name that somebody most probably meant.
 */
public final class Suggestions {

    private Suggestions() {
    }

    /** A clause such as {@code , did you mean 'sms'?}; empty if no candidate is near. */
    public static String hint(String wrong, Collection<String> candidates) {
        return nearest(wrong, candidates).map(name -> ", did you mean '" + name + "'?").orElse("");
    }

    private static Optional<String> nearest(String wrong, Collection<String> candidates) {
        String given = wrong.toLowerCase(Locale.ROOT);
        // more than half of a name wrong is another name
        int limit = Math.max(1, given.length() / 2);
        return candidates.stream()
                .filter(candidate -> distance(given, candidate.toLowerCase(Locale.ROOT)) <= limit)
                .min(Comparator.comparingInt(candidate -> distance(given, candidate.toLowerCase(Locale.ROOT))));
    }

    /** Levenshtein's distance. */
    public static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
