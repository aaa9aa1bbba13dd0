/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.math.BigDecimal;
import java.util.Random;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Prices that providers write as text.
 */
class ProviderJsonTest {

    private static final String CHARACTERS = "0123456789..-+eE ,x\u0660";
    private static final int TEXTS = 20_000;

    private final ObjectMapper strict = ProviderJson.mapper();
    private final ObjectMapper lenient = ProviderJson.lenient(strict);

    public record Priced(BigDecimal price) {
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "0.0792", "1", "007", "1.50", ".5", "5.", ".", "", " 1.5 ", "-1.5", "1e3", "1.2.3", "1,5", "0x1F", "\u0661", "free",
            "123456789012345678", "12345678901234567890.123456789" })
    void readsAPriceThatIsWrittenAsTextAsJacksonDoes(String text) throws Exception {
        assertThat(lenient.readValue(json(text), Priced.class).price()).isEqualTo(jacksons(text));
    }

    @Test
    void readsAnyTextAsJacksonDoes() throws Exception {
        Random random = new Random(7);
        for (int i = 0; i < TEXTS; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(12); text.length() < length;) {
                text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
            }
            assertThat(lenient.readValue(json(text.toString()), Priced.class).price()).as(text.toString())
                    .isEqualTo(jacksons(text.toString()));
        }
    }

    private String json(String text) throws JsonProcessingException {
        return "{\"price\":" + strict.writeValueAsString(text) + "}";
    }

    /** What is no number is as good as absent. */
    private BigDecimal jacksons(String text) throws JsonProcessingException {
        try {
            return strict.readValue(json(text), Priced.class).price();
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
