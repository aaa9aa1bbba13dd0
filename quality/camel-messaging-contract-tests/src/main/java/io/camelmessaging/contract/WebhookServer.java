/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.impl.DefaultCamelContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A context whose webhooks can be called, on a free port of this machine.
 */
public final class WebhookServer implements AutoCloseable {

    private final HttpClient client = HttpClient.newHttpClient();
    private final DefaultCamelContext context;
    private final int port;

    /**
     * @param context not started; it is closed with this
     * @param routes  the routes behind the webhooks
     */
    public WebhookServer(DefaultCamelContext context, RoutesBuilder routes) throws Exception {
        VertxPlatformHttpServerConfiguration server = new VertxPlatformHttpServerConfiguration();
        server.setBindPort(0);
        context.addService(new VertxPlatformHttpServer(server));
        context.addRoutes(routes);
        context.start();
        this.context = context;
        this.port = context.hasService(VertxPlatformHttpServer.class).getPort();
    }

    public CamelContext context() {
        return context;
    }

    public MockEndpoint mock(String name) {
        return context.getEndpoint("mock:" + name, MockEndpoint.class);
    }

    /** The one exchange that an endpoint got. */
    public Exchange only(String mock) {
        assertThat(mock(mock).getExchanges()).hasSize(1);
        return mock(mock).getExchanges().get(0);
    }

    public URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    /** A call with a header that must not come back. */
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path)).header("X-Caller", "me");
    }

    public HttpResponse<String> post(String path, String body, String contentType) throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", contentType).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    public HttpResponse<String> send(HttpRequest.Builder call) throws IOException, InterruptedException {
        return client.send(call.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        try {
            context.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
