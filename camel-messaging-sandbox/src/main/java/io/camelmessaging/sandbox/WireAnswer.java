/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * A provider's answer.
 *
 * @param status      HTTP status
 * @param contentType content type
 * @param body        body
 * @param headers     further headers
 */
public record WireAnswer(int status, String contentType, String body, Map<String, String> headers) {

    static final ObjectMapper JSON = new ObjectMapper();

    /** A JSON answer; the value may be anything that Jackson writes. */
    public static WireAnswer json(int status, Object value) {
        return new WireAnswer(status, "application/json", toJson(value), Map.of());
    }

    /** An answer of plain text. */
    public static WireAnswer text(int status, String text) {
        return new WireAnswer(status, "text/plain", text, Map.of());
    }

    public WireAnswer withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new WireAnswer(status, contentType, body, more);
    }

    WireAnswer withBody(String other) {
        return new WireAnswer(status, contentType, other, headers);
    }

    /** Writes a value as JSON. */
    public static String toJson(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not writable as JSON: " + value.getClass().getName(), e);
        }
    }
}
