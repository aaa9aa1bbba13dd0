/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.camelmessaging.common.ExtraFields;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Records are read as Jackson reads them, whatever a provider sends. */
class RecordReaderTest {

    private static final int DOCUMENTS = 20_000;
    private static final String[] NAMES
            = { "id", "requestId", "message_id", "count", "price", "sent", "rows", "rest", "extraFields", "unknown", "Id" };
    private static final String[] VALUES = {
            "null", "\"a\"", "\"\"", "1", "1.50", "\"7\"", "true", "[]", "{}", "[1,\"b\"]", "{\"id\":\"x\"}",
            "[{\"id\":\"y\",\"new\":1},{}]", "[null,3]", "9999999999" };

    private final ObjectMapper jacksons = ProviderJson.mapper();
    private final ObjectMapper ours = jacksons.copy()
            .registerModule(new SimpleModule().setDeserializerModifier(new RecordReader.Records()));

    /** With all that the providers' records have. */
    public record Row(
            @JsonAlias("requestId") String id, @JsonProperty("message_id") String messageId, int count, BigDecimal price,
            boolean sent, List<Inner> rows, Inner rest, @JsonAnySetter Map<String, Object> extraFields) {

        public Row {
            if (count == 7) {
                throw new IllegalArgumentException("seven");
            }
            extraFields = ExtraFields.copy(extraFields);
        }
    }

    /** Without a place for what is unknown. */
    public record Inner(String id, Long number) {
    }

    @Test
    void readsAnyDocumentAsJacksonDoes() {
        Random random = new Random(17);
        int read = 0;
        for (int i = 0; i < DOCUMENTS; i++) {
            String document = document(random);

            Object expected = result(jacksons, document);

            assertThat(result(ours, document)).as(document).isEqualTo(expected);
            read += expected instanceof Optional<?> ? 1 : 0;
        }
        // both are tried: what can be read and what cannot
        assertThat(read).isBetween(DOCUMENTS / 10, DOCUMENTS * 9 / 10);
    }

    private static String document(Random random) {
        List<String> names = new ArrayList<>(List.of(NAMES));
        Collections.shuffle(names, random);
        List<String> fields = new ArrayList<>();
        for (String name : names.subList(0, random.nextInt(5))) {
            fields.add("\"" + name + "\":" + VALUES[random.nextInt(VALUES.length)]);
        }
        return "{" + String.join(",", fields) + "}";
    }

    /** The record, or what the refusal says. */
    private static Object result(ObjectMapper mapper, String document) {
        try {
            return Optional.of(mapper.readValue(document, Row.class));
        } catch (JsonProcessingException e) {
            return e.getClass().getSimpleName() + ": " + e.getMessage();
        }
    }
}
