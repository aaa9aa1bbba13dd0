/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;

import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.courier.Courier;
import io.camelmessaging.common.courier.Wire;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.impl.DefaultCamelContext;
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
 * What reaches a route from a provider's call, and what the caller reads.
 */
class WebhookTest {

    private static final String RECEIPT = "{\"id\":\"r1\",\"number\":\"+37255500123\",\"status\":\"SENT\"}";

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private DefaultCamelContext context;
    private MockEndpoint events;
    private int port;

    @BeforeEach
    void start() throws Exception {
        context = Courier.context("http://localhost:1");
        VertxPlatformHttpServerConfiguration server = new VertxPlatformHttpServerConfiguration();
        server.setBindPort(0);
        context.addService(new VertxPlatformHttpServer(server));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                String options = "&webhookComponentName=platform-http&webhookVerifyToken=RAW(s3+cret)";
                from("webhook:courier:receipts?webhookPath=/receipts" + options).to("mock:events")
                        .setHeader("X-Route", constant("echo"));
                from("webhook:courier:inbound?webhookPath=/inbound&webhookMethods=GET-POST" + options).to("mock:events")
                        .setBody(constant("not for the caller"));
                from("webhook:courier:receipts?webhookPath=/failing" + options).to("mock:events")
                        .filter(header(MessagingConstants.MESSAGE_ID).isEqualTo("r1"))
                        .throwException(new IllegalStateException("broken: s3cret detail"));
            }
        });
        context.start();
        events = context.getEndpoint("mock:events", MockEndpoint.class);
        port = context.hasService(VertxPlatformHttpServer.class).getPort();
    }

    @AfterEach
    void stop() throws Exception {
        context.close();
    }

    @ParameterizedTest
    @ValueSource(strings = { "application/json", "text/plain", "json/application", "application/octet-stream" })
    void aCallReachesTheRouteWhateverItsContentType(String contentType) throws Exception {
        HttpResponse<String> answer = post("/receipts", RECEIPT, contentType);

        assertAnswer(answer, 200, "");
        assertThat(only().getMessage().getBody()).isEqualTo(
                new Wire.Receipt("r1", "+37255500123", DeliveryStatus.SENT, null, null));
        assertThat(only().getMessage().getHeaders()).containsOnly(
                entry(MessagingConstants.PROVIDER, "courier"), entry(MessagingConstants.ACCOUNT, Courier.account(context)),
                entry(MessagingConstants.EVENT_ID, "r1:SENT"),
                entry(MessagingConstants.MESSAGE_ID, "r1"), entry(MessagingConstants.RECIPIENT, "+37255500123"),
                entry(MessagingConstants.STATUS, DeliveryStatus.SENT), entry(MessagingConstants.STATUS_FINAL, false),
                entry("CamelCourierRaw", "SENT"));
    }

    @Test
    void aFormReachesTheRoute() throws Exception {
        HttpResponse<String> answer = post("/inbound",
                "id=i1&from=%2B37255500123&to=50300&text=J%C3%A4h+100%25&at=2026-01-02T03%3A04%3A05Z&answers=m7",
                "application/x-www-form-urlencoded");

        assertAnswer(answer, 200, "True");
        assertThat(only().getMessage().getBody(String.class)).isEqualTo("Jäh 100%");
        assertThat(only().getMessage().getHeaders()).containsOnly(
                entry(MessagingConstants.PROVIDER, "courier"), entry(MessagingConstants.ACCOUNT, Courier.account(context)),
                entry(MessagingConstants.EVENT_ID, "i1"),
                entry(MessagingConstants.MESSAGE_ID, "i1"), entry(MessagingConstants.SENDER, "+37255500123"),
                entry(MessagingConstants.RECIPIENT, "50300"), entry(MessagingConstants.IN_REPLY_TO, "m7"),
                entry(MessagingConstants.TIMESTAMP, Instant.parse("2026-01-02T03:04:05Z")));
    }

    @Test
    void aFormWithAnotherContentTypeReachesTheRoute() throws Exception {
        assertAnswer(post("/inbound", "id=i1&text=50%", "text/plain"), 200, "True");

        assertThat(only().getMessage().getBody(String.class)).isEqualTo("50%");
    }

    @Test
    void aGetReachesTheRouteWhereTheProviderUsesIt() throws Exception {
        HttpResponse<String> answer = call("GET", "/inbound?id=i1&text=STOP&token=s3%2Bcret", null, "text/plain");

        assertAnswer(answer, 200, "True");
        assertThat(only().getMessage().getBody(Wire.Inbound.class).text()).isEqualTo("STOP");
    }

    @ParameterizedTest
    @CsvSource({
            "GET, /receipts", "HEAD, /receipts", "PUT, /receipts", "DELETE, /receipts", "HEAD, /inbound", "PUT, /inbound" })
    void anotherMethodIsRefused(String method, String path) throws Exception {
        HttpResponse<String> answer = call(method, path + "?token=s3%2Bcret&id=i1", null, "text/plain");

        assertThat(answer.statusCode()).isEqualTo(405);
        events.expectedMessageCount(0);
        events.assertIsSatisfied();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "", "?token=", "?token=S3%2BCRET", "?token=s3%2Bcret2", "?token=wrong&token=s3%2Bcret", "?Token=s3%2Bcret",
            "?x=token=s3%2Bcret", "?token=s3%2Bcret%00",
            "?token=s3%2Bc%1Bret", "?token=%00s3%2Bcret", "?token%00=s3%2Bcret", "?%20token=s3%2Bcret" })
    void withoutTheTokenTheRouteIsNotCalled(String query) throws Exception {
        assertAnswer(call("POST", "/receipts" + query, RECEIPT, "application/json"), 403, "");
        assertThat(events.getExchanges()).isEmpty();
    }

    @Test
    void aTokenInTheFormOrAHeaderDoesNotCount() throws Exception {
        HttpResponse<String> answer = client.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/inbound"))
                .POST(HttpRequest.BodyPublishers.ofString("token=s3%2Bcret&id=i1"))
                .header("Content-Type", "application/x-www-form-urlencoded").header("token", "s3+cret").build(),
                HttpResponse.BodyHandlers.ofString());

        assertAnswer(answer, 403, "");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "hello", "{\"id\":", "{}", "[1,", "[{}]", "{\"id\":\"r1\",\"status\":\"LOST\"}", "\"text\"", "null",
            "{\"id\":\"r1\"}" })
    void whatCannotBeReadIsABadRequest(String body) throws Exception {
        assertAnswer(post("/receipts", body, "application/json"), 400, "");
        assertThat(events.getExchanges()).isEmpty();
    }

    @Test
    void anEmptyCallIsABadRequestWhereAnEventIsNeeded() throws Exception {
        assertAnswer(post("/receipts", "", "application/json"), 400, "");
    }

    @Test
    void aDeeplyNestedBodyIsABadRequest() throws Exception {
        assertAnswer(post("/receipts", "[".repeat(100_000), "application/json"), 400, "");
    }

    @Test
    void whatIsTooLargeIsRefused() throws Exception {
        assertAnswer(post("/receipts", "{\"id\":\"" + "x".repeat(256 * 1024) + "\"}", "application/json"), 413, "");
        assertThat(events.getExchanges()).isEmpty();
    }

    @Test
    void aFailedRouteIsAServerErrorWithoutDetail() throws Exception {
        assertAnswer(post("/failing", RECEIPT, "application/json"), 500, "");
    }

    @Test
    void severalEventsOfOneCallReachTheRouteOneByOne() throws Exception {
        assertAnswer(post("/receipts", "[" + RECEIPT + "," + RECEIPT.replace("r1", "r2") + "]", "application/json"), 200, "");

        assertThat(events.getExchanges()).extracting(exchange -> exchange.getMessage().getHeader(MessagingConstants.EVENT_ID))
                .containsExactly("r1:SENT", "r2:SENT");
    }

    @Test
    void oneOfSeveralThatFailsFailsTheCall() throws Exception {
        assertAnswer(post("/failing", "[" + RECEIPT.replace("r1", "r0") + "," + RECEIPT + "]", "application/json"), 500, "");
    }

    @Test
    void aCallWithoutEventsOnlyTestsTheUrl() throws Exception {
        assertAnswer(post("/receipts", "[]", "application/json"), 200, "");
        assertThat(events.getExchanges()).isEmpty();
    }

    @Test
    void headersCannotBeInjected() throws Exception {
        call("POST",
                "/receipts?token=s3%2Bcret&CAMELMessagingTo=1234&CamelHttpUri=http://evil.example.org&CamelMessagingEventId=x",
                RECEIPT, "application/json");

        assertThat(only().getMessage().getHeaders().keySet()).noneMatch(
                name -> name.equalsIgnoreCase(MessagingConstants.TO) || name.startsWith("CamelHttp"));
        assertThat(only().getMessage().getHeader(MessagingConstants.EVENT_ID)).isEqualTo("r1:SENT");
    }

    @Test
    void aWebhookWithoutTokenDoesNotStart() {
        assertThatThrownBy(() -> context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("webhook:courier:receipts?webhookComponentName=platform-http&webhookPath=/open").to("mock:open");
            }
        })).rootCause().isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("webhook:courier:receipts needs the option webhookVerifyToken");
    }

    @Test
    void unlessThatIsAllowed() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("webhook:courier:receipts?webhookComponentName=platform-http&webhookPath=/open&allowUnauthenticated=true")
                        .to("mock:events");
            }
        });

        assertAnswer(call("POST", "/open", RECEIPT, "application/json"), 200, "");
    }

    @Test
    void anOperationThatDoesNotListenDoesNotStart() {
        assertThatThrownBy(() -> context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("webhook:courier:sms?webhookComponentName=platform-http&webhookPath=/x&webhookVerifyToken=t").to("mock:x");
            }
        })).rootCause().hasMessage("courier:sms cannot be used behind webhook:: use to(\"courier:sms\").");
    }

    private Exchange only() {
        assertThat(events.getExchanges()).hasSize(1);
        return events.getExchanges().get(0);
    }

    private static void assertAnswer(HttpResponse<String> answer, int status, String body) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo(body);
        assertThat(answer.headers().map().keySet()).isSubsetOf("content-length", "content-type", "transfer-encoding");
    }

    private HttpResponse<String> post(String path, String body, String contentType) throws Exception {
        return call("POST", path + "?token=s3%2Bcret", body, contentType);
    }

    private HttpResponse<String> call(String method, String path, String body, String contentType) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .method(method, body == null
                                ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                        .header("Content-Type", contentType).header("X-Caller", "me").build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
