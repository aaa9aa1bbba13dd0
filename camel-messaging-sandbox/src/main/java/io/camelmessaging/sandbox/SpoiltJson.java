/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * Answers as no provider should give them.
 */
final class SpoiltJson {

    private static final int PADDING = 12 * 1024 * 1024;

    private SpoiltJson() {
    }

    static String truncated(String body) {
        return body.substring(0, body.length() / 2);
    }

    static String oversized(String body) {
        String padding = "\"padding\":\"" + "x".repeat(PADDING) + "\"";
        return body.startsWith("{\"") ? "{" + padding + "," + body.substring(1) : "{" + padding + "}";
    }

    static String wrongTypes(String body) {
        return rewrite(body, SpoiltJson::otherType);
    }

    static String nullArrays(String body) {
        return rewrite(body, node -> node.isArray() ? NullNode.instance : node);
    }

    private static JsonNode otherType(JsonNode node) {
        if (node.isNumber() || node.isBoolean()) {
            return TextNode.valueOf(node.asText());
        }
        return node.isTextual() && node.asText().matches("[1-9]\\d{0,17}") ? LongNode.valueOf(node.asLong()) : node;
    }

    private interface Change {

        JsonNode of(JsonNode node);
    }

    private static String rewrite(String body, Change change) {
        try {
            return WireAnswer.JSON.writeValueAsString(rewrite(WireAnswer.JSON.readTree(body), change));
        } catch (JsonProcessingException e) {
            // plain text has no types
            return body;
        }
    }

    private static JsonNode rewrite(JsonNode node, Change change) {
        JsonNode changed = change.of(node);
        if (changed instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(field -> copy.set(field.getKey(), rewrite(field.getValue(), change)));
            return copy;
        }
        if (changed instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            array.forEach(item -> copy.add(rewrite(item, change)));
            return copy;
        }
        return changed;
    }
}
