/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomware;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;

import io.camelmessaging.boomware.model.DeliveryCallback;
import io.camelmessaging.boomware.model.InboundSms;
import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.contract.WebhookServer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/**
 * What reaches a route from the provider's calls, and what the provider reads.
 */
class BoomwareWebhookTest {

    private static final String RECEIPT
            = "{\"requestId\":\"rq7\",\"number\":\"+37255500123\",\"status\":\"UNDELIVERED\",\"timestamp\":1717171760123,"
              + "\"reason\":\"absent\"}";
    private static final String INBOUND
            = "{\"from\":\"37255500123\",\"to\":\"37255599000\",\"messageId\":\"in-5c0e-77\",\"text\":\"STOP\","
              + "\"timestamp\":1717171717,\"parts\":1,\"extra\":true}";

    private WebhookServer server;
    private CamelContext context;
    private MockEndpoint receipts;
    private MockEndpoint inbound;

    @BeforeEach
    void start() throws Exception {
        server = new WebhookServer(BoomwareContexts.of("http://localhost:1"), new RouteBuilder() {
            @Override
            public void configure() {
                from("webhook:boomware:deliveryReceipts?webhookComponentName=platform-http&webhookPath=/receipts"
                     + "&webhookVerifyToken=s3cret").to("mock:receipts").setHeader("X-Route", constant("echo"));
                from("webhook:boomware:inboundSms?webhookComponentName=platform-http&webhookPath=/inbound"
                     + "&webhookVerifyToken=s3cret").to("mock:inbound").setBody(constant("not for the provider"));
            }
        });
        context = server.context();
        receipts = server.mock("receipts");
        inbound = server.mock("inbound");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = { "json/application", "application/json", "text/plain" })
    void aReceiptReachesTheRouteWhateverItsContentType(String contentType) throws Exception {
        HttpResponse<String> answer = post("/receipts?token=s3cret", RECEIPT, contentType);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().map().keySet()).doesNotContain("x-route", "x-caller", "token");
        Exchange exchange = only(receipts);
        DeliveryCallback receipt = exchange.getMessage().getBody(DeliveryCallback.class);
        assertThat(receipt).isEqualTo(
                new DeliveryCallback("rq7", "+37255500123", "UNDELIVERED", 1717171760123L, Map.of("reason", "absent")));
        assertThat(exchange.getMessage().getHeaders()).containsOnly(
                entry(MessagingConstants.PROVIDER, "boomware"),
                entry(MessagingConstants.ACCOUNT, BoomwareContexts.account(context)),
                entry(MessagingConstants.EVENT_ID, "rq7:UNDELIVERED"),
                entry(MessagingConstants.MESSAGE_ID, "rq7"),
                entry(MessagingConstants.RECIPIENT, "+37255500123"),
                entry(MessagingConstants.STATUS, DeliveryStatus.UNDELIVERED),
                entry(MessagingConstants.STATUS_FINAL, true),
                entry(MessagingConstants.TIMESTAMP, Instant.ofEpochMilli(1717171760123L)),
                entry(BoomwareConstants.RAW_STATUS, "UNDELIVERED"));
    }

    @ParameterizedTest
    @CsvSource({
            "SENT, SENT, false", "delivered, DELIVERED, true", "READ, READ, true", "UNDELIVERED, UNDELIVERED, true",
            "REJECTED, REJECTED, true", "Parked, UNKNOWN, false" })
    void eachStatusIsReadAndAnUnknownOneKeepsItsWord(String raw, DeliveryStatus status, boolean isFinal) throws Exception {
        post("/receipts?token=s3cret", "{\"requestId\":\"rq7\",\"status\":\"" + raw + "\"}", "application/json");

        Exchange exchange = only(receipts);
        assertThat(exchange.getMessage().getHeaders()).contains(entry(MessagingConstants.STATUS, status),
                entry(MessagingConstants.STATUS_FINAL, isFinal), entry(BoomwareConstants.RAW_STATUS, raw));
    }

    @Test
    void anInboundSmsReachesTheRoute() throws Exception {
        HttpResponse<String> answer = post("/inbound?token=s3cret", INBOUND, "application/json");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        Exchange exchange = only(inbound);
        assertThat(exchange.getMessage().getBody(InboundSms.class)).isEqualTo(new InboundSms(
                "37255500123", "37255599000", "in-5c0e-77", "STOP", 1717171717L, 1, Map.of("extra", true)));
        assertThat(exchange.getMessage().getBody(String.class)).isEqualTo("STOP");
        assertThat(exchange.getMessage().getHeaders()).containsOnly(
                entry(MessagingConstants.PROVIDER, "boomware"),
                entry(MessagingConstants.ACCOUNT, BoomwareContexts.account(context)),
                entry(MessagingConstants.EVENT_ID, "in-5c0e-77"),
                entry(MessagingConstants.MESSAGE_ID, "in-5c0e-77"),
                entry(MessagingConstants.SENDER, "+37255500123"),
                entry(MessagingConstants.RECIPIENT, "+37255599000"),
                entry(MessagingConstants.TIMESTAMP, Instant.ofEpochSecond(1717171717L)),
                entry(BoomwareConstants.PARTS, 1));
    }

    @Test
    void anInboundSmsWithoutTextIsEmpty() throws Exception {
        HttpResponse<String> answer = post("/inbound?token=s3cret",
                "{\"messageId\":\"in-1\",\"from\":\"37255500123\",\"text\":null}", "application/json");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(only(inbound).getMessage().getBody(String.class)).isEmpty();
    }

    /** Callers saw times in quotes, and numbers without their plus or with signs between; the id ties them. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "\"1717171760123\" | 37255500123 | +37255500123 | 1717171760123",
            "1717171760123 | +37255500123 | +37255500123 | 1717171760123",
            "\"1717171760\" | 37255500123 | +37255500123 | 1717171760000",
            "1717171760 | +372 5550 0123 | +37255500123 | 1717171760000",
            "\"soon\" | 37255500123 | +37255500123 |", "{\"at\":1} | 37255500123 | +37255500123 |",
            "null | 37255500123 | +37255500123 |" })
    void timesInQuotesAndNumbersInAnotherFormAreRead(String timestamp, String number, String recipient, Long millis)
            throws Exception {
        HttpResponse<String> answer = post("/receipts?token=s3cret", "{\"requestId\":\"rq7\",\"number\":\"" + number
                                                                     + "\",\"status\":\"DELIVERED\",\"timestamp\":"
                                                                     + timestamp + "}",
                "application/json");

        assertThat(answer.statusCode()).isEqualTo(200);
        Map<String, Object> headers = only(receipts).getMessage().getHeaders();
        assertThat(headers).contains(entry(MessagingConstants.MESSAGE_ID, "rq7"),
                entry(MessagingConstants.RECIPIENT, recipient), entry(MessagingConstants.STATUS, DeliveryStatus.DELIVERED));
        assertThat(headers.get(MessagingConstants.TIMESTAMP)).isEqualTo(millis == null ? null : Instant.ofEpochMilli(millis));
    }

    @Test
    void onlyPostIsAnswered() throws Exception {
        HttpResponse<String> answer = server.get("/receipts?token=s3cret");

        assertThat(answer.statusCode()).isEqualTo(405);
    }

    private Exchange only(MockEndpoint mock) {
        assertThat(mock.getExchanges()).hasSize(1);
        return mock.getExchanges().get(0);
    }

    private HttpResponse<String> post(String path, String body, String contentType) throws Exception {
        return server.post(path, body, contentType);
    }
}
