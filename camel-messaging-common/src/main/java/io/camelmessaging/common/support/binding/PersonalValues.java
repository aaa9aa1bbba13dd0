/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support.binding;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The numbers, addresses and texts of a request, as no log or exception may show them.
 */
public final class PersonalValues {

    private PersonalValues() {
    }

    /**
     * The personal values of a request and of the records in it.
     *
     * @param request a request, or null
     */
    public static List<String> of(Record request) {
        List<String> values = new ArrayList<>();
        collect(request, false, values);
        return values;
    }

    private static void collect(Object value, boolean personal, List<String> values) {
        if (value instanceof Record request) {
            for (RecordComponent component : request.getClass().getRecordComponents()) {
                FieldSpec field = FieldSpec.of(component, 0, "any");
                collect(field.valueIn(request), personal || isPersonal(field), values);
            }
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(one -> collect(one, true, values));
        } else if (value instanceof Collection<?> many) {
            many.forEach(one -> collect(one, personal, values));
        } else if (personal && (value instanceof CharSequence || value instanceof Number)) {
            values.add(String.valueOf(value));
        }
    }

    private static boolean isPersonal(FieldSpec field) {
        return field.personal() || switch (field.neutral()) {
            case TO, TEXT, SUBJECT, CALLBACK_URL -> true;
            default -> false;
        };
    }
}
