/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.contract;

import java.io.IOException;
import java.io.InputStream;
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
import io.camelmessaging.common.support.ProviderBean;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each operation's whole request and every field of its answer, as a component's {@code operations.json} lists them.
 */
public abstract class OperationsTest {

    @RegisterExtension
    protected static final WireMockExtension PROVIDER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort()).build();

    protected static final ObjectMapper JSON = new ObjectMapper();

    private final String scheme;
    private final String authorization;

    /**
     * @param authorization the header that each request must carry
     */
    protected OperationsTest(String scheme, String authorization) {
        this.scheme = scheme;
        this.authorization = authorization;
    }

    /** A context, not started, whose component speaks with the stand-in. */
    protected abstract CamelContext context(String baseUrl);

    /** What the body of a row's request must be. */
    protected RequestPatternBuilder withBody(RequestPatternBuilder request, JsonNode row) {
        return request.withHeader("Content-Type", equalTo("application/json"))
                .withRequestBody(equalToJson(row.path("request").toString()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void sendsTheWholeRequestAndReadsTheWholeAnswer(JsonNode row) throws Exception {
        PROVIDER.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(200).withBody(row.path("response").toString())));

        Exchange exchange = send(row);

        assertThat(exchange.getException()).isNull();
        RequestPatternBuilder request = RequestPatternBuilder
                .newRequestPattern(RequestMethod.fromString(row.path("method").asText("POST")),
                        urlEqualTo(row.path("path").asText()))
                .withHeader("Authorization", equalTo(authorization))
                .withHeader("Accept", equalTo("application/json"));
        PROVIDER.verify(1, row.has("request") ? withBody(request, row) : request);
        PROVIDER.verify(1, RequestPatternBuilder.allRequests());

        ProviderBean bean = exchange.getMessage().getBody(ProviderBean.class);
        JsonNode answer = JSON.valueToTree(exchange.getMessage().getBody(Map.class));
        JsonNode expected = row.has("answer") ? row.path("answer") : row.path("response");
        assertThat(JSON.readTree(answer.toString())).isEqualTo(JSON.readTree(expected.toString()));
        assertThat(JSON.readTree(exchange.getMessage().getBody(String.class))).isEqualTo(JSON.readTree(answer.toString()));
        assertThat(bean).hasFieldOrPropertyWithValue("extraFields", Map.of("unknownToday", "kept"));
        assertThat(exchange.getMessage().getHeader(MessagingConstants.PROVIDER)).isEqualTo(scheme);
        row.path("headersOut").properties().forEach(header -> assertThat(
                exchange.getMessage().getHeader(header.getKey(), String.class)).isEqualTo(header.getValue().asText()));
    }

    /** What came of a row's request. */
    protected final Exchange send(JsonNode row) throws Exception {
        try (CamelContext context = context(PROVIDER.baseUrl())) {
            context.start();
            Exchange exchange = new DefaultExchange(context);
            row.path("headers").properties().forEach(header -> exchange.getMessage().setHeader(header.getKey(),
                    JSON.convertValue(header.getValue(), Object.class)));
            exchange.getMessage().setBody(JSON.convertValue(row.path("body"), Object.class));
            return context.createProducerTemplate().send(scheme + ":" + row.path("uri").asText(), exchange);
        }
    }

    /** The rows of {@code operations.json}. */
    protected static Stream<Named<JsonNode>> operations() throws IOException {
        try (InputStream in = OperationsTest.class.getResourceAsStream("/operations.json")) {
            Iterator<JsonNode> rows = JSON.readTree(in).iterator();
            return StreamSupport.stream(((Iterable<JsonNode>) () -> rows).spliterator(), false)
                    .map(row -> Named.of(row.path("name").asText(), row)).toList().stream();
        }
    }
}
