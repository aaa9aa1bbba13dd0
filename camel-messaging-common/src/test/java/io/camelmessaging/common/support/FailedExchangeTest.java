/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.courier.Courier;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathTemplate;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * One rule says what a failed exchange is, behind a webhook and behind a poll.
 */
class FailedExchangeTest {

    private static final String RECEIPT = "{\"id\":\"r1\",\"number\":\"+37255500123\",\"status\":\"SENT\"}";

    @RegisterExtension
    static final WireMockExtension PROVIDER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort()).build();

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final MemoryIdempotentRepository seen = new MemoryIdempotentRepository();
    private final List<Exchange> after = new CopyOnWriteArrayList<>();
    private DefaultCamelContext context;

    @BeforeEach
    void create() {
        context = Courier.context(PROVIDER.baseUrl());
        PROVIDER.stubFor(post("/sms").willReturn(okJson("{\"id\":\"m1\"}")));
        PROVIDER.stubFor(delete(urlPathTemplate("/receipts/{id}")).willReturn(ok()));
        PROVIDER.stubFor(get("/receipts").willReturn(okJson("{\"receipts\":[" + RECEIPT + "]}")));
    }

    @AfterEach
    void stop() {
        context.getShutdownStrategy().setTimeout(5);
        long begin = System.nanoTime();
        context.stop();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).as("nothing holds the stop").isLessThan(Duration.ofSeconds(5));
        assertThat(context.getInflightRepository().size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "exception", "rollback", "markRollbackOnly", "markRollbackOnlyLast", "error", "error after a send",
            "error in a sub-route after a send", "error in a split after a send", "error in another thread's step",
            "handled and marked" })
    void aFailedRouteIsA500AndIsNotRemembered(String failure) throws Exception {
        routes(failure, "webhook:courier:receipts?webhookPath=/r&webhookComponentName=platform-http&webhookVerifyToken=t");

        HttpResponse<String> answer = call();

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).isEmpty();
        assertThat(after).isEmpty();
        assertThat(seen.getCacheSize()).as("an idempotent consumer of the route forgot it").isZero();
        // the thread that met an error works on
        for (int i = 0; i < 5; i++) {
            assertThat(call().statusCode()).isEqualTo(500);
        }
        assertThat(after).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "exception", "rollback", "markRollbackOnly", "markRollbackOnlyLast", "error",
            "error after a send", "error in a sub-route after a send", "error in a split after a send",
            "handled and marked", "marked behind an in-memory queue" })
    void aPolledEventOfAFailedRouteComesAgain(String failure) throws Exception {
        PROVIDER.resetRequests();
        routes(failure, "courier:receipts?initialDelay=0&delay=20");

        Awaitility.await().until(() -> PROVIDER.findAll(getRequestedFor(urlEqualTo("/receipts"))).size() >= 5);
        PROVIDER.verify(0, deleteRequestedFor(urlEqualTo("/receipts/r1")));
        assertThat(after).isEmpty();
        Awaitility.await().until(() -> tries.size() > 2);
        PROVIDER.verify(0, deleteRequestedFor(urlEqualTo("/receipts/r1")));
    }

    @ParameterizedTest
    @ValueSource(strings = { "nothing", "stop", "handled" })
    void aRouteThatEndsEarlySucceeded(String end) throws Exception {
        routes(end, "webhook:courier:receipts?webhookPath=/r&webhookComponentName=platform-http&webhookVerifyToken=t");

        assertThat(call().statusCode()).isEqualTo(200);
        assertThat(tries).hasSize(1);
    }

    @Test
    void aStepThatStopsIsOneThatDoesNotGoOn() throws Exception {
        context.start();
        Exchange exchange = context.getEndpoint("courier:sms").createExchange();
        assertThat(ExchangeFailure.ofStep(exchange)).isEmpty();
        exchange.setRouteStop(true);
        assertThat(ExchangeFailure.of(exchange)).isEmpty();
        assertThat(ExchangeFailure.ofStep(exchange)).get().asString().contains("stopped the route");
        exchange.setRollbackOnly(true);
        assertThat(ExchangeFailure.of(exchange)).get().asString().contains("marked it for rollback");
    }

    private final List<Exchange> tries = new CopyOnWriteArrayList<>();

    private void routes(String what, String from) throws Exception {
        if (from.startsWith("webhook:")) {
            VertxPlatformHttpServerConfiguration server = new VertxPlatformHttpServerConfiguration();
            server.setBindPort(0);
            context.addService(new VertxPlatformHttpServer(server));
        }
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(IllegalArgumentException.class).handled(true).to("direct:handled");
                from("direct:handled").choice().when(constant(what.contains("marked"))).markRollbackOnly().end();
                from("direct:sub").to("courier:sms").process(FailedExchangeTest::error);
                from("seda:queue").process(tries::add).markRollbackOnly();
                if (what.equals("marked behind an in-memory queue")) {
                    from(from).process(tries::add).to("seda:queue");
                    return;
                }
                var route = from(from).process(tries::add)
                        .idempotentConsumer(header(MessagingConstants.EVENT_ID), seen)
                        .setHeader(MessagingConstants.TO, constant(Courier.NUMBER)).setBody(constant(Courier.TEXT));
                switch (what) {
                    case "exception" -> route.throwException(new IllegalStateException("broken"));
                    case "rollback" -> route.rollback("broken");
                    case "markRollbackOnly" -> route.markRollbackOnly();
                    case "markRollbackOnlyLast" -> route.markRollbackOnlyLast();
                    case "error" -> route.process(FailedExchangeTest::error).process(after::add);
                    case "error after a send" ->
                        route.to("courier:sms").process(FailedExchangeTest::error).process(after::add);
                    case "error in a sub-route after a send" -> route.to("direct:sub").process(after::add);
                    case "error in a split after a send" -> route.to("courier:sms")
                            .split(constant(List.of("a", "b"))).process(FailedExchangeTest::error).end().process(after::add);
                    case "error in another thread's step" ->
                        route.threads(1).to("courier:sms").process(FailedExchangeTest::error).process(after::add);
                    case "handled", "handled and marked" -> route.throwException(new IllegalArgumentException("broken"));
                    case "stop" -> route.stop();
                    default -> route.process(after::add);
                }
            }
        });
        context.start();
    }

    private static void error(Exchange exchange) {
        throw new NoClassDefFoundError("a/missing/Jar");
    }

    private HttpResponse<String> call() throws Exception {
        int port = context.hasService(VertxPlatformHttpServer.class).getPort();
        return client.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/r?token=t"))
                .timeout(Duration.ofSeconds(30)).POST(HttpRequest.BodyPublishers.ofString(RECEIPT))
                .header("Content-Type", "application/json").build(), HttpResponse.BodyHandlers.ofString());
    }
}
