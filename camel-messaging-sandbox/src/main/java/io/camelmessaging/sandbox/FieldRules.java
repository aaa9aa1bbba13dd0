/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The fields that a provider documents for a request.
 */
public final class FieldRules {

    private record Rule(boolean required, Predicate<JsonNode> type, String typeName) {
    }

    private final Map<String, Rule> rules;

    private FieldRules(Map<String, Rule> rules) {
        this.rules = rules;
    }

    /** Starts an empty set of rules. */
    public static FieldRules none() {
        return new FieldRules(Map.of());
    }

    public FieldRules requiredText(String... names) {
        return with(true, node -> node.isTextual() && !node.asText().isBlank(), "text", names);
    }

    public FieldRules text(String... names) {
        return with(false, JsonNode::isTextual, "text", names);
    }

    /** Whole numbers; a form sends them as digits. */
    public FieldRules integer(String... names) {
        return with(false, node -> node.isIntegralNumber() || node.isTextual() && node.asText().matches("-?\\d+"),
                "a whole number",
                names);
    }

    public FieldRules object(String... names) {
        return with(false, JsonNode::isObject, "an object", names);
    }

    public FieldRules requiredArray(String... names) {
        return with(true, JsonNode::isArray, "a list", names);
    }

    public FieldRules array(String... names) {
        return with(false, JsonNode::isArray, "a list", names);
    }

    public FieldRules any(String... names) {
        return with(false, node -> true, "anything", names);
    }

    /** These rules and others. */
    public FieldRules and(FieldRules others) {
        Map<String, Rule> more = new TreeMap<>(rules);
        more.putAll(others.rules);
        return new FieldRules(more);
    }

    private FieldRules with(boolean required, Predicate<JsonNode> type, String typeName, String... names) {
        Map<String, Rule> more = new TreeMap<>(rules);
        for (String name : names) {
            more.put(name, new Rule(required, type, typeName));
        }
        return new FieldRules(more);
    }

    /** What a provider would refuse: a missing required field or a wrong type. */
    public Optional<String> problem(ObjectNode request) {
        for (Map.Entry<String, Rule> entry : rules.entrySet()) {
            JsonNode value = request.get(entry.getKey());
            Rule rule = entry.getValue();
            if (value == null) {
                if (rule.required()) {
                    return Optional.of(entry.getKey() + " is required");
                }
            } else if (!rule.type().test(value)) {
                return Optional.of(entry.getKey() + " must be " + rule.typeName());
            }
        }
        return Optional.empty();
    }

    /** Fields that no document knows. */
    public List<String> unknown(ObjectNode request) {
        List<String> unknown = new ArrayList<>();
        request.fieldNames().forEachRemaining(name -> {
            if (!rules.containsKey(name)) {
                unknown.add(name);
            }
        });
        return unknown;
    }
}
