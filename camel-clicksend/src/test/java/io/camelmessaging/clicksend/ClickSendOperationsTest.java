package io.camelmessaging.clicksend;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelmessaging.common.operations.OperationsTest;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code operations.json} lists.
 */
class ClickSendOperationsTest extends OperationsTest {

    ClickSendOperationsTest() {
        super("clicksend", "Basic " + Base64.getEncoder()
                .encodeToString((ClickSendContexts.USERNAME + ":" + ClickSendContexts.KEY).getBytes()));
    }

    @Override
    protected CamelContext context(String baseUrl) {
        return ClickSendContexts.of(baseUrl);
    }

    /** {@code fields.txt} lists the provider's fields: operation, side, names. */
    @ParameterizedTest
    @MethodSource("documentedFields")
    void everyDocumentedFieldIsCovered(String line) throws IOException {
        String[] words = line.split(" ");
        Set<String> covered = new HashSet<>();
        operations().map(Named::getPayload).filter(row -> row.path("uri").asText().split("[?]")[0].equals(words[0]))
                .forEach(row -> names(words[1].equals("request") ? row.path("request") : row.path("answer"), covered));

        assertThat(covered).contains(Arrays.copyOfRange(words, 2, words.length));
    }

    private static void names(JsonNode node, Set<String> into) {
        node.fieldNames().forEachRemaining(into::add);
        node.forEach(child -> names(child, into));
    }

    static Stream<String> documentedFields() throws IOException {
        try (InputStream in = ClickSendOperationsTest.class.getResourceAsStream("/fields.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList().stream();
        }
    }
}
