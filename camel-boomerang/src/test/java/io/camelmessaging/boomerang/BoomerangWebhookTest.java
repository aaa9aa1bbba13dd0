/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomerang;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.camelmessaging.boomerang.model.Reply;
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
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

/**
 * What reaches a route from the provider's calls, in whatever form they come, and what the provider reads.
 */
class BoomerangWebhookTest {

    private static final String REPLY
            = "{\"transaction_id\":900100250,\"custom_parameter\":\"118\",\"response_id\":\"550077\",\"from\":\"353871234567\","
              + "\"response_content\":\"YES\",\"is_new\":true,\"transaction_date\":\"2024-05-02 09:00:11\","
              + "\"response_date\":\"2024-05-02 09:03:40\",\"campaign_name\":\"visits\",\"conversation_id\":\"c1\",\"extra\":1}";
    private static final String FORM
            = "transaction_id=900100250&custom_parameter=118&response_id=550077&from=353871234567&response_content=YES"
              + "&is_new=true&transaction_date=2024-05-02+09%3A00%3A11&response_date=2024-05-02%2009:03:40"
              + "&campaign_name=visits&conversation_id=c1&extra=1";

    private WebhookServer server;
    private CamelContext context;
    private MockEndpoint replies;

    @BeforeEach
    void start() throws Exception {
        server = new WebhookServer(BoomerangContexts.of("http://localhost:1"), new RouteBuilder() {
            @Override
            public void configure() {
                from("webhook:boomerang:replies?webhookComponentName=platform-http&webhookPath=/replies"
                     + "&webhookVerifyToken=s3cret").to("mock:replies").setHeader("X-Route", constant("echo"))
                        .setBody(constant("not for the provider"));
                from("webhook:boomerang:replies?webhookComponentName=platform-http&webhookPath=/other"
                     + "&webhookVerifyToken=s3cret&callbackAnswerStatus=202&callbackAnswerBody=taken").to("mock:replies");
            }
        });
        context = server.context();
        replies = server.mock("replies");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = { "application/json", "text/plain", "application/octet-stream" })
    void aReplyInJsonReachesTheRoute(String contentType) throws Exception {
        assertTaken(post("/replies?token=s3cret", REPLY, contentType));

        assertReply(Map.of("extra", 1));
    }

    @ParameterizedTest
    @ValueSource(strings = { "application/x-www-form-urlencoded", "text/plain" })
    void aReplyInAFormReachesTheRoute(String contentType) throws Exception {
        assertTaken(post("/replies?token=s3cret", FORM, contentType));

        assertReply(Map.of("extra", "1"));
    }

    @Test
    void aReplyInTheQueryReachesTheRoute() throws Exception {
        assertTaken(get("/replies?" + FORM + "&token=s3cret"));

        assertReply(Map.of("extra", "1"));
    }

    @Test
    void bodyAndQueryAreOne() throws Exception {
        assertTaken(post("/replies?token=s3cret&site=north&from=1", REPLY, "application/json"));

        assertReply(Map.of("extra", 1, "site", "north"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "[{\"response_id\":\"1\",\"response_content\":\"a\"},{\"response_id\":\"2\",\"response_content\":\"b\"}]",
            "{\"status\":200,\"has_more\":false,\"replies\":[{\"response_id\":1,\"response_content\":\"a\"},"
                                                                                                                       + "{\"response_id\":2,\"response_content\":\"b\"}]}" })
    void severalRepliesAreOneExchangeEach(String body) throws Exception {
        assertTaken(post("/replies?token=s3cret", body, "application/json"));

        assertThat(replies.getExchanges()).extracting(e -> e.getMessage().getBody(String.class)).containsExactly("a", "b");
        assertThat(replies.getExchanges()).extracting(e -> e.getMessage().getHeader(MessagingConstants.EVENT_ID))
                .isEqualTo(List.of("1", "2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "{\"response_content\":\"x\",\"is_new\":\"perhaps\",\"from\":{\"a\":1}}",
            "{\"response_content\":null,\"transaction_id\":7}" })
    void whatIsMissingOrOddIsNoError(String body) throws Exception {
        assertTaken(post("/replies?token=s3cret", body, "application/json"));

        assertThat(only().getMessage().getHeader(MessagingConstants.EVENT_ID)).isNotNull();
    }

    @Test
    void anUnknownFieldIsKept() throws Exception {
        post("/replies?token=s3cret", "{\"response_id\":1,\"text\":\"under another name\"}", "application/json");

        assertThat(only().getMessage().getBody(Reply.class).extraFields()).isEqualTo(Map.of("text", "under another name"));
    }

    @Test
    void aNullTextIsAnEmptyOne() throws Exception {
        post("/replies?token=s3cret", "{\"response_id\":1,\"response_content\":null}", "application/json");

        assertThat(only().getMessage().getBody(String.class)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "{\"text\":\"under another name\"}", "{\"a\":1}", "text=hello", "{\"replies\":[{\"a\":1}]}",
            "[{\"response_id\":1},{\"a\":1}]",
            "{\"transaction_id\":\"7\",\"status\":\"D\",\"status_date\":\"2026-01-02\",\"destination\":\"37255500123\"}",
            "transaction_id=7&status=D&destination=37255500123" })
    void whatIsNoReplyIsRefused(String body) throws Exception {
        HttpResponse<String> answer = post("/replies?token=s3cret", body, "application/json");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEmpty();
        assertThat(get("/replies?token=s3cret&transaction_id=7&status=D").statusCode()).isEqualTo(400);
        assertThat(replies.getExchanges()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "{}", "[]", "", "{\"replies\":[]}" })
    void aCallThatSaysNothingOnlyTestsTheUrl(String body) throws Exception {
        assertTaken(post("/replies?token=s3cret", body, "application/json"));
        assertTaken(get("/replies?token=s3cret"));

        assertThat(replies.getExchanges()).isEmpty();
    }

    @Test
    void aPressedKeyIsNamed() throws Exception {
        post("/replies?token=s3cret", "{\"response_id\":1,\"response_content\":\"9\"}", "application/json");

        assertThat(only().getMessage().getHeader(BoomerangConstants.KEY_PRESSED)).isEqualTo("9");
    }

    @Test
    void theAnswerCanBeSaid() throws Exception {
        HttpResponse<String> answer = post("/other?token=s3cret", REPLY, "application/json");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("taken");
    }

    @Test
    void receiptsHaveNoWebhook() {
        assertThatThrownBy(() -> context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("webhook:boomerang:deliveryReceipts?webhookComponentName=platform-http&webhookVerifyToken=x")
                        .to("mock:open");
            }
        })).rootCause().hasMessageContaining("use from(\"boomerang:deliveryReceipts\")");
    }

    private void assertReply(Map<String, Object> extra) {
        Exchange exchange = only();
        assertThat(exchange.getMessage().getBody(Reply.class)).isEqualTo(new Reply(
                "900100250", "118", "550077", "353871234567", "YES", true, "2024-05-02 09:00:11", "2024-05-02 09:03:40",
                "visits", "c1", Instant.parse("2024-05-02T09:03:40Z"), extra));
        assertThat(exchange.getMessage().getHeaders()).containsOnly(
                entry(MessagingConstants.PROVIDER, "boomerang"),
                entry(MessagingConstants.ACCOUNT, BoomerangContexts.account(context)),
                entry(MessagingConstants.EVENT_ID, "550077"),
                entry(MessagingConstants.MESSAGE_ID, "550077"),
                entry(MessagingConstants.SENDER, "+353871234567"),
                entry(MessagingConstants.IN_REPLY_TO, "900100250"),
                entry(MessagingConstants.REFERENCE, "118"),
                entry(MessagingConstants.TIMESTAMP, Instant.parse("2024-05-02T09:03:40Z")));
    }

    private static void assertTaken(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().map().keySet()).doesNotContain("x-route", "x-caller", "token");
    }

    private Exchange only() {
        assertThat(replies.getExchanges()).hasSize(1);
        return replies.getExchanges().get(0);
    }

    private HttpResponse<String> post(String path, String body, String contentType) throws Exception {
        return server.post(path, body, contentType);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return server.get(path);
    }
}
