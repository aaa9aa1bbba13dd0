/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * Calls the addresses that the user gave, as the providers do.
 */
public final class Callbacks implements AutoCloseable {

    /**
     * What the user's side answered.
     *
     * @param status HTTP status; 0 if there was no answer
     * @param body   the answer's text
     */
    public record Answer(int status, String body) {

        /** Whether it is a 2XX. */
        public boolean taken() {
            return status >= 200 && status <= 299;
        }
    }

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final WireLog wire;
    /** As many calls at a time: thousands of receipts at once would use up the machine's connections. */
    private static final int AT_ONCE = 8;

    private final ExecutorService executor = Executors.newFixedThreadPool(AT_ONCE, task -> {
        Thread thread = new Thread(task, "messaging-sandbox-callback");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicInteger underWay = new AtomicInteger();
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT)
            .build();

    Callbacks(WireLog wire) {
        this.wire = wire;
    }

    /** Posts once. */
    public CompletableFuture<Answer> post(String provider, String address, String contentType, String body) {
        return send(provider, address, body,
                request -> request.header("Content-Type", contentType).POST(BodyPublishers.ofString(body)));
    }

    /** Calls once by GET, all parameters being in the address. */
    public CompletableFuture<Answer> get(String provider, String address) {
        return send(provider, address, "", HttpRequest.Builder::GET);
    }

    private CompletableFuture<Answer> send(
            String provider, String address, String body, UnaryOperator<HttpRequest.Builder> method) {
        HttpRequest request;
        try {
            request = method.apply(HttpRequest.newBuilder(URI.create(address)).timeout(TIMEOUT)).build();
        } catch (IllegalArgumentException e) {
            wire.contractViolation(provider + ": the callback address is not an http or https address");
            return CompletableFuture.completedFuture(new Answer(0, ""));
        }
        Instant at = Instant.now();
        String target = request.uri().toString().split("\\?", 2)[0];
        underWay.incrementAndGet();
        CompletableFuture<Answer> answered = CompletableFuture.supplyAsync(() -> {
            Answer answer = call(request);
            wire.add(new WireEntry(0, at, provider, true, request.method(), target, body, answer.status(), answer.body()));
            return answer;
        }, executor);
        // after what the caller makes of it, which is registered later
        answered.whenComplete((answer, failure) -> underWay.decrementAndGet());
        return answered;
    }

    /** Whether no call is under way. */
    boolean isIdle() {
        return underWay.get() == 0;
    }

    private Answer call(HttpRequest request) {
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            return new Answer(0, e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(0, "closed");
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
