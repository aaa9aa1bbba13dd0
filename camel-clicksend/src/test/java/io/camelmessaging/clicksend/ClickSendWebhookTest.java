/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;

import io.camelmessaging.clicksend.model.InboundSms;
import io.camelmessaging.clicksend.model.Receipt;
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
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

/**
 * What reaches a route from the provider's pushes, and what the provider reads.
 */
class ClickSendWebhookTest {

    private static final String INBOUND = """
            {"body":"YES","message":"YES","from":"+61411111111","sms":"+61411111111","to":"+61422222222",
             "originalsenderid":"+61422222222","timestamp":1790000123,"message_id":"IN-1","original_message_id":"M-1",
             "originalmessageid":"M-1","original_body":"Coming?","originalmessage":"Coming?","custom_string":"order-1042",
             "customstring":"order-1042","user_id":11,"subaccount_id":22,"_keyword":"YES"}""";
    private static final String INBOUND_FORM
            = "body=YES&message=YES&from=%2B61411111111&sms=%2B61411111111&to=%2B61422222222&originalsenderid=%2B61422222222"
              + "&timestamp=1790000123&message_id=IN-1&original_message_id=M-1&originalmessageid=M-1&original_body=Coming%3F"
              + "&originalmessage=Coming%3F&custom_string=order-1042&customstring=order-1042&user_id=11&subaccount_id=22&_keyword=YES";
    private static final String RECEIPT
            = "timestamp_send=1790000000&timestamp=1790000007&message_id=M-1&messageid=M-1&status=Delivered&status_code=201"
              + "&status_text=ok&error_code=&error_text=&custom_string=order-1042&customstring=order-1042&user_id=11&subaccount_id=22"
              + "&message_type=sms";

    private WebhookServer server;
    private CamelContext context;
    private MockEndpoint inbound;
    private MockEndpoint receipts;

    @BeforeEach
    void start() throws Exception {
        server = new WebhookServer(ClickSendContexts.of("http://localhost:1"), new RouteBuilder() {
            @Override
            public void configure() {
                String common = "&webhookComponentName=platform-http&webhookAutoRegister=false&webhookVerifyToken=s3cret";
                from("webhook:clicksend:inboundSms?webhookPath=/inbound" + common).to("mock:inbound").setHeader("X-Route",
                        constant("echo"));
                from("webhook:clicksend:deliveryReceipts?webhookPath=/receipts" + common).to("mock:receipts");
            }
        });
        context = server.context();
        inbound = server.mock("inbound");
        receipts = server.mock("receipts");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = { "json", "form", "query", "json labelled as form" })
    void anInboundSmsReachesTheRouteInEachShape(String shape) throws Exception {
        HttpResponse<String> answer = switch (shape) {
            case "json" -> post("/inbound?token=s3cret", INBOUND, "application/json");
            case "form" -> post("/inbound?token=s3cret", INBOUND_FORM, "application/x-www-form-urlencoded");
            case "query" -> get("/inbound?token=s3cret&" + INBOUND_FORM);
            default -> post("/inbound?token=s3cret", INBOUND, "text/plain");
        };

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().map().keySet()).doesNotContain("x-route", "x-caller", "token");
        Exchange exchange = only(inbound);
        assertThat(exchange.getMessage().getBody(InboundSms.class)).isEqualTo(new InboundSms(
                "YES", "+61422222222", "+61411111111", "order-1042", "M-1", "Coming?", 11L, 22L, 1790000123L, null, "IN-1",
                "+61422222222", "YES", Map.of("sms", "+61411111111")));
        assertThat(exchange.getMessage().getBody(String.class)).isEqualTo("YES");
        assertThat(exchange.getMessage().getHeaders()).containsOnly(
                entry(MessagingConstants.PROVIDER, "clicksend"),
                entry(MessagingConstants.ACCOUNT, ClickSendContexts.account(context)),
                entry(MessagingConstants.EVENT_ID, "IN-1"),
                entry(MessagingConstants.MESSAGE_ID, "IN-1"), entry(MessagingConstants.SENDER, "+61411111111"),
                entry(MessagingConstants.RECIPIENT, "+61422222222"), entry(MessagingConstants.REFERENCE, "order-1042"),
                entry(MessagingConstants.IN_REPLY_TO, "M-1"),
                entry(MessagingConstants.TIMESTAMP, Instant.ofEpochSecond(1790000123)));
    }

    @Test
    void aUrlThatNobodySetIsNotRegistered() {
        assertThatThrownBy(() -> context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("webhook:clicksend:inboundSms?webhookComponentName=platform-http&webhookPath=/x&webhookVerifyToken=t")
                        .to("mock:x");
            }
        })).rootCause().isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("webhook:clicksend:inboundSms registers its URL at ClickSend and was not told which");
    }

    @Test
    void aNullTextIsAnEmptyOneAndTheWordIsAWord() throws Exception {
        post("/inbound?token=s3cret", "{\"message_id\":\"N-1\",\"from\":\"+61491570101\",\"body\":null}", "application/json");
        post("/inbound?token=s3cret", "{\"message_id\":\"N-2\",\"from\":\"+61491570101\",\"body\":\"null\"}",
                "application/json");
        post("/inbound?token=s3cret", "message_id=N-3&from=+61491570101&body=caf%E9", "text/plain; charset=ISO-8859-1");

        assertThat(inbound.getExchanges()).extracting(e -> e.getMessage().getBody(String.class))
                .containsExactly("", "null", "café");
        assertThat(inbound.getExchanges()).extracting(e -> e.getMessage().getHeader(MessagingConstants.SENDER))
                .containsOnly("+61491570101");
    }

    @Test
    void aTestPushIsRecognised() throws Exception {
        post("/inbound?token=s3cret", INBOUND.replace("\"timestamp\"", "\"timestamp_send\""), "application/json");

        assertThat(only(inbound).getMessage().getHeaders()).containsEntry(ClickSendConstants.TEST_PUSH, true)
                .containsEntry(MessagingConstants.TIMESTAMP, Instant.ofEpochSecond(1790000123));
    }

    @Test
    void anEmptyTextAndNoOriginalAreFine() throws Exception {
        post("/inbound?token=s3cret",
                "{\"body\":\"\",\"from\":\"+61411111111\",\"message_id\":\"IN-2\",\"original_message_id\":null,"
                                      + "\"custom_string\":\"\"}",
                "application/json");

        assertThat(only(inbound).getMessage().getBody(String.class)).isEmpty();
        assertThat(inbound.getExchanges().get(0).getMessage().getHeaders()).doesNotContainKeys(MessagingConstants.REFERENCE,
                MessagingConstants.IN_REPLY_TO);
    }

    @Test
    void aReceiptReachesTheRoute() throws Exception {
        HttpResponse<String> answer = post("/receipts?token=s3cret", RECEIPT, "application/x-www-form-urlencoded");

        assertThat(answer.statusCode()).isEqualTo(200);
        Exchange exchange = only(receipts);
        assertThat(exchange.getMessage().getBody(Receipt.class)).isEqualTo(new Receipt(
                1790000000L, 1790000007L, "M-1", "Delivered", "201", "ok", null, null, "order-1042", 11L, 22L, "sms", null,
                null));
        assertThat(exchange.getMessage().getHeaders()).containsOnly(
                entry(MessagingConstants.PROVIDER, "clicksend"),
                entry(MessagingConstants.ACCOUNT, ClickSendContexts.account(context)),
                entry(MessagingConstants.EVENT_ID, "M-1:201"),
                entry(MessagingConstants.MESSAGE_ID, "M-1"), entry(MessagingConstants.REFERENCE, "order-1042"),
                entry(MessagingConstants.STATUS, DeliveryStatus.DELIVERED), entry(MessagingConstants.STATUS_FINAL, true),
                entry(MessagingConstants.TIMESTAMP, Instant.ofEpochSecond(1790000007)),
                entry(ClickSendConstants.RAW_STATUS, "201"));
    }

    @ParameterizedTest
    @CsvSource({
            "status_code=200, SENT, false", "status_code=201, DELIVERED, true", "status_code=300, SENT, false",
            "status_code=301, UNDELIVERED, true", "status_code=302, UNKNOWN, false", "status_code=Completed, DELIVERED, true",
            "status_code=Failed, UNDELIVERED, true", "status=Delivered, UNKNOWN, false",
            "status=Undelivered, UNKNOWN, false", "status_code=201&error_code=4&status=Undelivered, DELIVERED, true",
            "status_code=301&error_code=&status=Delivered, UNDELIVERED, true",
            "status_code=200&status=Undelivered, SENT, false",
            "status_code=999&status=Delivered, UNKNOWN, false", "status_code=Sent, SENT, false" })
    void eachStatusIsRead(String field, DeliveryStatus status, boolean isFinal) throws Exception {
        post("/receipts?token=s3cret", "message_id=M-1&digits=1&" + field, "application/x-www-form-urlencoded");

        assertThat(only(receipts).getMessage().getHeaders()).contains(entry(MessagingConstants.STATUS, status),
                entry(MessagingConstants.STATUS_FINAL, isFinal), entry(ClickSendConstants.RAW_STATUS, field.split("[=&]")[1]),
                entry(ClickSendConstants.DIGITS, "1"), entry(MessagingConstants.KEYS_PRESSED, "1"));
    }

    @Test
    void aTimeBeyondAllClocksIsNone() throws Exception {
        HttpResponse<String> answer
                = post("/receipts?token=s3cret", "message_id=M-1&status_code=201&timestamp=" + Long.MAX_VALUE,
                        "application/x-www-form-urlencoded");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(only(receipts).getMessage().getHeaders()).doesNotContainKey(MessagingConstants.TIMESTAMP);
    }

    /** An opt-out must not be lost for a time that nobody can read. */
    @ParameterizedTest
    @ValueSource(strings = { "\"soon\"", "\"2026-11-29 10:00:00\"", "{}", "[1]", "true" })
    void aFieldThatCannotBeReadIsLeftOut(String timestamp) throws Exception {
        assertThat(post("/inbound?token=s3cret", INBOUND.replace("1790000123", timestamp), "application/json").statusCode())
                .isEqualTo(200);
        assertThat(only(inbound).getMessage().getBody(String.class)).isEqualTo("YES");
        assertThat(only(inbound).getMessage().getHeaders()).doesNotContainKey(MessagingConstants.TIMESTAMP);
    }

    private Exchange only(MockEndpoint mock) {
        assertThat(mock.getExchanges()).hasSize(1);
        return mock.getExchanges().get(0);
    }

    private HttpResponse<String> post(String path, String body, String contentType) throws Exception {
        return server.post(path, body, contentType);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return server.get(path);
    }
}
