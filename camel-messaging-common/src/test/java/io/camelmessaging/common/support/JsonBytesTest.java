/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * JSON that is encoded while it is written has the bytes of the same text encoded as a whole.
 */
class JsonBytesTest {

    private static final String[] PIECES = {
            "a", "\"", "\\", "\n", "é", "€", "\u0800", "\uFFFD", "😀", "👩‍👩‍👧", "\uD83D", "\uDE00", "0123456789" };

    private final ObjectMapper mapper = ProviderJson.mapper();

    @ParameterizedTest
    @ValueSource(ints = { 0, 1, 64, 100_000 })
    void anyTextHasTheSameBytes(int expected) throws IOException {
        Random random = new Random(expected);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder();
            // beyond what Jackson hands on at once, so that pairs are cut too
            int pieces = i % 100 == 0 ? 6_000 : random.nextInt(20);
            for (int piece = 0; piece < pieces; piece++) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            Map<String, String> content = Map.of("text", text.toString());
            assertThat(written(content, expected))
                    .isEqualTo(WellFormedText.of(mapper.writeValueAsString(content)).getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void halfAPairAtTheVeryEndIsReplaced() {
        JsonBytes bytes = new JsonBytes(0);
        bytes.write(new char[] { 'a', '\uD83D' }, 0, 2);

        assertThat(new String(bytes.toByteArray(), StandardCharsets.UTF_8)).isEqualTo("a\uFFFD");
    }

    @Test
    void aPairMayComeInTwoPieces() {
        JsonBytes bytes = new JsonBytes(0);
        bytes.write(new char[] { '\uD83D' }, 0, 1);
        bytes.write(new char[] { '\uDE00' }, 0, 1);

        assertThat(new String(bytes.toByteArray(), StandardCharsets.UTF_8)).isEqualTo("😀");
    }

    private byte[] written(Object content, int expected) throws IOException {
        JsonBytes bytes = new JsonBytes(expected);
        mapper.writeValue(bytes, content);
        return bytes.toByteArray();
    }
}
