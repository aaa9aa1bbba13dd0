/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.admin;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camelmessaging.common.internal.Redaction;

/** A query of flows as routes and JMX give it: fields with texts. */
final class QueryFields {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> NAMES = new TreeSet<>(
            Set.of("flow", "state", "outcome", "recipient", "reference", "conversationId", "from", "until", "only", "after"));

    private final Map<String, String> fields = new HashMap<>();

    /**
     * @throws IllegalArgumentException if there is another field
     */
    static QueryFields of(Map<?, ?> map) {
        QueryFields fields = new QueryFields();
        map.forEach((key, value) -> {
            if (!NAMES.contains(String.valueOf(key))) {
                throw new IllegalArgumentException(
                        "A query of flows knows no field " + Redaction.name(String.valueOf(key)) + ": give some of "
                                                   + String.join(", ", NAMES) + ".");
            }
            if (value != null) {
                fields.fields.put(key.toString(), value.toString());
            }
        });
        return fields;
    }

    /**
     * @param  json                     empty for all
     * @throws IllegalArgumentException if it is none, or has another field
     */
    static QueryFields parse(String json) {
        try {
            return of(json == null || json.isBlank()
                    ? Map.of() : JSON.readValue(json, new TypeReference<Map<String, String>>() {
                    }));
        } catch (JsonProcessingException e) {
            // what was given, which the cause repeats, may hold a number
            throw new IllegalArgumentException(
                    "A query of flows is a JSON object with texts, such as {\"flow\": \"orders\", \"only\": \"parked\"}.");
        }
    }

    /** These, and those that others have instead of its own. */
    QueryFields or(QueryFields others) {
        QueryFields both = of(fields);
        both.fields.putAll(others.fields);
        return both;
    }

    boolean isEmpty() {
        return fields.isEmpty();
    }

    /** The key of the page that is asked for; null for the first. */
    String after() {
        return fields.get("after");
    }

    /**
     * @throws IllegalArgumentException if a field has no value that it can have
     */
    FlowQuery query() {
        FlowQuery query = FlowQuery.all().flow(fields.get("flow")).state(fields.get("state")).outcome(fields.get("outcome"))
                .recipient(fields.get("recipient")).reference(fields.get("reference"))
                .conversationId(fields.get("conversationId")).between(time("from"), time("until"));
        String only = fields.get("only");
        if (only == null) {
            return query;
        }
        return switch (only) {
            case "open" -> query.open();
            case "inDoubt" -> query.inDoubt();
            case "parked" -> query.parked();
            case "overdue" -> query.overdue();
            default -> throw new IllegalArgumentException(
                    "The field only of a query of flows is " + Redaction.name(only)
                                                          + ": give open, inDoubt, parked or overdue.");
        };
    }

    private Instant time(String field) {
        String text = fields.get(field);
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "The field " + field + " of a query of flows is no time: give one such as 2026-05-01T12:00:00Z.");
        }
    }
}
