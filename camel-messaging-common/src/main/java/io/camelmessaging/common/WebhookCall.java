package io.camelmessaging.common;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
    static final int LARGEST = 256 * 1024;

    static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Reads a call. Whether the body is JSON or a form is told by how it begins, since the providers' content types are
     * not reliable.
     *
     * @param  query       of {@link #query}
     * @throws IOException if the body is neither, or too large
     */
    static WebhookCall read(Message message, Map<String, String> query, ObjectMapper mapper) throws IOException {
        Object body = message.getBody();
        if (body instanceof Map<?, ?> fields) {
            Map<String, String> form = new LinkedHashMap<>();
            fields.forEach((name, value) -> form.put(String.valueOf(name), String.valueOf(value)));
            return new WebhookCall(query, form, null);
        }
        String text = new String(bytes(message, body), StandardCharsets.UTF_8).strip();
        if (text.isEmpty()) {
            return new WebhookCall(query, Map.of(), null);
        }
        if (text.startsWith("{") || text.startsWith("[")) {
            return new WebhookCall(query, Map.of(), mapper.readTree(text));
        }
        if (text.indexOf('=') <= 0) {
            throw new IOException("The body is neither JSON nor a form");
        }
        return new WebhookCall(query, decode(text), null);
    }

    /** The query parameters alone: a server mixes them with headers and form fields. */
    static Map<String, String> query(Message message) {
        String raw = message.getHeader(Exchange.HTTP_QUERY, String.class);
        return raw == null ? Map.of() : decode(raw);
    }

    private static byte[] bytes(Message message, Object body) throws IOException {
        if (body == null) {
            return new byte[0];
        }
        InputStream stream = body instanceof InputStream open ? open : null;
        if (stream == null) {
            byte[] whole = message.getBody(byte[].class);
            if (whole == null) {
                throw new IOException("The body cannot be read as bytes");
            }
            stream = new ByteArrayInputStream(whole);
        }
        byte[] content = stream.readNBytes(LARGEST + 1);
        if (content.length > LARGEST) {
            throw new TooLargeException();
        }
        return content;
    }

    private static Map<String, String> decode(String encoded) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : encoded.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.putIfAbsent(unescape(pair.substring(0, equals)), unescape(pair.substring(equals + 1)));
            }
        }
        return fields;
    }

    private static String unescape(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // a stray percent sign
            return value;
        }
    }
}
