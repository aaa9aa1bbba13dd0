/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sandbox;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/**
 * What somebody may have meant by a name that nobody knows.
 */
final class Suggestions {

    private static final int FARTHEST = 3;

    private Suggestions() {
    }

    /** {@code "; did you mean NAME?"}, or the known names where none is near. */
    static String hint(String unknown, Collection<String> known) {
        return known.stream().filter(name -> distance(unknown, name) <= Math.min(FARTHEST, name.length() / 2))
                .min(Comparator.<String> comparingInt(name -> distance(unknown, name)).thenComparing(name -> name))
                .map(name -> "; did you mean " + name + "?")
                .orElse("; known are " + String.join(", ", known.stream().sorted().toList()) + ".");
    }

    /** How many characters have to be changed, added or left out, whatever their case. */
    private static int distance(String one, String other) {
        String left = one.toLowerCase(Locale.ROOT);
        String right = other.toLowerCase(Locale.ROOT);
        if (left.length() > right.length() + FARTHEST) {
            return Integer.MAX_VALUE;
        }
        int[] above = new int[right.length() + 1];
        for (int column = 0; column < above.length; column++) {
            above[column] = column;
        }
        for (int row = 1; row <= left.length(); row++) {
            int[] current = new int[above.length];
            current[0] = row;
            for (int column = 1; column < above.length; column++) {
                int change = left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1;
                current[column] = Math.min(above[column - 1] + change,
                        1 + Math.min(above[column], current[column - 1]));
            }
            above = current;
        }
        return above[right.length()];
    }
}
