/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.kamelets;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.camelmessaging.common.support.Operation;
import io.camelmessaging.test.SandboxExtension;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * There is a Kamelet for each operation and trigger, and it starts with the properties that it requires.
 */
class PaletteStartTest {

    @RegisterExtension
    static final SandboxExtension RUNNING = new SandboxExtension();

    private KameletContext context;

    @BeforeEach
    void listen() throws Exception {
        context = new KameletContext(RUNNING);
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void aKameletForEveryOperationAndTrigger() throws Exception {
        List<String> files = Files.list(Path.of("target/classes/kamelets")).map(file -> file.getFileName().toString()).toList();

        assertThat(KameletContext.kamelets().map(kamelet -> kamelet.get()[0] + ".kamelet.yaml"))
                .containsExactlyInAnyOrderElementsOf(files);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.camelmessaging.kamelets.KameletContext#kamelets")
    void starts(String name, Provider provider, Operation operation, Kind kind) throws Exception {
        context.start(new RouteBuilder() {
            @Override
            public void configure() {
                if (kind.isCalled()) {
                    from("direct:start").to(context.uri(provider, operation, kind, "")).to("mock:end");
                } else {
                    from(context.uri(provider, operation, kind, "")).to("mock:end");
                }
            }
        });

        assertThat(context.getRoutes()).hasSize(2).allMatch(route -> context.getRouteController()
                .getRouteStatus(route.getRouteId()).isStarted());
        assertThat(context.getEndpoints()).extracting(endpoint -> endpoint.toString()).noneMatch(
                endpoint -> endpoint.contains(KameletContext.TOKEN)
                        || provider.credentials.stream()
                                .anyMatch(secret -> endpoint.contains(context.account(provider).get(secret))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.camelmessaging.kamelets.KameletContext#kamelets")
    void aWebhookAsksForItsToken(String name, Provider provider, Operation operation, Kind kind) throws Exception {
        if (kind != Kind.WEBHOOK) {
            return;
        }
        context.start(new RouteBuilder() {
            @Override
            public void configure() {
                from(context.uri(provider, operation, kind, "")).to("mock:end");
            }
        });

        assertThat(post("/" + name + "?token=wrong")).isEqualTo(403);
        assertThat(post("/" + name + "?token=" + URLEncoder.encode(KameletContext.TOKEN, StandardCharsets.UTF_8)))
                .isEqualTo(400);
        assertThat(context.mock("end").getExchanges()).isEmpty();
    }

    private int post(String path) throws Exception {
        int port = context.hasService(VertxPlatformHttpServer.class).getPort();
        return HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{")).build(),
                HttpResponse.BodyHandlers.ofString()).statusCode();
    }
}
