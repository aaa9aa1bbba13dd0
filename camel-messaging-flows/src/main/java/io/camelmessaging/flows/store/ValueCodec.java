/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.store;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * Values as JSON holds them, and back: what comes out is of the type that went in.
 * <p>
 * Text, truth values, Integer and finite Double are written as they are. Each other type is an object with one field,
 * whose name is {@code @} and the type. A Map with a key that begins so is {@code @Map} around itself.
 */
public final class ValueCodec {

    private static final String MARK = "@";
    private static final String MAP = "@Map";

    private static final List<Type<?>> TYPES = List.of(
            new Type<>(Long.class, Object::toString, Long::valueOf),
            new Type<>(Short.class, Object::toString, Short::valueOf),
            new Type<>(Byte.class, Object::toString, Byte::valueOf),
            new Type<>(Float.class, Object::toString, Float::valueOf),
            // those that JSON has no number for: NaN and the infinities
            new Type<>(Double.class, Object::toString, Double::valueOf),
            new Type<>(BigDecimal.class, BigDecimal::toString, BigDecimal::new),
            new Type<>(BigInteger.class, BigInteger::toString, BigInteger::new),
            new Type<>(Character.class, Object::toString, text -> text.charAt(0)),
            new Type<>(Instant.class, Instant::toString, Instant::parse),
            new Type<>(LocalDate.class, LocalDate::toString, LocalDate::parse),
            new Type<>(LocalTime.class, LocalTime::toString, LocalTime::parse),
            new Type<>(LocalDateTime.class, LocalDateTime::toString, LocalDateTime::parse),
            new Type<>(OffsetDateTime.class, OffsetDateTime::toString, OffsetDateTime::parse),
            new Type<>(ZonedDateTime.class, ZonedDateTime::toString, ZonedDateTime::parse),
            new Type<>(Duration.class, Duration::toString, Duration::parse),
            new Type<>(Date.class, date -> Long.toString(date.getTime()), text -> new Date(Long.parseLong(text))),
            new Type<>(UUID.class, UUID::toString, UUID::fromString),
            new Type<>(byte[].class, Base64.getEncoder()::encodeToString, Base64.getDecoder()::decode));

    private record Type<T>(Class<T> type, Function<T, String> write, Function<String, T> read) {

        String mark() {
            return MARK + type.getSimpleName();
        }

        Map<String, Object> encode(Object value) {
            return Map.of(mark(), write.apply(type.cast(value)));
        }
    }

    private ValueCodec() {
    }

    /** Whether a value that is neither Map nor Collection can be kept. */
    public static boolean holds(Object value) {
        return isPlain(value) || TYPES.stream().anyMatch(type -> type.type() == value.getClass());
    }

    private static boolean isPlain(Object value) {
        return value == null || value instanceof String || value instanceof Boolean || value instanceof Integer
                || value instanceof Double number && Double.isFinite(number);
    }

    /** What JSON can hold. */
    public static Object encode(Object value) {
        if (isPlain(value)) {
            return value;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> encoded = new LinkedHashMap<>();
            map.forEach((key, one) -> encoded.put(String.valueOf(key), encode(one)));
            return encoded.keySet().stream().anyMatch(key -> key.startsWith(MARK)) ? Map.of(MAP, encoded) : encoded;
        }
        if (value instanceof Collection<?> list) {
            List<Object> encoded = new ArrayList<>();
            list.forEach(one -> encoded.add(encode(one)));
            return encoded;
        }
        return TYPES.stream().filter(type -> type.type() == value.getClass()).findFirst()
                .orElseThrow(() -> new IllegalStateException("No type of value for " + value.getClass().getName()))
                .encode(value);
    }

    /** The value of what was read from JSON. */
    public static Object decode(Object json) {
        if (json instanceof Map<?, ?> map) {
            return decode(map);
        }
        if (json instanceof List<?> list) {
            List<Object> values = new ArrayList<>();
            list.forEach(one -> values.add(decode(one)));
            return values;
        }
        return json;
    }

    private static Object decode(Map<?, ?> map) {
        if (map.size() == 1) {
            Map.Entry<?, ?> only = map.entrySet().iterator().next();
            if (only.getKey().equals(MAP) && only.getValue() instanceof Map<?, ?> marked) {
                return fields(marked);
            }
            for (Type<?> type : TYPES) {
                if (type.mark().equals(only.getKey()) && only.getValue() instanceof String text) {
                    return type.read().apply(text);
                }
            }
        }
        return fields(map);
    }

    private static Map<String, Object> fields(Map<?, ?> map) {
        Map<String, Object> values = new LinkedHashMap<>();
        map.forEach((key, one) -> values.put((String) key, decode(one)));
        return values;
    }
}
