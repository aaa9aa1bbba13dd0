/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support.binding;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;

/**
 * JSON as Maps, lists and plain values, with no value that only looks like another: as a decimal a floating-point value
 * could not be told from a whole number.
 */
final class PlainJson {

    private final String operation;
    private final ObjectMapper mapper;
    private final ObjectReader reader;

    PlainJson(String operation, ObjectMapper mapper) {
        this.operation = operation;
        this.mapper = mapper;
        this.reader = mapper.reader().without(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    }

    /** A tree of JSON as what it stands for; anything else as it is. */
    Object of(Object value) {
        if (!(value instanceof JsonNode tree)) {
            return value;
        }
        try {
            return reader.forType(Object.class).readValue(mapper.treeAsTokens(tree));
        } catch (IOException e) {
            throw new IllegalArgumentException(operation + " got JSON that cannot be read.");
        }
    }

    /** A text of JSON. */
    <T> T read(String text, TypeReference<T> type) throws JsonProcessingException {
        return reader.forType(type).readValue(text);
    }
}
