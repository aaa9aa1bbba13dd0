/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomerang;

import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What goes out is what was given, and now: whole characters, senders, and no schedule that is dropped.
 */
class BoomerangTextsTest {

    @RegisterExtension
    static final WireMockExtension PROVIDER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort()).build();

    private DefaultCamelContext context;

    @BeforeEach
    void start() {
        PROVIDER.stubFor(any(anyUrl()).willReturn(okJson(
                "{\"status\":200,\"transactions\":[{\"transaction_id\":\"1\",\"telephone_number\":\"447700900123\"}]}")));
        context = BoomerangContexts.of(PROVIDER.baseUrl());
        context.start();
    }

    @AfterEach
    void stop() throws Exception {
        context.close();
    }

    @ParameterizedTest
    @ValueSource(strings = { "smsOneWay?from=Acme", "smsTwoWay", "smsCustomNumber?from=441632960999", "voice", "email" })
    void noHalfOfASurrogatePairLeavesAndNoScheduleIsDropped(String uri) throws Exception {
        String to = uri.equals("email") ? "pat@example.org" : "+447700900123";
        Map<String, Object> body
                = Map.of("text", "Hi \uD83D there", "campaign_name", "\uDE00c", "extraFields", Map.of("x", "\uD83D"));

        Exchange later = request(uri, body, Map.of("CamelMessagingTo", to, "CamelMessagingSchedule", Instant.now()));
        assertThat(later.getException()).hasMessageContaining("cannot send later");
        assertThat(PROVIDER.getAllServeEvents()).isEmpty();

        request(uri, body, Map.of("CamelMessagingTo", to));
        String sent = new ObjectMapper().readTree(PROVIDER.getAllServeEvents().get(0).getRequest().getBody()).toString();
        assertThat(sent).contains("Hi \uFFFD there", "\"\uFFFDc\"", "\"x\":\"\uFFFD\"");
    }

    @Test
    void aSenderIdOfAnotherFormIsRefused() {
        for (String from : new String[] { "AcmeShopLondon", "12345678901234567", "--" }) {
            for (String operation : new String[] { "smsOneWay", "smsCustomNumber" }) {
                Map<String, Object> headers = Map.of("CamelMessagingTo", "+447700900123", "CamelMessagingFrom", from);
                assertThat(request(operation, "Hi", headers).getException())
                        .hasMessageContaining("The header CamelMessagingFrom must be a number")
                        .hasMessageContaining("senderCheck=off");
                assertThat(request(operation + "?senderCheck=off", "Hi", headers).getException()).isNull();
            }
        }
    }

    private Exchange request(String uri, Object body, Map<String, Object> headers) {
        return context.createProducerTemplate().request("boomerang:" + uri, e -> {
            e.getMessage().setBody(body);
            e.getMessage().setHeaders(new java.util.HashMap<>(headers));
        });
    }
}
