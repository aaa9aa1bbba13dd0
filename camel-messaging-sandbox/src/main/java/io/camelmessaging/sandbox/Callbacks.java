package io.camelmessaging.sandbox;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

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
    private final ExecutorService executor = Executors.newFixedThreadPool(2, task -> {
        Thread thread = new Thread(task, "messaging-sandbox-callback");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT)
            .executor(executor).build();

    Callbacks(WireLog wire) {
        this.wire = wire;
    }

    /** Posts once. */
    public CompletableFuture<Answer> post(String provider, String address, String contentType, String body) {
        HttpRequest request;
        try {
            request = HttpRequest.newBuilder(URI.create(address)).timeout(TIMEOUT).header("Content-Type", contentType)
                    .POST(BodyPublishers.ofString(body)).build();
        } catch (IllegalArgumentException e) {
            wire.complain(provider + ": the callback address is not an http or https address");
            return CompletableFuture.completedFuture(new Answer(0, ""));
        }
        return send(provider, request, body);
    }

    /** Calls once by GET, all parameters being in the address. */
    public CompletableFuture<Answer> get(String provider, String address) {
        return send(provider, HttpRequest.newBuilder(URI.create(address)).timeout(TIMEOUT).GET().build(), "");
    }

    private CompletableFuture<Answer> send(String provider, HttpRequest request, String body) {
        Instant at = Instant.now();
        String target = request.uri().toString().split("\\?", 2)[0];
        return client.sendAsync(request, BodyHandlers.ofString()).handle((response, failure) -> {
            int status = failure == null ? response.statusCode() : 0;
            String answer = failure == null ? response.body() : failure.getClass().getSimpleName();
            wire.add(new WireEntry(at, provider, true, request.method(), target, body, status, answer));
            return new Answer(status, answer);
        });
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
