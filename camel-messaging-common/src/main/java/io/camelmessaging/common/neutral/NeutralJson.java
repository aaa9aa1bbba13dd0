/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.neutral;

import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelmessaging.common.support.ProviderJson;

/**
 * Writes the neutral shapes as JSON, and reads them; schemas of draft 2020-12 describe it.
 */
public final class NeutralJson {

    /** The schema of receipts and inbound messages, on the class path. */
    public static final String EVENT_SCHEMA = "io/camelmessaging/common/neutral/event.schema.json";
    /** The schema of results of sends, on the class path. */
    public static final String RESULT_SCHEMA = "io/camelmessaging/common/neutral/result.schema.json";

    private static final ObjectMapper MAPPER = ProviderJson.mapper();

    private NeutralJson() {
    }

    /** The JSON of it. */
    public static String write(NeutralShape shape) {
        try {
            return MAPPER.writeValueAsString(shape);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The " + shape.type() + " of " + shape.provider() + " is no JSON.", e);
        }
    }

    /** The JSON format of a CloudEvent: its attributes, and the shape as its data. */
    static String cloudEvent(CloudEventAttributes attributes, NeutralShape data) {
        ObjectNode event = MAPPER.createObjectNode().put("specversion", CloudEventAttributes.VERSION)
                .put("id", attributes.id()).put("source", attributes.source()).put("type", attributes.type());
        if (attributes.subject() != null) {
            event.put("subject", attributes.subject());
        }
        if (attributes.time() != null) {
            event.put("time", attributes.time().toString());
        }
        event.put("datacontenttype", CloudEventAttributes.JSON).put("dataschema", attributes.dataschema());
        event.set("data", MAPPER.valueToTree(data));
        return event.toString();
    }

    /**
     * Reads what {@link #write} wrote; fields that are not known are left out, since later versions may have more.
     *
     * @throws IllegalArgumentException if it is no JSON of a neutral shape; its message quotes nothing of it
     */
    public static NeutralShape read(String json) {
        JsonNode node = tree(json);
        JsonNode type = node.path("type");
        return switch (type.asText()) {
            case NeutralReceipt.TYPE -> value(node, NeutralReceipt.class, "provider", "eventId", "status", "rawStatus");
            case NeutralMessage.TYPE -> value(node, NeutralMessage.class, "provider", "eventId", "sender", "text");
            case NeutralResult.TYPE -> value(node, NeutralResult.class, "provider", "outcomes");
            default -> throw new IllegalArgumentException(
                    "The JSON is no neutral shape: its field 'type' is "
                                                          + (type.isTextual() ? "none of" : "missing, not one of")
                                                          + " receipt, message, result.");
        };
    }

    private static JsonNode tree(String json) {
        try {
            return MAPPER.readTree(json == null ? "" : json);
        } catch (JsonProcessingException e) {
            e.clearLocation();
            throw new IllegalArgumentException(
                    "The text is no JSON, and so no neutral shape: it takes what messaging:event or messaging:result made.");
        }
    }

    private static <T extends NeutralShape> T value(JsonNode node, Class<T> shape, String... required) {
        List<String> missing = List.of(required).stream().filter(field -> !node.hasNonNull(field)).toList();
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(
                    "The JSON of a " + node.path("type").asText() + " lacks the field" + (missing.size() == 1 ? " " : "s ")
                                               + String.join(", ", missing) + ".");
        }
        try {
            return MAPPER.treeToValue(node, shape);
        } catch (JsonProcessingException e) {
            // what Jackson says quotes the value, which may be personal
            throw new IllegalArgumentException(
                    "The JSON of a " + node.path("type").asText() + " is not as its schema says, at " + where(e) + ".");
        }
    }

    private static String where(JsonProcessingException e) {
        return e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()
                ? "the field " + String.join(".", mapping.getPath().stream()
                        .map(step -> step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName())
                        .toList())
                : "an unknown field";
    }
}
