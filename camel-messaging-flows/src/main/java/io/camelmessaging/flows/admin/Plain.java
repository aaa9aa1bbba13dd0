/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.admin;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * What routes and JMX get: Maps and Lists of texts, numbers and truth values, which every language and JSON can read.
 */
final class Plain {

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private Plain() {
    }

    /** A record as a Map of its components that are not null, and so on inside; times as text. */
    static Object of(Object value) {
        if (value instanceof Record row) {
            return fields(row);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Plain::of).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, one) -> copy.put(key.toString(), of(one)));
            return copy;
        }
        return value == null || value instanceof Number || value instanceof Boolean ? value : value.toString();
    }

    private static Map<String, Object> fields(Record row) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (RecordComponent component : row.getClass().getRecordComponents()) {
            Object value = value(row, component);
            if (value != null) {
                fields.put(component.getName(), of(value));
            }
        }
        return fields;
    }

    private static Object value(Record row, RecordComponent component) {
        try {
            return component.getAccessor().invoke(row);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("A record that cannot be read.", e);
        }
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(of(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Plain values that JSON cannot hold.", e);
        }
    }
}
