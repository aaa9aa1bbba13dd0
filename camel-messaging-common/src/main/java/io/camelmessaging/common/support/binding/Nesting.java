/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support.binding;

import java.util.Map;

/**
 * How deep a value nests: one that holds itself never ends.
 */
final class Nesting {

    private static final int DEEPEST = 50;

    private Nesting() {
    }

    /**
     * @throws IllegalArgumentException if a Map or collection nests too deep, or holds itself
     */
    static void check(String operation, String field, Object value) {
        if (deeper(value, DEEPEST)) {
            throw new IllegalArgumentException(
                    operation + " got a value of " + field + " that holds itself, or nests deeper than " + DEEPEST
                                               + " levels: send plain data.");
        }
    }

    private static boolean deeper(Object value, int left) {
        if (FieldSpec.isScalar(value)) {
            return false;
        }
        Iterable<?> inner = value instanceof Map<?, ?> map ? map.values()
                : value instanceof Iterable<?> many && !(value instanceof java.nio.file.Path) ? many
                : value instanceof Object[] array ? java.util.Arrays.asList(array) : null;
        if (inner == null) {
            return false;
        }
        if (left == 0) {
            return true;
        }
        for (Object one : inner) {
            if (deeper(one, left - 1)) {
                return true;
            }
        }
        return false;
    }
}
