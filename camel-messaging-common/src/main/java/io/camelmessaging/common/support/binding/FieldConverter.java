/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support.binding;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camelmessaging.common.internal.Redaction;

/**
 * Makes of a value, wherever it came from, the one that a field of a request takes.
 */
final class FieldConverter {

    private static final String NUMBER = "number";

    private final String operation;
    private final ObjectMapper mapper;
    private final PlainJson json;
    private final Numbers numbers;
    private final Senders senders;
    private final BinaryOperator<String> callbacks;

    FieldConverter(String operation, ObjectMapper mapper, PlainJson json, Numbers numbers, Senders senders,
                   BinaryOperator<String> callbacks) {
        this.operation = operation;
        this.mapper = mapper;
        this.json = json;
        this.numbers = numbers;
        this.senders = senders;
        this.callbacks = callbacks;
    }

    /**
     * The value of a field, as it is sent.
     *
     * @throws IllegalArgumentException if it is none
     */
    Object convert(FieldSpec field, ResolvedValue sourced) {
        Object converted = field.limits().checked(operation, field.wire(), sourced.source(), typed(field, sourced));
        if (field.sender() && converted instanceof String sender) {
            senders.check(sender, field.wire(), sourced.source());
        }
        return converted;
    }

    private Object typed(FieldSpec field, ResolvedValue sourced) {
        Object value = sourced.value();
        if (field.neutral() == CommonField.SCHEDULE) {
            ScheduleRange.check(operation, value, sourced.source());
        }
        if (field.flag()) {
            Integer flag = Flags.number(value);
            if (flag == null) {
                throw new IllegalArgumentException(
                        operation + " takes true (1) or false (0) as " + field.wire() + " (" + sourced.source()
                                                   + "), and got neither.");
            }
            return flag;
        }
        if (field.type() == Boolean.class) {
            value = Flags.truth(value);
        }
        if (field.neutral() == CommonField.TO && field.type() != String.class) {
            value = recipients(sourced);
        }
        if (field.neutral() == CommonField.CALLBACK_URL) {
            value = callbacks.apply(String.valueOf(value), sourced.source());
        }
        if (field.phoneNumber()) {
            value = !FieldSpec.isScalar(value) && value instanceof List<?> many
                    ? many.stream().map(one -> (Object) numbers.wire(number(one), sourced.source())).toList()
                    : numbers.wire(number(value), sourced.source());
        }
        Nesting.check(operation, field.wire(), value);
        if (field.isTaken(value)) {
            return value;
        }
        if (field.isTextList() && value instanceof List<?> many && many.stream().allMatch(String.class::isInstance)) {
            // thousands of recipients, which Jackson would make the tokens of a document first
            return new ArrayList<>(many);
        }
        try {
            return mapper.convertValue(value, mapper.getTypeFactory().constructType(field.type()));
        } catch (IllegalArgumentException e) {
            String shown = field.personal() || !(value instanceof CharSequence || value instanceof Number)
                    ? ""
                    : " and '" + Redaction.text(String.valueOf(value)) + "' is none";
            throw new IllegalArgumentException(
                    operation + " takes " + typeName(field.type()) + " as " + field.wire() + " (" + sourced.source() + ")"
                                               + shown + rootCause(e) + ".");
        }
    }

    /** The recipients that a value names. */
    List<Object> recipients(ResolvedValue sourced) {
        try {
            return Recipients.of(sourced.value());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    operation + " got a text of recipients (" + sourced.source() + ") that "
                                               + e.getMessage());
        }
    }

    /** A number; some wires have an object around it. */
    private Object number(Object value) {
        Object plain = json.of(value);
        return !FieldSpec.isScalar(plain) && plain instanceof Map<?, ?> map && map.size() == 1 && map.containsKey(NUMBER)
                ? map.get(NUMBER) : plain;
    }

    /** A reason that a bean gave, not one of Jackson's, which quote values. */
    private static String rootCause(IllegalArgumentException e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof JsonProcessingException || cause == e ? "" : ": " + Redaction.text(cause.getMessage());
    }

    private static String typeName(Type type) {
        String name = type instanceof Class<?> plain ? plain.getSimpleName() : type.getTypeName();
        return switch (name) {
            case "Integer", "Long" -> "a whole number";
            case "Boolean" -> "true or false";
            case "Instant" -> "an ISO-8601 time";
            default -> "a " + name.replaceAll("[a-z]+\\.", "");
        };
    }
}
