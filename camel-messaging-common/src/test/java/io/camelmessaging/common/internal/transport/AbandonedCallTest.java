/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.internal.transport;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;

import io.camelmessaging.common.support.wire.ApiRequest;
import io.camelmessaging.common.support.wire.ApiResponse;
import io.camelmessaging.common.support.wire.HttpMethod;
import io.camelmessaging.common.support.wire.TransportException;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.function.Supplier;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.nio.AsyncPushConsumer;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.HandlerFactory;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorStatus;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * A call that was reported as not sent does not leave afterwards, when its connection comes late.
 */
class AbandonedCallTest {

    private static final Runnable NOTHING = () -> {
    };

    private final AtomicReference<HttpContext> context = new AtomicReference<>();
    private final HttpTransport transport = new HttpTransport(
            () -> SupervisedClient.start(supervised -> new NeverConnecting()), Timeout.ofSeconds(1), 1000, null);

    @Test
    void aConnectionThatComesAfterTheReportIsNotUsed() {
        CompletableFuture<ApiResponse> call = transport.send(request(Duration.ofMillis(50)), NOTHING).toCompletableFuture();

        assertThatThrownBy(call::get).isInstanceOf(ExecutionException.class).cause()
                .isInstanceOfSatisfying(TransportException.class, notSent -> assertThat(notSent.isSent()).isFalse());
        assertThatThrownBy(() -> HttpTransport.leave(context.get())).isInstanceOf(IOException.class);
    }

    @Test
    void aConnectionInTimeIsUsed() throws Exception {
        CompletableFuture<ApiResponse> call = transport.send(request(Duration.ofMinutes(1)), NOTHING).toCompletableFuture();
        HttpTransport.leave(context.get());

        assertThat(call).isNotDone();
    }

    private static ApiRequest request(Duration total) {
        return new ApiRequest(
                HttpMethod.POST, URI.create("http://localhost/"), Map.of(), null, Duration.ofSeconds(1), total);
    }

    private final class NeverConnecting extends CloseableHttpAsyncClient {

        @Override
        protected <T> Future<T> doExecute(
                HttpHost target, AsyncRequestProducer producer, AsyncResponseConsumer<T> consumer,
                HandlerFactory<AsyncPushConsumer> pushHandlerFactory, HttpContext httpContext, FutureCallback<T> callback) {
            context.set(httpContext);
            return new CompletableFuture<>();
        }

        @Override
        public void start() {
            // nothing to start
        }

        @Override
        public IOReactorStatus getStatus() {
            return IOReactorStatus.ACTIVE;
        }

        @Override
        public void awaitShutdown(TimeValue waitTime) {
            // nothing runs
        }

        @Override
        public void initiateShutdown() {
            // nothing runs
        }

        @Override
        public void close(CloseMode closeMode) {
            // nothing runs
        }

        @Override
        public void close() {
            // nothing runs
        }

        @Override
        public void register(String hostname, String uriPattern, Supplier<AsyncPushConsumer> supplier) {
            // nothing is pushed
        }
    }
}
