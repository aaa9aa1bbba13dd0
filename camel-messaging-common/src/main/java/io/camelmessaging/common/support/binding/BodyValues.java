/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support.binding;

/**
 * What a body gives to the fields of a request, in the order of the record's components.
 */
final class BodyValues {

    private final Object[] values;
    private Object extra;

    BodyValues(RequestSchema<?> shape) {
        this.values = new Object[shape.size()];
    }

    /** What the body gives to a field, or null. */
    Object of(FieldSpec field) {
        return values[field.position()];
    }

    void set(FieldSpec field, Object value) {
        values[field.position()] = value;
    }

    /** The fields that the provider has and we do not know, or null. */
    Object extra() {
        return extra;
    }

    void setExtra(Object given) {
        extra = given;
    }
}
