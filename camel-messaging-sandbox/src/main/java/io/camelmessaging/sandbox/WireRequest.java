/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sandbox;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A request as a provider sees it.
 *
 * @param method  HTTP method
 * @param path    path without the provider's prefix, percent-encoded as it came
 * @param query   query parameters, decoded
 * @param headers headers by lower-case name
 * @param body    body as UTF-8 text
 */
public record WireRequest(String method, String path, Map<String, String> query, Map<String, String> headers, String body) {

    /** The request without the beginning of its path. */
    WireRequest below(String prefix) {
        return new WireRequest(method, path.substring(prefix.length()), query, headers, body);
    }

    /** The header's value, or an empty text. */
    public String header(String name) {
        return headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), "");
    }

    /** User and password of Basic authentication, joined by a colon; empty without it. */
    public Optional<String> basicCredentials() {
        String authorization = header("Authorization");
        if (!authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            return Optional.empty();
        }
        try {
            byte[] decoded = Base64.getDecoder().decode(authorization.substring(6).trim());
            return Optional.of(new String(decoded, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The body as a JSON object: parsed from JSON, or made of form fields; empty if it is neither. */
    public Optional<ObjectNode> object() {
        if (header("Content-Type").startsWith("application/x-www-form-urlencoded")) {
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            parameters(body).forEach(node::put);
            return Optional.of(node);
        }
        return json().filter(ObjectNode.class::isInstance).map(ObjectNode.class::cast);
    }

    /** The body as JSON; empty if it is not JSON. */
    public Optional<JsonNode> json() {
        try {
            return Optional.ofNullable(WireAnswer.JSON.readTree(body));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Decodes {@code a=b&c=d}. */
    public static Map<String, String> parameters(String encoded) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : encoded.split("&")) {
            if (!pair.isEmpty()) {
                String[] nameAndValue = pair.split("=", 2);
                parameters.put(decoded(nameAndValue[0]), nameAndValue.length == 1 ? "" : decoded(nameAndValue[1]));
            }
        }
        return parameters;
    }

    /** The text itself if it is not percent-encoded as it should be. */
    private static String decoded(String encoded) {
        try {
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return encoded;
        }
    }
}
