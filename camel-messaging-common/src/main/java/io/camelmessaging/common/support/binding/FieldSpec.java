/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support.binding;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.apache.camel.util.StringHelper;

/**
 * One field of a request: its names and where its value may come from.
 */
record FieldSpec(String name, int position, Method accessor, String wire, CommonField neutral, boolean required,
        boolean phoneNumber, boolean body, boolean personal, boolean message,
        boolean sender, boolean flag, FieldLimits limits,
        Type type, String header, Sources from) {

    /** Where a value came from, as a refusal tells it; made once, since every value of every message has one. */
    record Sources(String body, String header, String neutral, String option) {
    }

    /** The record component that holds the fields which the provider has and we do not know. */
    static final String EXTRA = "extraFields";

    static String header(String scheme, String name) {
        return "Camel" + StringHelper.capitalize(scheme) + StringHelper.capitalize(name);
    }

    static FieldSpec of(RecordComponent component, int position, String scheme) {
        RequestField field = component.getAnnotation(RequestField.class);
        // Jackson's annotation is kept on the accessor, not on the component
        Method accessor = component.getAccessor();
        // a provider's own record, such as that of a list of messages, need not be public
        accessor.setAccessible(true);
        JsonProperty property = accessor.getAnnotation(JsonProperty.class);
        String name = component.getName();
        String wire = property == null || property.value().isEmpty() ? name : property.value();
        CommonField neutral = field == null ? CommonField.NONE : field.value();
        String header = header(scheme, name);
        return new FieldSpec(
                name, position, accessor, wire, neutral, field != null && field.required(),
                field != null && field.phoneNumber(),
                neutral == CommonField.TEXT || field != null && field.body(),
                neutral == CommonField.TEXT || neutral == CommonField.TO
                        || field != null && (field.personal() || field.phoneNumber()),
                field != null && field.message(), field != null && field.sender(), field != null && field.flag(),
                FieldLimits.of(field),
                component.getGenericType(), header,
                new Sources(
                        "body field " + wire, "header " + header, "header " + neutral.header(),
                        "option " + option(name, neutral)));
    }

    /** Whether a value is what the field holds, and needs no conversion; a collection or Map is looked into. */
    boolean isTaken(Object value) {
        return type instanceof Class<?> plain && plain.isInstance(value) && !plain.isArray()
                && (isScalar(value) || !(value instanceof Collection<?>) && !(value instanceof Map<?, ?>));
    }

    /**
     * Whether a value is one of those that nearly all are. That it is of a class is told by one comparison; that it is
     * of none of several interfaces takes a search through all that its class has.
     */
    static boolean isScalar(Object value) {
        return value instanceof String || value instanceof Number || value instanceof Boolean;
    }

    /** Whether the field holds a list of texts. */
    boolean isTextList() {
        return type instanceof ParameterizedType list && list.getRawType() == List.class
                && list.getActualTypeArguments()[0] == String.class;
    }

    /** What a request has there, or null. */
    Object valueIn(Record request) {
        try {
            return accessor.invoke(request);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Every key under which a Map body may hold it. */
    List<String> keys() {
        List<String> keys = new ArrayList<>(List.of(wire));
        if (!name.equals(wire)) {
            keys.add(name);
        }
        if (neutral.key() != null && !keys.contains(neutral.key())) {
            keys.add(neutral.key());
        }
        return keys;
    }

    /** The name of the option that may supply it. */
    String option() {
        return option(name, neutral);
    }

    private static String option(String name, CommonField neutral) {
        return neutral.key() == null ? name : neutral.key();
    }

    /** A clause that says what would supply it. */
    String sources(boolean hasOption) {
        List<String> sources = new ArrayList<>();
        if (body) {
            sources.add("a text body");
        }
        sources.add("the key " + String.join(" or ", keys()) + " of a Map body");
        sources.add("the header " + (neutral.header() == null ? header : neutral.header()));
        if (hasOption) {
            sources.add("the option " + option());
        }
        return String.join(", ", sources.subList(0, sources.size() - 1)) + " or " + sources.get(sources.size() - 1);
    }
}
