/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The body of a call to Vert.x, in both versions of HTTP. */
class VertxBodyTest {

    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Vertx vertx = Vertx.vertx().exceptionHandler(failures::add);
    private HttpServer server;

    @BeforeEach
    void listen() throws Exception {
        server = vertx.createHttpServer().requestHandler(request -> request.endHandler(end -> {
            Exchange exchange = new DefaultExchange(context);
            exchange.getMessage().setBody(request);
            VertxBody.letPass(exchange.getMessage());
            // after what was just asked for
            vertx.runOnContext(go -> request.response().end());
        })).listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get();
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get();
        context.close();
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void aCallThatHasComeToItsEndIsLetPass(HttpClient.Version version) throws Exception {
        HttpClient client = HttpClient.newBuilder().version(version).build();
        // the first one asks for HTTP/2, the second one is of it
        for (int call = 0; call < 2; call++) {
            HttpResponse<Void> answer = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort()))
                            .POST(HttpRequest.BodyPublishers.ofString("{}")).build(),
                    HttpResponse.BodyHandlers.discarding());
            assertThat(answer.version()).isEqualTo(version);
        }

        assertThat(failures).isEmpty();
    }
}
