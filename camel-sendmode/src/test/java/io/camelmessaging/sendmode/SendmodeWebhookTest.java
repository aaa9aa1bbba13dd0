/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sendmode;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;

import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.RejectionReason;
import io.camelmessaging.contract.WebhookServer;
import io.camelmessaging.sendmode.model.CustomerReply;
import io.camelmessaging.sendmode.model.DeliveryReport;
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
 * What reaches a route from the provider's pushes, and what the provider reads.
 */
class SendmodeWebhookTest {

    private static final String REPORT
            = "EventID=32430001&Phonenumber=353870000101&DataType=SMS&Status=DELIVRD&CustomerID=7781&Operator=X";
    private static final String REPLY = "mobilenumber=353870000101&command=YES%20please%20%F0%9F%98%80&sentto=50123";
    private static final String TOKEN = "token=s3cret";

    private WebhookServer server;
    private CamelContext context;
    private MockEndpoint receipts;
    private MockEndpoint replies;

    @BeforeEach
    void start() throws Exception {
        server = new WebhookServer(SendmodeContexts.of("http://localhost:1"), new RouteBuilder() {
            @Override
            public void configure() {
                from("webhook:sendmode:deliveryReceipts?webhookComponentName=platform-http&webhookPath=/receipts"
                     + "&webhookVerifyToken=s3cret").to("mock:receipts").setHeader("X-Route", constant("echo"));
                from("webhook:sendmode:replies?webhookComponentName=platform-http&webhookPath=/replies"
                     + "&webhookVerifyToken=s3cret&defaultRegion=IE").to("mock:replies")
                        .setBody(constant("not for the provider"));
                from("webhook:sendmode:replies?webhookComponentName=platform-http&webhookPath=/failing"
                     + "&webhookVerifyToken=s3cret").throwException(new IllegalStateException("broken"));
                from("webhook:sendmode:replies?webhookComponentName=platform-http&webhookPath=/concealing"
                     + "&webhookVerifyToken=s3cret&answerOnFailure=true").throwException(new IllegalStateException("broken"));
            }
        });
        context = server.context();
        receipts = server.mock("receipts");
        replies = server.mock("replies");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = { "GET query", "POST query", "POST form", "POST JSON", "POST lower" })
    void aReportReachesTheRouteInEachShape(String shape) throws Exception {
        HttpResponse<String> answer = push(shape, "/receipts", REPORT);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("True");
        assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("text/plain");
        assertThat(answer.headers().map().keySet()).doesNotContain("x-route", "x-caller", "token", "status");
        Exchange exchange = only(receipts);
        DeliveryReport report = exchange.getMessage().getBody(DeliveryReport.class);
        assertThat(report.eventIdOnWire()).isEqualTo("32430001");
        assertThat(report.phoneNumber()).isEqualTo("353870000101");
        assertThat(report.dataType()).isEqualTo("SMS");
        assertThat(report.extraFields().values()).containsExactly("X");
        assertThat(exchange.getMessage().getHeaders()).containsOnly(
                entry(MessagingConstants.PROVIDER, "sendmode"),
                entry(MessagingConstants.ACCOUNT, SendmodeContexts.account(context)),
                entry(MessagingConstants.EVENT_ID, "32430001:353870000101:DELIVRD"),
                entry(MessagingConstants.MESSAGE_ID, "32430001"),
                entry(MessagingConstants.REFERENCE, "7781"),
                entry(MessagingConstants.RECIPIENT, "+353870000101"),
                entry(MessagingConstants.STATUS, DeliveryStatus.DELIVERED),
                entry(MessagingConstants.STATUS_FINAL, true),
                entry(SendmodeConstants.RAW_STATUS, "DELIVRD"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "GET query", "POST query", "POST form", "POST JSON", "POST lower" })
    void aReplyReachesTheRouteInEachShape(String shape) throws Exception {
        Instant before = Instant.now();
        HttpResponse<String> answer = push(shape, "/replies", REPLY);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("True");
        Exchange exchange = only(replies);
        CustomerReply reply = exchange.getMessage().getBody(CustomerReply.class);
        assertThat(reply.text()).isEqualTo("YES please 😀");
        assertThat(exchange.getMessage().getBody(String.class)).isEqualTo("YES please 😀");
        assertThat(reply.receivedAt()).isBetween(before, Instant.now());
        assertThat(exchange.getMessage().getHeaders()).containsOnly(
                entry(MessagingConstants.PROVIDER, "sendmode"),
                entry(MessagingConstants.ACCOUNT, SendmodeContexts.account(context)),
                entry(MessagingConstants.EVENT_ID, "353870000101:" + reply.receivedAt()),
                entry(MessagingConstants.SENDER, "+353870000101"),
                entry(MessagingConstants.RECIPIENT, "50123"),
                entry(MessagingConstants.TIMESTAMP, reply.receivedAt()),
                entry(SendmodeConstants.OPT_OUT, false));
    }

    @ParameterizedTest
    @CsvSource({
            "DELIVRD, DELIVERED, true", "dispatched, SENT, false", "EXPIRED, EXPIRED, true", "UNDELIV, UNDELIVERED, true",
            "REJECTD, REJECTED, true", "OPTED%20OUT%20-%20BLOCKED, REJECTED, true", "OPTED+OUT+-+BLOCKED, REJECTED, true",
            "FAILED, UNDELIVERED, true", "Parked, UNKNOWN, false" })
    void eachStatusIsReadAndAnUnknownOneKeepsItsWord(String raw, DeliveryStatus status, boolean isFinal) throws Exception {
        push("GET query", "/receipts", "EventID=1&Phonenumber=353870000101&Status=" + raw);

        assertThat(only(receipts).getMessage().getHeaders()).contains(entry(MessagingConstants.STATUS, status),
                entry(MessagingConstants.STATUS_FINAL, isFinal),
                entry(SendmodeConstants.RAW_STATUS, raw.replace("%20", " ").replace("+", " ")));
        assertThat(only(receipts).getMessage().getBody(DeliveryReport.class).rejectionReason())
                .isEqualTo(raw.startsWith("OPTED") ? RejectionReason.OPTED_OUT : null);
    }

    @ParameterizedTest
    @CsvSource({
            "STOP, true", "stop, true", "%20Stop%20, true", "STOPALL, true", "UNSUBSCRIBE, true", "CANCEL, true", "END, true",
            "QUIT, true", "REVOKE, true", "OPTOUT, true", "STOP%20123, false", "Please%20stop, false", "START, false",
            "'', false" })
    void anOptOutIsTheWholeMessage(String command, boolean optOut) throws Exception {
        push("GET query", "/replies", "mobilenumber=353870000101&command=" + command);

        assertThat(only(replies).getMessage().getHeader(SendmodeConstants.OPT_OUT)).isEqualTo(optOut);
    }

    @ParameterizedTest
    @CsvSource({
            "353870000101, +353870000101", "%2B353870000101, +353870000101", "00353870000101, +353870000101",
            "0870000101, +353870000101", "unknown, unknown" })
    void aPushedNumberIsNormalisedForCorrelation(String pushed, String sender) throws Exception {
        push("GET query", "/replies", "command=x&mobilenumber=" + pushed);

        assertThat(only(replies).getMessage().getHeader(MessagingConstants.SENDER)).isEqualTo(sender);
    }

    @Test
    void aFailedRouteAsksForARepeatUnlessConcealed() throws Exception {
        HttpResponse<String> failed = push("GET query", "/failing", REPLY);
        assertThat(failed.statusCode()).isEqualTo(500);
        assertThat(failed.body()).isEmpty();

        HttpResponse<String> concealed = push("GET query", "/concealing", REPLY);
        assertThat(concealed.statusCode()).isEqualTo(200);
        assertThat(concealed.body()).isEqualTo("True");
    }

    @Test
    void aBeanBecomesAMapByWireNames() throws Exception {
        push("GET query", "/receipts", REPORT);

        assertThat(only(receipts).getMessage().getBody(Map.class)).containsEntry("EventID", "32430001")
                .containsEntry("Phonenumber", "353870000101").containsEntry("CustomerID", "7781")
                .doesNotContainKey("recipient");
    }

    private Exchange only(MockEndpoint mock) {
        assertThat(mock.getExchanges()).hasSize(1);
        return mock.getExchanges().get(0);
    }

    private HttpResponse<String> push(String shape, String path, String parameters) throws Exception {
        return server.send(switch (shape) {
            case "GET query" -> request(path + "?" + TOKEN + "&" + parameters).GET();
            case "POST query" ->
                request(path + "?" + TOKEN + "&" + parameters).POST(HttpRequest.BodyPublishers.noBody());
            case "POST form" -> request(path + "?" + TOKEN).header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(parameters));
            case "POST JSON" -> request(path + "?" + TOKEN).header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(json(parameters)));
            default ->
                request(path + "?" + TOKEN + "&" + lowerNames(parameters)).POST(HttpRequest.BodyPublishers.noBody());
        });
    }

    private static String json(String parameters) {
        StringBuilder json = new StringBuilder("{");
        for (String pair : parameters.split("&")) {
            String[] parts = pair.split("=", 2);
            json.append(json.length() == 1 ? "" : ",").append('"').append(parts[0]).append("\":\"")
                    .append(java.net.URLDecoder.decode(parts[1], java.nio.charset.StandardCharsets.UTF_8)).append('"');
        }
        return json.append('}').toString();
    }

    private static String lowerNames(String parameters) {
        StringBuilder lower = new StringBuilder();
        for (String pair : parameters.split("&")) {
            String[] parts = pair.split("=", 2);
            lower.append(lower.length() == 0 ? "" : "&").append(parts[0].toLowerCase(java.util.Locale.ROOT)).append('=')
                    .append(parts[1]);
        }
        return lower.toString();
    }

    private HttpRequest.Builder request(String path) {
        return server.request(path);
    }
}
