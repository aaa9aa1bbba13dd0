/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.Stream;

import io.camelmessaging.common.courier.Courier;
import io.camelmessaging.common.courier.WebhookInput;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a call says is read alike on every server that camel-webhook takes.
 */
class WebhookServersTest {

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private DefaultCamelContext context;
    private MockEndpoint events;
    private int port;

    static Stream<String> servers() {
        return Stream.of(System.getProperty("webhook.servers", "platform-http,netty-http,undertow,jetty").split(","));
    }

    @ParameterizedTest
    @MethodSource("servers")
    void everyCallIsReadAlike(String server) throws Exception {
        start(server);

        WebhookInput.playAll(server, URI.create("http://localhost:" + port + "/inbound?token=t"), events);
    }

    @ParameterizedTest
    @MethodSource("servers")
    void aFailedRouteIsAnEmpty500(String server) throws Exception {
        start(server);

        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/failing?token=t"))
                        .POST(HttpRequest.BodyPublishers.ofString("{\"id\":\"i1\",\"text\":\"my secret\"}"))
                        .header("Content-Type", "application/json").build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).isEmpty();
    }

    /** Its body is read by nobody. */
    @ParameterizedTest
    @MethodSource("servers")
    void callsAfterRefusedOnesAreRead(String server) throws Exception {
        start(server);
        String large = "{\"id\":\"i1\",\"text\":\"" + "x".repeat(100_000) + "\"}";

        for (int i = 0; i < 20; i++) {
            assertThat(post("/inbound?token=wrong", large)).isEqualTo(403);
            assertThat(post("/inbound?token=t", large)).isEqualTo(200);
        }

        assertThat(events.getReceivedCounter()).isEqualTo(20);
    }

    @ParameterizedTest
    @MethodSource("servers")
    void aCallThatIsTooLargeIsRefused(String server) throws Exception {
        start(server);
        int tooLarge = WebhookCall.MAX_SIZE + 1;

        for (int i = 0; i < 5; i++) {
            assertThat(post("/inbound?token=t", "{\"id\":\"i1\",\"text\":\"" + "x".repeat(tooLarge) + "\"}")).isEqualTo(413);
        }
        assertThat(post("/inbound?token=t", "{\"id\":\"i1\",\"text\":\"x\"}")).isEqualTo(200);

        assertThat(events.getReceivedCounter()).isEqualTo(1);
    }

    /** Undertow's component lets such a caller wait. */
    @ParameterizedTest
    @ValueSource(strings = { "platform-http", "netty-http", "jetty" })
    void aCallerThatAsksFirstMaySend(String server) throws Exception {
        start(server);

        HttpResponse<Void> answer = client.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/inbound?token=t")).expectContinue(true)
                        .timeout(Duration.ofSeconds(30))
                        .POST(HttpRequest.BodyPublishers.ofString("{\"id\":\"i1\",\"text\":\"x\"}")).build(),
                HttpResponse.BodyHandlers.discarding());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(events.getReceivedCounter()).isEqualTo(1);
    }

    private int post(String path, String body) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).timeout(Duration.ofSeconds(30))
                .POST(HttpRequest.BodyPublishers.ofString(body)).header("Content-Type", "application/json").build(),
                HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private void start(String server) throws Exception {
        context = Courier.context("http://localhost:1");
        if (server.equals("platform-http")) {
            VertxPlatformHttpServerConfiguration configuration = new VertxPlatformHttpServerConfiguration();
            configuration.setBindPort(0);
            context.addService(new VertxPlatformHttpServer(configuration));
        } else {
            try (ServerSocket free = new ServerSocket(0)) {
                port = free.getLocalPort();
            }
        }
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                restConfiguration().component(server).host("localhost").port(port);
                String options = "&webhookComponentName=" + server + "&webhookVerifyToken=t";
                from("webhook:courier:inbound?webhookPath=/inbound" + options).to("mock:events");
                from("webhook:courier:inbound?webhookPath=/failing" + options)
                        .throwException(new IllegalStateException("broken: my secret"));
            }
        });
        context.start();
        if (server.equals("platform-http")) {
            port = context.hasService(VertxPlatformHttpServer.class).getPort();
        }
        events = context.getEndpoint("mock:events", MockEndpoint.class);
    }

    @AfterEach
    void stop() throws Exception {
        context.close();
    }
}
