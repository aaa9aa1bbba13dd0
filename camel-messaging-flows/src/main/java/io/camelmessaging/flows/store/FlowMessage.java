/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.PatternHelper;

/**
 * A message as it survives a restart: its body and the headers that matter, in JSON.
 *
 * @param body    text, a Map or a List
 * @param headers texts, numbers, truth values, times, bytes, and Maps and Lists of them; what is read back has the type
 *                that was given, except that constants of an enum are kept by their names and Collections as Lists
 */
public record FlowMessage(Object body, Map<String, Object> headers) {

    /** The header with the context of a trace, in the form of the W3C. */
    public static final String TRACE_PARENT = "traceparent";
    /** The headers that lead a trace on. */
    public static final List<String> TRACE_CONTEXT = List.of(TRACE_PARENT, "tracestate");

    private static final ObjectMapper MAPPER = JsonMapper.builder().build();
    private static final int MAX_DEPTH = 50;
    private static final String NEUTRAL_HEADERS = "CamelMessaging*";

    public FlowMessage {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /**
     * What an exchange holds.
     *
     * @param  kept                     names of headers to keep besides {@code CamelMessaging...}; may end in {@code *}
     * @throws IllegalArgumentException if the body or a header cannot be kept
     */
    public static FlowMessage of(Exchange exchange, List<String> kept) {
        Map<String, Object> headers = new LinkedHashMap<>();
        exchange.getMessage().getHeaders().forEach((name, value) -> {
            if (value instanceof String && TRACE_CONTEXT.contains(name)) {
                headers.put(name, value);
            } else if (value != null && (PatternHelper.matchPattern(name, NEUTRAL_HEADERS)
                    || kept.stream().anyMatch(pattern -> PatternHelper.matchPattern(name, pattern)))) {
                headers.put(name, plain(value, "The header " + name, 0));
            }
        });
        return new FlowMessage(body(exchange), headers);
    }

    private static Object body(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        if (body == null || body instanceof Map || body instanceof Collection) {
            return plain(body, "The body", 0);
        }
        String text = body instanceof String || body instanceof byte[] || hasTextOf(exchange, body.getClass())
                ? exchange.getMessage().getBody(String.class) : null;
        if (text == null) {
            throw refused("The body", body);
        }
        return text;
    }

    /** Whether a converter gives its text; the last resort of them all, toString(), does not count. */
    private static boolean hasTextOf(Exchange exchange, Class<?> type) {
        return exchange.getContext().getTypeConverterRegistry().lookup(String.class, type) != null;
    }

    private static Object plain(Object value, String what, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException(
                    what + " is nested more than " + MAX_DEPTH + " deep, or holds itself: give less of it.");
        }
        if (ValueCodec.holds(value)) {
            return value;
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, one) -> copy.put(String.valueOf(key), plain(one, what, depth + 1)));
            return copy;
        }
        if (value instanceof Collection<?> list) {
            List<Object> copy = new ArrayList<>();
            list.forEach(one -> copy.add(plain(one, what, depth + 1)));
            return copy;
        }
        throw refused(what, value);
    }

    private static IllegalArgumentException refused(String what, Object value) {
        return new IllegalArgumentException(
                what + " is a " + value.getClass().getName()
                                            + ", and a flow keeps text, numbers, times, bytes, and Maps and Lists of them: "
                                            + "convert it before, for example to the text of the message.");
    }

    /** Writes body and headers to a message, whose other headers stay, those of the trace that it is in among them. */
    public void writeTo(Message target) {
        target.setBody(body);
        headers.forEach((name, value) -> {
            if (!TRACE_CONTEXT.contains(name)) {
                target.setHeader(name, value);
            }
        });
    }

    /** A header as text; null if there is none. */
    public String header(String name) {
        Object value = headers.get(name);
        return value == null ? null : value.toString();
    }

    public String toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("body", ValueCodec.encode(body));
        Map<String, Object> encoded = new LinkedHashMap<>();
        headers.forEach((name, value) -> encoded.put(name, ValueCodec.encode(value)));
        json.put("headers", encoded);
        return write(json);
    }

    public static FlowMessage ofJson(String json) {
        Map<?, ?> read = read(json);
        Map<String, Object> headers = new LinkedHashMap<>();
        ((Map<?, ?>) read.get("headers")).forEach((name, value) -> headers.put((String) name, ValueCodec.decode(value)));
        return new FlowMessage(ValueCodec.decode(read.get("body")), headers);
    }

    public static String write(Map<String, ?> values) {
        try {
            return MAPPER.writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Plain values that JSON cannot hold.", e);
        }
    }

    public static Map<?, ?> read(String json) {
        try {
            return MAPPER.readValue(json, Map.class);
        } catch (JsonProcessingException e) {
            // the cause would quote the message
            throw new IllegalStateException("A row of messaging_flow holds JSON that cannot be read.");
        }
    }

    /** Names no header and no text. */
    @Override
    public String toString() {
        return "FlowMessage[" + headers.size() + " headers]";
    }
}
