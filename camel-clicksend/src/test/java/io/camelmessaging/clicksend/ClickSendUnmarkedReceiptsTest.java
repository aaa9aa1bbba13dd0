/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.camelmessaging.common.MessagingConstants;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckAware;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Boxes of receipts that are never marked, and rules that others made.
 */
class ClickSendUnmarkedReceiptsTest {

    private static final long SENT = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();

    private final WireMockServer provider = new WireMockServer(wireMockConfig().dynamicPort());
    private DefaultCamelContext context;

    @BeforeEach
    void start() {
        provider.start();
        context = ClickSendContexts.of(provider.baseUrl());
    }

    @AfterEach
    void stop() throws Exception {
        context.close();
        provider.stop();
    }

    private static String page(int number, int last, List<String> rows) {
        return "{\"http_code\":200,\"response_code\":\"SUCCESS\",\"data\":{\"current_page\":" + number + ",\"last_page\":"
               + last
               + ",\"data\":[" + String.join(",", rows) + "]}}";
    }

    private static String receipt(int number) {
        return "{\"message_id\":\"M-" + number + "\",\"status_code\":201,\"timestamp_send\":" + (SENT + number)
               + ",\"timestamp\":" + (SENT + number + 5) + ",\"digits\":5}";
    }

    private void box(String channel, int count) {
        int last = (count + 99) / 100;
        for (int number = 1; number <= last; number++) {
            List<String> rows = IntStream.range((number - 1) * 100, Math.min(count, number * 100))
                    .mapToObj(ClickSendUnmarkedReceiptsTest::receipt).toList();
            provider.stubFor(get(urlPathEqualTo("/" + channel + "/receipts")).withQueryParam("page", equalTo("" + number))
                    .willReturn(okJson(page(number, last, rows))));
        }
    }

    private MockEndpoint poll(String uri, String failing) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).routeId("receipts").filter(header(MessagingConstants.MESSAGE_ID).isEqualTo(failing))
                        .throwException(new IllegalStateException("cannot be booked")).end().to("mock:events");
            }
        });
        context.start();
        return context.getEndpoint("mock:events", MockEndpoint.class);
    }

    @ParameterizedTest
    @CsvSource({ "voice, 404", "voice, 405", "mms, 404", "mms, 405", "fax, 404", "fax, 405" })
    void aFeedWhoseReceiptsCannotBeMarkedGoesOn(String channel, int status) throws Exception {
        box(channel, 4);
        provider.stubFor(put(urlPathEqualTo("/" + channel + "/receipts-read")).willReturn(aResponse().withStatus(status)));
        MockEndpoint events
                = poll("clicksend:deliveryReceipts?createRule=false&initialDelay=0&delay=50&channel=" + channel, "");

        await().until(() -> events.getReceivedCounter() == 4);
        assertThat(events.getExchanges().get(0).getMessage().getHeader(ClickSendConstants.DIGITS)).isEqualTo("5");
        box(channel, 6);
        await().until(() -> events.getReceivedCounter() == 6);
        int polls = provider.findAll(getRequestedFor(anyUrl())).size();
        await().until(() -> provider.findAll(getRequestedFor(anyUrl())).size() > polls + 3);

        assertThat(events.getReceivedCounter()).isEqualTo(6);
        provider.verify(1, putRequestedFor(anyUrl()));
        HealthCheck.Result health = ((HealthCheckAware) context.getRoute("receipts").getConsumer()).getHealthCheck()
                .call(Map.of());
        assertThat(health.getState()).isEqualTo(HealthCheck.State.UP);
        assertThat(health.getDetails().get("marks")).asString().contains("answered " + status, "cannot be marked");
    }

    @Test
    void aReceiptThatAlwaysFailsHoldsNoOtherBack() throws Exception {
        box("sms", 10_600);
        provider.stubFor(put(anyUrl()).willReturn(okJson("{\"http_code\":200,\"response_code\":\"SUCCESS\",\"data\":1}")));
        MockEndpoint events = poll("clicksend:deliveryReceipts?createRule=false&initialDelay=0&delay=50", "M-0");

        await().atMost(Duration.ofSeconds(90)).until(() -> events.getReceivedCounter() >= 10_599);
        int polls = provider.findAll(getRequestedFor(anyUrl())).size();
        await().atMost(Duration.ofSeconds(60)).until(() -> provider.findAll(getRequestedFor(anyUrl())).size() > polls + 220);
        assertThat(events.getExchanges().stream().map(one -> one.getMessage().getHeader(MessagingConstants.EVENT_ID))
                .collect(Collectors.toSet())).hasSize(10_599);
        assertThat(events.getReceivedCounter()).isEqualTo(10_599);
        provider.verify(0, putRequestedFor(anyUrl()));
    }

    @Test
    void rulesOfOthersAreNeverTouched() throws Exception {
        box("sms", 0);
        String name = "camel-deliveryReceipts-sms-poll";
        provider.stubFor(get(urlPathMatching("/automations/sms/(receipts|inbound)")).willReturn(okJson(page(1, 1, List.of(
                "null", "7", "{\"rule_name\":null,\"action\":null,\"message_search_type\":null}",
                "{\"receipt_rule_id\":1,\"rule_name\":\"stop\",\"action\":\"SEND_TO_MESSENGER\",\"message_search_type\":5}",
                "{\"receipt_rule_id\":2,\"rule_name\":\"" + name
                                                                                                                             + "\",\"action\":\"SEND_TO_MESSENGER\"}",
                "{\"receipt_rule_id\":3,\"rule_name\":\"" + name
                                                                                                                                                                       + "\",\"action\":\"POLL\",\"message_search_type\":\"5\"}",
                "{\"rule_name\":\"without an id\",\"action\":\"MOVE_CONTACT\",\"message_search_type\":\"regex\"}")))));
        provider.stubFor(post(anyUrl()).willReturn(okJson(
                "{\"http_code\":200,\"response_code\":\"SUCCESS\",\"data\":{\"receipt_rule_id\":9}}")));
        provider.stubFor(delete(anyUrl()).willReturn(aResponse().withStatus(200)));
        provider.stubFor(get(urlPathEqualTo("/sms/receipts")).willReturn(okJson(page(1, 0, List.of()))));
        poll("clicksend:deliveryReceipts?initialDelay=0&delay=50", "");

        await().untilAsserted(() -> provider.verify(1, postRequestedFor(urlPathEqualTo("/automations/sms/receipts"))));
        await().until(() -> !provider.findAll(getRequestedFor(urlMatching("/sms/receipts.*"))).isEmpty());
        context.close();
        provider.verify(0, putRequestedFor(anyUrl()));
        provider.verify(0, deleteRequestedFor(urlMatching(".*")));
    }
}
