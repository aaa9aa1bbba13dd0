/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.runtimes.story;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** An application in a JVM of its own: what it is told by HTTP, and what it says in its log. */
final class RunningApplication implements AutoCloseable {

    private static final String EVENT = "EVENT ";
    /** Seconds, on a machine with much else to do. */
    private static final int STARTS = 300;

    private final Deployment deployment;
    private final Path folder;
    private final int port;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Process process;

    RunningApplication(Deployment deployment, Path folder) throws IOException {
        this.deployment = deployment;
        this.folder = folder;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.port = socket.getLocalPort();
        }
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Writes its properties, and starts it. */
    void start(Map<String, String> story) throws IOException, InterruptedException {
        Map<String, String> properties = new TreeMap<>(story);
        properties.putAll(deployment.properties(folder, port));
        Files.createDirectories(folder.resolve("config"));
        Files.writeString(folder.resolve("config/application.properties"), properties.entrySet().stream()
                .map(property -> property.getKey() + " = " + property.getValue()).collect(Collectors.joining("\n", "", "\n")));
        start();
    }

    /** Starts it with what it finds in its folder; its log goes on. */
    void start() throws IOException, InterruptedException {
        process = new ProcessBuilder(deployment.command(folder)).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile())).start();
        await("its start").atMost(STARTS, TimeUnit.SECONDS).pollInterval(100, TimeUnit.MILLISECONDS)
                .failFast("It ended", () -> assertThat(process.isAlive()).as(tail()).isTrue())
                .ignoreExceptionsInstanceOf(IOException.class).until(() -> get("/about").statusCode() == 200);
        assertThat(get("/about").body()).startsWith(deployment.camel());
    }

    /** Waits for a line of the log that begins with EVENT and goes on with the text. */
    String awaitEvent(String text) {
        return await("EVENT " + text).atMost(90, TimeUnit.SECONDS).pollInterval(50, TimeUnit.MILLISECONDS)
                .failFast("It ended", () -> assertThat(process.isAlive()).as(tail()).isTrue())
                .until(() -> events().stream().filter(event -> event.startsWith(text)).findFirst().orElse(""),
                        event -> !event.isEmpty());
    }

    List<String> events() {
        return log().lines().filter(line -> line.contains(EVENT))
                .map(line -> line.substring(line.indexOf(EVENT) + EVENT.length())).toList();
    }

    HttpResponse<String> post(String path, String body, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path)).timeout(Duration.ofSeconds(30))
                .POST(HttpRequest.BodyPublishers.ofString(body)).header("Content-Type", "text/plain");
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Without waiting for the answer. */
    CompletableFuture<HttpResponse<String>> postLater(String path, String body, String header, String value) {
        return client.sendAsync(HttpRequest.newBuilder(URI.create(url() + path)).timeout(Duration.ofSeconds(60))
                .POST(HttpRequest.BodyPublishers.ofString(body)).header("Content-Type", "text/plain").header(header, value)
                .build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(url() + path)).timeout(Duration.ofSeconds(30)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Ends it as an orchestrator does, and waits. */
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("It did not end within 60 seconds.\n" + tail());
        }
    }

    String log() {
        try {
            Path log = deployment.log(folder);
            return Files.exists(log) ? new String(Files.readAllBytes(log), StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String tail() {
        List<String> lines = log().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
    }

    @Override
    public void close() {
        if (process != null && process.isAlive()) {
            process.destroyForcibly();
        }
        System.out.println(deployment + "\n" + log());
    }
}
