/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.contract;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The limits that the provider's documents name: what is beyond them is refused, as an option at the start.
 */
@TestInstance(Lifecycle.PER_CLASS)
public abstract class LimitsContract {

    private static final Pattern COLUMNS = Pattern.compile(" \\| ");

    private final String scheme;
    private final String accepted;
    private WireMockServer provider;
    private DefaultCamelContext context;

    /**
     * @param accepted the provider's JSON for a request that it takes
     */
    protected LimitsContract(String scheme, String accepted) {
        this.scheme = scheme;
        this.accepted = accepted;
    }

    /** A context, not started, whose component has credentials. */
    protected abstract DefaultCamelContext context(String baseUrl);

    /** Lines of: operation with an option beyond a limit, what the sentence says. */
    protected abstract String optionsBeyond();

    /** Lines of: operation, fields of a Map body of which one is beyond a limit, what the sentence says. */
    protected abstract String fieldsBeyond();

    /** Lines of: operation, fields of a Map body that are at a limit. */
    protected abstract String fieldsAtTheLimit();

    @BeforeEach
    void start() {
        provider = new WireMockServer(wireMockConfig().dynamicPort());
        provider.start();
        provider.stubFor(any(anyUrl()).willReturn(okJson(accepted)));
        context = context(provider.baseUrl());
        context.start();
    }

    @AfterEach
    void stop() throws Exception {
        context.close();
        provider.stop();
    }

    Stream<Arguments> beyondAsOption() {
        return rows(optionsBeyond());
    }

    @ParameterizedTest
    @MethodSource("beyondAsOption")
    void anOptionBeyondALimitFailsAtTheStart(String uri, String sentence) {
        assertThatThrownBy(() -> context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:a").to(scheme + ":" + uri);
            }
        })).rootCause().isInstanceOf(IllegalArgumentException.class).hasMessageContaining(sentence);
    }

    Stream<Arguments> beyondAsField() {
        return rows(fieldsBeyond());
    }

    @ParameterizedTest
    @MethodSource("beyondAsField")
    void aFieldBeyondALimitIsRefused(String operation, String fields, String sentence) throws Exception {
        assertThat(send(operation, fields).getException()).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence);
        assertThat(provider.getAllServeEvents()).isEmpty();
    }

    Stream<Arguments> atTheLimit() {
        return rows(fieldsAtTheLimit());
    }

    @ParameterizedTest
    @MethodSource("atTheLimit")
    void aFieldAtALimitGoesOut(String operation, String fields) throws Exception {
        assertThat(send(operation, fields).getException()).isNull();
    }

    private static Stream<Arguments> rows(String lines) {
        return lines.lines().map(line -> Arguments.of((Object[]) COLUMNS.split(line)));
    }

    private Exchange send(String operation, String fields) throws JsonProcessingException {
        Map<String, Object> body = new HashMap<>(new ObjectMapper().readValue(fields, Map.class));
        return context.createProducerTemplate().request(scheme + ":" + operation,
                exchange -> exchange.getMessage().setBody(body));
    }
}
