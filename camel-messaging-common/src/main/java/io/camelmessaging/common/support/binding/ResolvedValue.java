/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support.binding;

import java.util.Collection;

/**
 * A value and where it came from.
 *
 * @param value  the value
 * @param source the body field, header or option, as a refusal tells it
 */
record ResolvedValue(Object value, String source) {

    /** Whether a value counts: blank text and an empty collection do not. */
    static boolean isGiven(Object value) {
        if (value instanceof String text) {
            return !text.isBlank();
        }
        return value != null && !(value instanceof CharSequence text && text.toString().isBlank())
                && !(value instanceof Collection<?> many && many.isEmpty());
    }

    /** Whether it counts for a field: recipients that are all blank do not. */
    static boolean isGiven(FieldSpec field, Object value) {
        return isGiven(value) && (field.neutral() != CommonField.TO || !Recipients.isEmpty(value));
    }
}
