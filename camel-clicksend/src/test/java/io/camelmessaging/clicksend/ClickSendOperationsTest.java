/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelmessaging.contract.OperationsTest;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
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

    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void statusCodeAndTextOfEveryAnswerCanBeReadInARoute(JsonNode row) throws Exception {
        assertThat(read(row, 200, "SUCCESS", "Here it is.")).containsExactly("200", "SUCCESS", "Here it is.");
        assertThat(read(row, "200", 7, "")).containsExactly("200", "7", "");
    }

    /** The message is taken all the same. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void anAnswerThatLacksThemHasTheStatusOfHttp(JsonNode row) throws Exception {
        assertThat(read(row, null, null, null)).containsExactly("200", "", "");
        assertThat(read(row, "none", Map.of("is", "no text"), List.of())).containsExactly("200", "", "");
    }

    @Test
    void anIteratorOverAllPagesTellsThemToo() throws Exception {
        JsonNode row = JSON.readTree("""
                {"uri": "contactLists?allPages=true",
                 "response": {"data": {"total": 1, "current_page": 1, "last_page": 1, "data": [{"list_id": 1}]}}}""");

        assertThat(read(row, 200, "SUCCESS", "Here they are.")).containsExactly("200", "SUCCESS", "Here they are.");
    }

    @Test
    void severalCallsTellThoseOfTheFirst() throws Exception {
        JsonNode row = JSON.readTree("""
                {"uri": "sms?batchSize=1", "body": [{"to": "+61400000101", "text": "a"}, {"to": "+61400000102", "text": "b"}],
                 "response": {"data": {"messages": [{"to": "+61400000101", "status": "SUCCESS"},
                                                    {"to": "+61400000102", "status": "SUCCESS"}]}}}""");

        assertThat(read(row, 200, "SUCCESS", "Here they are.")).containsExactly("200", "SUCCESS", "Here they are.");
    }

    /** What was missing already is no failure, and the answer says what ClickSend said. */
    @Test
    void aDeleteOfWhatIsMissingTellsThem() throws Exception {
        JsonNode row = JSON.readTree("""
                {"uri": "deleteContactList?listId=7&ignoreMissing=true"}""");
        PROVIDER.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(404)
                .withBody("{'http_code':404,'response_code':'NOT_FOUND','response_msg':'No list.'}".replace('\'', '"'))));

        assertThat(told(send(row))).containsExactly("404", "NOT_FOUND", "No list.");
    }

    private List<String> read(JsonNode row, Object httpCode, Object responseCode, Object responseMsg) throws Exception {
        ObjectNode response = row.path("response").deepCopy();
        response.putPOJO("http_code", httpCode).putPOJO("response_code", responseCode).putPOJO("response_msg", responseMsg);
        PROVIDER.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(200).withBody(JSON.writeValueAsString(response))));
        return told(send(row));
    }

    private static List<String> told(Exchange answered) throws Exception {
        assertThat(answered.getException()).isNull();
        try (CamelContext context = new DefaultCamelContext()) {
            context.start();
            Exchange exchange = new DefaultExchange(context);
            exchange.getMessage().setBody(answered.getMessage().getBody());
            return Stream.of("${body.httpCode}", "${body.responseCode}", "${body.responseMsg}")
                    .map(text -> context.resolveLanguage("simple").createExpression(text))
                    .map(simple -> Objects.requireNonNullElse(simple.evaluate(exchange, String.class), "")).toList();
        }
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
