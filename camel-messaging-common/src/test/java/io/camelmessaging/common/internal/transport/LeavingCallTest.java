/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.internal.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpServer;
import io.camelmessaging.common.support.wire.ApiRequest;
import io.camelmessaging.common.support.wire.HttpMethod;
import io.camelmessaging.common.support.wire.RequestBody;
import io.camelmessaging.common.support.wire.TransportException;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * A call tells when it leaves, since that is when a provider's limit counts it.
 */
class LeavingCallTest {

    private final AtomicInteger left = new AtomicInteger();
    private CamelContext context;
    private HttpTransport transport;

    @BeforeEach
    void start() {
        context = new DefaultCamelContext();
        transport = new HttpTransportBuilder(context, "test").connectTimeout(Duration.ofSeconds(5)).maxResponseSize(1000)
                .build();
    }

    @AfterEach
    void stop() throws Exception {
        transport.close();
        context.close();
    }

    @ParameterizedTest
    @EnumSource(names = { "GET", "POST" })
    void itHasLeftWhenItArrives(HttpMethod method) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        AtomicInteger leftBefore = new AtomicInteger();
        server.createContext("/", call -> {
            leftBefore.set(left.get());
            call.sendResponseHeaders(200, -1);
            call.close();
        });
        server.start();
        try {
            transport.send(request(method, server.getAddress().getPort()), left::incrementAndGet).toCompletableFuture().get(10,
                    TimeUnit.SECONDS);
        } finally {
            server.stop(0);
        }

        assertThat(leftBefore.get()).as("when the request arrives").isPositive();
    }

    @ParameterizedTest
    @EnumSource(names = { "GET", "POST" })
    void oneWithoutAConnectionNeverLeaves(HttpMethod method) throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }

        assertThatThrownBy(() -> transport.send(request(method, port), left::incrementAndGet).toCompletableFuture().get(10,
                TimeUnit.SECONDS)).cause().isInstanceOf(TransportException.class);
        assertThat(left).hasValue(0);
    }

    private static ApiRequest request(HttpMethod method, int port) {
        return new ApiRequest(
                method, URI.create("http://127.0.0.1:" + port + "/"), Map.of(),
                method == HttpMethod.GET ? null : RequestBody.of(new byte[] { '{', '}' }, "application/json"),
                Duration.ofSeconds(5), Duration.ofSeconds(10));
    }
}
