/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Forms that a server hands over as a Map, decoded or not, and numbers whose plus was lost.
 */
class WebhookCallTest {

    private final DefaultCamelContext context = new DefaultCamelContext();

    @AfterEach
    void close() throws Exception {
        context.close();
    }

    @Test
    void whatTheServerLeftEncodedIsDecoded() throws Exception {
        // Spring Boot: the Map keeps escapes, the headers do not
        assertThat(read(Map.of("text", "caf%C3%A9 100%25", "from", "%2B37255500123"),
                Map.of("text", "café 100%", "from", "+37255500123"), "application/x-www-form-urlencoded").form())
                .isEqualTo(Map.of("text", "café 100%", "from", "+37255500123"));
        assertThat(read(Map.of("text", "caf%E9 %80"), Map.of("text", "café €"),
                "application/x-www-form-urlencoded;charset=windows-1252").form()).isEqualTo(Map.of("text", "café €"));
    }

    @Test
    void whatTheServerDecodedIsNotDecodedTwice() throws Exception {
        assertThat(read(Map.of("text", "50%25 off"), Map.of("text", "50%25 off"), null).form())
                .isEqualTo(Map.of("text", "50%25 off"));
        assertThat(read(Map.of("text", "50%25 off"), Map.of("text", List.of("of the query", "50%25 off")), null).form())
                .isEqualTo(Map.of("text", "50%25 off"));
    }

    @Test
    void ofSeveralValuesTheFirstCounts() throws Exception {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("a", List.of("1", "2"));
        fields.put("b", new String[] { "3", "4" });
        fields.put("c", null);
        fields.put("d", List.of());

        assertThat(read(fields, Map.of(), null).form()).isEqualTo(Map.of("a", "1", "b", "3", "c", "", "d", ""));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "null", ignoreLeadingAndTrailingWhitespace = false, value = {
            "' 61491570101',+61491570101", "' 61 491 570 101 ',+61 491 570 101", "61491570101,61491570101",
            "+61491570101,+61491570101", "' 0491570101',' 0491570101'", "' 50300',' 50300'", "' Depot',' Depot'", "'',''",
            "null,null" })
    void aNumberGetsItsPlusBack(String given, String read) {
        assertThat(WebhookCall.number(given)).isEqualTo(read);
    }

    private WebhookCall read(Map<String, ?> body, Map<String, ?> headers, String contentType) throws Exception {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(body);
        exchange.getMessage().getHeaders().putAll(headers);
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, contentType);
        return WebhookCall.read(exchange.getMessage(), Map.of(), ProviderJson.mapper());
    }
}
