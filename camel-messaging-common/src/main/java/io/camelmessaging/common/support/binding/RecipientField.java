/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support.binding;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Where a request says to whom it goes: its component that is marked as {@link CommonField#TO}.
 */
public final class RecipientField {

    private final FieldSpec field;

    private RecipientField(FieldSpec field) {
        this.field = field;
    }

    /** The field of a request type; empty if it goes to nobody. */
    public static Optional<RecipientField> of(Class<? extends Record> requestType) {
        return Arrays.stream(requestType.getRecordComponents()).filter(RecipientField::isMarked).findFirst()
                .map(component -> new RecipientField(FieldSpec.of(component, 0, "any")));
    }

    private static boolean isMarked(RecordComponent component) {
        RequestField mark = component.getAnnotation(RequestField.class);
        return mark != null && mark.value() == CommonField.TO;
    }

    /** The recipients of a request, as they are sent. */
    public List<String> in(Record request) {
        Object value = field.valueIn(request);
        if (value instanceof Collection<?> many) {
            return many.stream().map(String::valueOf).toList();
        }
        return value == null ? List.of() : List.of(value.toString());
    }
}
