package io.camelmessaging.sendmode;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.ProviderBean;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each operation's whole request and every field of its answer, as {@code operations.json} lists them.
 */
class SendmodeOperationsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TRICKY = "50% & 1+1=2\nüñ 😀 \"é\"";

    @RegisterExtension
    static final WireMockExtension PROVIDER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort()).build();

    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void sendsTheWholeRequestAndReadsTheWholeAnswer(JsonNode row) throws Exception {
        PROVIDER.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(200).withBody(row.path("response").toString())));

        Exchange exchange = send("sendmode:" + row.path("uri").asText(), row);

        assertThat(exchange.getException()).isNull();
        RequestPatternBuilder request = RequestPatternBuilder
                .newRequestPattern(RequestMethod.fromString(row.path("method").asText("POST")),
                        urlEqualTo(row.path("path").asText()))
                .withHeader("Authorization", equalTo(SendmodeContexts.KEY))
                .withHeader("Accept", equalTo("application/json"));
        if (row.has("request")) {
            request.withHeader("Content-Type", equalTo("application/x-www-form-urlencoded"))
                    .withRequestBody(equalTo(row.path("field").asText() + "=" + encode(row.path("request").toString())
                                             + (row.has("group") ? "&group=" + encode(row.path("group").asText()) : "")));
        }
        PROVIDER.verify(1, request);
        PROVIDER.verify(1, RequestPatternBuilder.allRequests());

        ProviderBean bean = exchange.getMessage().getBody(ProviderBean.class);
        JsonNode answer = JSON.valueToTree(exchange.getMessage().getBody(Map.class));
        JsonNode expected = row.has("answer") ? row.path("answer") : row.path("response");
        assertThat(JSON.readTree(answer.toString())).isEqualTo(JSON.readTree(expected.toString()));
        assertThat(bean).hasFieldOrPropertyWithValue("extraFields", Map.of("unknownToday", "kept"));
        assertThat(exchange.getMessage().getHeader(MessagingConstants.PROVIDER)).isEqualTo("sendmode");
        row.path("headersOut").fields().forEachRemaining(header -> assertThat(
                exchange.getMessage().getHeader(header.getKey(), String.class)).isEqualTo(header.getValue().asText()));
    }

    @ParameterizedTest
    @EnumSource(BodyFormat.class)
    void aSendIsEncodedByteForByte(BodyFormat format) throws Exception {
        String payload = "{\"messagetext\":" + JSON.writeValueAsString(TRICKY) + ",\"recipients\":[\"353870000101\"]}";

        posts("sms?to=+353870000101", format, TRICKY, switch (format) {
            case form -> "message=" + encode(payload);
            case json -> payload;
            case jsonWrapped -> "{\"message\":" + payload + "}";
        });
    }

    @ParameterizedTest
    @EnumSource(BodyFormat.class)
    void anImportIsEncodedByteForByte(BodyFormat format) throws Exception {
        String person = "\"mobilenumber\":\"353870000101\",\"surname\":" + JSON.writeValueAsString(TRICKY);

        posts("importCustomer?group=RAW(A&B)&to=+353870000101", format, Map.of("surname", TRICKY), switch (format) {
            case form -> "importdata=" + encode("{" + person + "}") + "&group=A%26B";
            case json -> "{\"group\":\"A&B\"," + person + "}";
            case jsonWrapped -> "{\"importdata\":{" + person + "},\"group\":\"A&B\"}";
        });
    }

    private static void posts(String uri, BodyFormat format, Object body, String expected) throws Exception {
        PROVIDER.stubFor(any(anyUrl()).willReturn(okJson("{\"status\":\"OK\",\"statusCode\":0}")));
        try (DefaultCamelContext context = SendmodeContexts.of(PROVIDER.baseUrl())) {
            context.start();
            context.createProducerTemplate().requestBody("sendmode:" + uri + "&bodyFormat=" + format, body);
        }
        assertThat(PROVIDER.findAll(RequestPatternBuilder.allRequests())).singleElement().satisfies(request -> {
            assertThat(request.getBody()).isEqualTo(expected.getBytes(StandardCharsets.UTF_8));
            assertThat(request.getHeader("Content-Type")).isEqualTo(
                    format == BodyFormat.form ? "application/x-www-form-urlencoded" : "application/json");
        });
    }

    private static Exchange send(String uri, JsonNode row) throws Exception {
        try (DefaultCamelContext context = SendmodeContexts.of(PROVIDER.baseUrl())) {
            context.start();
            Exchange exchange = new DefaultExchange(context);
            row.path("headers").fields().forEachRemaining(header -> exchange.getMessage().setHeader(header.getKey(),
                    JSON.convertValue(header.getValue(), Object.class)));
            exchange.getMessage().setBody(JSON.convertValue(row.path("body"), Object.class));
            return context.createProducerTemplate().send(uri, exchange);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static Stream<Named<JsonNode>> operations() throws IOException {
        try (InputStream in = SendmodeOperationsTest.class.getResourceAsStream("/operations.json")) {
            Iterator<JsonNode> rows = JSON.readTree(in).iterator();
            return StreamSupport.stream(((Iterable<JsonNode>) () -> rows).spliterator(), false)
                    .map(row -> Named.of(row.path("name").asText(), row)).toList().stream();
        }
    }
}
