/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support.binding;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a request record consists of, and its making from values in the order of its components.
 *
 * @param <R> the record
 */
final class RequestSchema<R extends Record> {

    private static final int ROOM = 256;

    private final Constructor<R> constructor;
    private final List<FieldSpec> fields = new ArrayList<>();
    /** With room enough that keys rarely share a place in it; all of a Map body's are looked up there. */
    private final Map<String, FieldSpec> byKey = new LinkedHashMap<>(ROOM);
    private final Map<String, FieldSpec> byWire = new HashMap<>();
    private final Map<CommonField, FieldSpec> byCommonField = new EnumMap<>(CommonField.class);
    private int extraPosition = -1;

    RequestSchema(Class<R> requestType, String scheme) {
        RecordComponent[] components = requestType.getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            if (FieldSpec.EXTRA.equals(components[i].getName())) {
                extraPosition = i;
            } else {
                fields.add(FieldSpec.of(components[i], i, scheme));
            }
        }
        for (FieldSpec field : fields) {
            field.keys().forEach(key -> byKey.put(key, field));
            byWire.putIfAbsent(field.wire(), field);
            byCommonField.putIfAbsent(field.neutral(), field);
        }
        try {
            constructor = requestType.getConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("The request " + requestType.getName() + " is not public.", e);
        }
    }

    /** The fields that we know. */
    List<FieldSpec> fields() {
        return fields;
    }

    /** The field that goes by a name in a Map body; null if there is none. */
    FieldSpec named(String key) {
        return byKey.get(key);
    }

    /** The field of that wire name; null if there is none. */
    FieldSpec wired(String wire) {
        return byWire.get(wire);
    }

    /** All names in a Map body. */
    Set<String> keys() {
        return byKey.keySet();
    }

    /** The first field of that neutral name; null if there is none. */
    FieldSpec neutral(CommonField name) {
        return byCommonField.get(name);
    }

    /** How many components there are. */
    int size() {
        return constructor.getParameterCount();
    }

    /** Whether a component holds the fields that we do not know. */
    boolean hasExtra() {
        return extraPosition >= 0;
    }

    /** Which component does. */
    int extraPosition() {
        return extraPosition;
    }

    /**
     * A request of these values.
     *
     * @param values one of each component, or null for none
     */
    R make(Object[] values) {
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException refused) {
                throw refused;
            }
            throw new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
