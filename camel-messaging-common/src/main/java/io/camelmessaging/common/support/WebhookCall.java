/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * A provider's call to a webhook, whatever server took it.
 *
 * @param query   the query parameters of the URL
 * @param form    the fields of a form body; empty for another body
 * @param content the JSON body; null for a form and for no body
 */
public record WebhookCall(Map<String, String> query, Map<String, String> form, JsonNode content) {

    /** How many bytes a call may have; the providers' own are a few hundred. */
    static final int MAX_SIZE = 256 * 1024;

    static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** Somebody else has read the body, which nobody can do twice. */
    static final class BodyGoneException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Reads a call. Whether the body is JSON or a form is told by how it begins, since the providers' content types are
     * not reliable.
     *
     * @param  rawQuery    of {@link #query}
     * @throws IOException if the body is neither, or too large
     */
    static WebhookCall read(Message message, Map<String, String> rawQuery, ObjectMapper mapper) throws IOException {
        Map<String, String> query = InboundText.clean(rawQuery);
        Object body = message.getBody();
        Charset named = InboundText.named(message.getHeader(Exchange.CONTENT_TYPE, String.class));
        if (body instanceof Map<?, ?> fields) {
            return ofServersForm(message, fields, named, query, mapper);
        }
        InboundText.Body content = body instanceof String text
                ? InboundText.body(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
                : InboundText.body(bytes(message, body), named);
        String text = InboundText.clean(content.text()).strip();
        if (text.isEmpty()) {
            if (content.content().length == 0 && announced(message)) {
                throw new BodyGoneException();
            }
            return new WebhookCall(query, Map.of(), null);
        }
        if (isJson(text)) {
            return new WebhookCall(query, Map.of(), json(text, mapper));
        }
        if (text.indexOf('=') <= 0) {
            throw new IOException("The body is neither JSON nor a form");
        }
        return new WebhookCall(query, content.form(), null);
    }

    /**
     * A form that the server has read, which the server may have left encoded. JSON that came as a form is one field
     * whose name begins like JSON, cut at the signs of a form.
     */
    private static WebhookCall ofServersForm(
            Message message, Map<?, ?> fields, Charset named, Map<String, String> query, ObjectMapper mapper)
            throws IOException {
        Map<String, String> form = new LinkedHashMap<>();
        for (Map.Entry<?, ?> field : fields.entrySet()) {
            String raw = String.valueOf(field.getKey());
            Object value = first(field.getValue());
            String text = value == null ? "" : value.toString();
            // a server that decodes gives the same as a header
            boolean decoded = headerValues(message, raw).contains(text);
            form.putIfAbsent(InboundText.clean(InboundText.stripMark(decoded ? raw : InboundText.unescape(raw, named))).strip(),
                    InboundText.clean(decoded ? text : InboundText.unescape(text, named)));
        }
        String start = form.keySet().stream().filter(WebhookCall::isJson).findFirst().orElse(null);
        if (start == null) {
            return new WebhookCall(query, form, null);
        }
        StringBuilder text = new StringBuilder(piece(start, form.remove(start)));
        form.forEach((name, value) -> text.append('&').append(piece(name, value)));
        return new WebhookCall(query, Map.of(), json(text.toString(), mapper));
    }

    /** Whether the call says that it has a body. */
    private static boolean announced(Message message) {
        String length = message.getHeader("Content-Length", String.class);
        return length != null && length.strip().matches("0*[1-9][0-9]*");
    }

    private static String piece(String name, String value) {
        return value.isEmpty() ? name : name + "=" + value;
    }

    private static Object first(Object value) {
        if (value instanceof Iterable<?> several) {
            Iterator<?> each = several.iterator();
            return each.hasNext() ? each.next() : null;
        }
        return value instanceof Object[] several ? several.length == 0 ? null : several[0] : value;
    }

    private static List<String> headerValues(Message message, String name) {
        Object header = message.getHeader(name);
        if (header instanceof Collection<?> several) {
            return several.stream().map(String::valueOf).toList();
        }
        return header == null ? List.of() : List.of(header.toString());
    }

    private static boolean isJson(String text) {
        return text.startsWith("{") || text.startsWith("[");
    }

    private static JsonNode json(String text, ObjectMapper mapper) throws IOException {
        JsonNode tree = mapper.readTree(text);
        // only an escape can stand for what the text itself was cleaned of
        return text.indexOf('\\') < 0 ? tree : clean(tree);
    }

    /** Escapes of JSON may stand for what no database takes. */
    private static JsonNode clean(JsonNode node) {
        if (node.isTextual()) {
            return TextNode.valueOf(InboundText.clean(node.textValue()));
        }
        if (node instanceof ObjectNode object) {
            ObjectNode clean = object.objectNode();
            object.properties().forEach(
                    field -> clean.set(InboundText.clean(field.getKey()), clean(field.getValue())));
            return clean;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode clean = array.arrayNode(array.size());
            array.forEach(each -> clean.add(clean(each)));
            return clean;
        }
        return node;
    }

    /**
     * A phone number whose plus the provider did not escape, so that it was read as a blank: with its plus. Anything
     * else as it is.
     *
     * @param value the value of a field that holds a number, or null
     */
    public static String number(String value) {
        return value == null ? null : InboundText.number(value);
    }

    /** The text of a JSON value; a null is an empty text. */
    public static String text(JsonNode value) {
        return value.isNull() ? "" : value.isValueNode() ? value.asText() : value.toString();
    }

    /** The query parameters alone: a server mixes them with headers and form fields. */
    static Map<String, String> query(Message message) {
        String raw = message.getHeader(Exchange.HTTP_QUERY, String.class);
        return raw == null ? Map.of() : InboundText.query(raw);
    }

    private static byte[] bytes(Message message, Object body) throws IOException {
        if (body == null) {
            return new byte[0];
        }
        byte[] content = body instanceof InputStream open ? open.readNBytes(MAX_SIZE + 1) : message.getBody(byte[].class);
        if (content == null) {
            throw new IOException("The body cannot be read as bytes");
        }
        if (content.length > MAX_SIZE) {
            throw new TooLargeException();
        }
        return content;
    }
}
