/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Unknown fields, kept in their order; {@code null} values among them, which {@code Map.copyOf} refuses.
 */
public final class ExtraFields {

    private ExtraFields() {
    }

    /** An unmodifiable copy; empty for null. */
    public static Map<String, Object> copy(Map<String, Object> fields) {
        return fields == null || fields.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
}
