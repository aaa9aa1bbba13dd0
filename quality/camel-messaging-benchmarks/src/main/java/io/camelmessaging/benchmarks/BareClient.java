/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.benchmarks;

import java.net.URI;
import java.util.concurrent.CompletableFuture;

import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.reactor.IOReactorConfig;

/**
 * HttpClient 5 by itself with bytes that are ready: the limit.
 */
final class BareClient implements Contestant {

    private static final int IO_THREADS = Math.min(4, Runtime.getRuntime().availableProcessors());

    private final CloseableHttpAsyncClient client;
    private final URI uri;
    private final String authorization;
    private final byte[] body;

    BareClient(String url, String authorization, byte[] body) {
        this.uri = URI.create(url);
        this.authorization = authorization;
        this.body = body;
        this.client = HttpAsyncClients.custom()
                .setConnectionManager(PoolingAsyncClientConnectionManagerBuilder.create().setMaxConnTotal(Integer.MAX_VALUE)
                        .setMaxConnPerRoute(Integer.MAX_VALUE).build())
                .setIOReactorConfig(IOReactorConfig.custom().setIoThreadCount(IO_THREADS).build())
                .disableAutomaticRetries().disableCookieManagement().disableRedirectHandling().build();
        client.start();
    }

    @Override
    public String name() {
        return "bare client";
    }

    @Override
    public void send() throws Exception {
        sendAsync().get();
    }

    @Override
    public CompletableFuture<?> sendAsync() {
        SimpleHttpRequest request = SimpleRequestBuilder.post(uri).setHeader("Authorization", authorization)
                .setBody(body, ContentType.APPLICATION_JSON).build();
        CompletableFuture<Integer> sent = new CompletableFuture<>();
        client.execute(request, new FutureCallback<>() {
            @Override
            public void completed(SimpleHttpResponse response) {
                if (response.getCode() == 200) {
                    sent.complete(response.getCode());
                } else {
                    sent.completeExceptionally(new IllegalStateException("answered " + response.getCode()));
                }
            }

            @Override
            public void failed(Exception thrown) {
                sent.completeExceptionally(thrown);
            }

            @Override
            public void cancelled() {
                sent.cancel(false);
            }
        });
        return sent;
    }

    @Override
    public int threads() {
        return (int) Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().startsWith("httpclient-"))
                .count();
    }

    @Override
    public void close() throws Exception {
        client.close();
    }
}
