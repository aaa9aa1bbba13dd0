/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.example.messaging;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.camelmessaging.sandbox.MessagingSandbox;
import io.camelmessaging.test.SandboxExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The packaged application against the sandbox.
 */
class ApplicationIT {

    private static final String TOKEN = "s3cret";
    private static final String FORM = "application/x-www-form-urlencoded";

    private static final MessagingSandbox SANDBOX = MessagingSandbox.create();
    @RegisterExtension
    static final SandboxExtension RUNNING = new SandboxExtension(SANDBOX);

    @TempDir
    static Path folder;

    private static Process application;
    private static String url;

    @BeforeAll
    static void start() throws IOException {
        int port = freePort();
        url = "http://127.0.0.1:" + port;
        SANDBOX.inboundUrl("boomware", url + "/boomware?token=" + TOKEN);
        SANDBOX.inboundUrl("sendmode", url + "/sendmode?token=" + TOKEN);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC", "-Xmx256m", "-Dquarkus.http.port=" + port, "-Dquarkus.datasource.jdbc.acquisition-timeout=60s", "-Dhooks=" + url));
        for (String provider : List.of("boomerang", "boomware", "clicksend", "sendmode")) {
            RUNNING.properties(provider).forEach((name, value) -> command.add("-D" + name + "=" + value));
        }
        command.addAll(List.of("-jar", Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath().toString()));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        builder.environment().put("WEBHOOK_TOKEN", TOKEN);
        application = builder.start();
        await().atMost(2, TimeUnit.MINUTES).failFast("it ended", () -> !application.isAlive())
                .until(() -> log().contains("Installed features"));
    }

    @AfterAll
    static void stopsInSilence() throws Exception {
        application.destroy();
        if (!application.waitFor(30, TimeUnit.SECONDS)) {
            application.destroyForcibly().waitFor();
        }
        System.out.println(log());
        // but for the calls that are refused here, and the two that fail
        assertThat(log().lines().filter(line -> line.contains(" WARN  [io.camelmessaging") || line.contains(" ERROR ")))
                .allMatch(line -> line.contains(".WebhookHandler]") || line.contains(".DefaultErrorHandler]"));
        // the flows are in the application's database, and nowhere else
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).extracting(file -> file.getFileName().toString()).containsExactly("log");
        }
    }

    private static String log() throws IOException {
        return Files.exists(folder.resolve("log")) ? Files.readString(folder.resolve("log")) : "";
    }

    private static HttpResponse<String> post(String path, String contentType, byte[] body) throws Exception {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", contentType).POST(HttpRequest.BodyPublishers.ofByteArray(body)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static void said(String text) throws InterruptedException {
        assertThat(SANDBOX.awaitMessages(message -> message.text().equals("You wrote: " + text), 1)).isNotEmpty();
    }

    @Test
    void aFlowKeepsItsStateInTheDataSource() throws Exception {
        assertThat(SANDBOX.awaitMessage("+37255500199").text()).isEqualTo("Hello from a flow");
        assertThat(SANDBOX.awaitMessage("+37255500198").text()).isEqualTo("The flow is done: Hello from a flow");
        assertThat(log()).doesNotContain("a file for one process");
    }

    @Test
    void theMetersOfQuarkusTellOfSendsAndFlows() throws Exception {
        assertThat(SANDBOX.awaitMessage("+37255500198").text()).isEqualTo("The flow is done: Hello from a flow");

        await().untilAsserted(() -> assertThat(meters()).anySatisfy(line -> assertThat(line)
                .startsWith("camel_messaging_flow_ended_seconds_count{").contains("flow=\"hello\"", "outcome=\"done\"")
                .endsWith(" 1.0")));
        for (String provider : List.of("boomerang", "boomware", "clicksend", "sendmode")) {
            assertThat(meters()).anySatisfy(line -> assertThat(line).startsWith("camel_messaging_send_seconds_count{")
                    .contains("outcome=\"accepted\"", "provider=\"" + provider + "\""));
        }
        assertThat(meters()).noneSatisfy(line -> assertThat(line).contains("37255500198"));
    }

    private static List<String> meters() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/q/metrics")).header("Accept", "text/plain").build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body().lines().toList();
    }

    @ParameterizedTest
    @CsvSource({ "boomware, +37255500123", "clicksend, +61491570156", "sendmode, +353870000101", "boomerang, +447700900123" })
    void sendsAndTakesReplies(String provider, String recipient) throws Exception {
        assertThat(SANDBOX.awaitMessage(recipient).text()).isEqualTo("Hello from Quarkus");

        String text = provider + " 100% sure, caf\u00e9 + 1 & more = yes";
        SANDBOX.reply(recipient, text);

        said(text);
    }

    @ParameterizedTest
    @CsvSource({ "application/json, {}", FORM + ", a=b", FORM + ", token=s3cret", "text/plain, hello" })
    void aCallWithoutItsTokenIsAnEmpty403(String contentType, String body) throws Exception {
        for (String path : List.of("/boomware", "/sendmode?token=wrong", "/clicksend?token=", "/boomerang")) {
            HttpResponse<String> answer = post(path, contentType, body.getBytes(StandardCharsets.UTF_8));

            assertThat(List.of(answer.statusCode(), answer.body())).as(path).containsExactly(403, "");
        }
    }

    @ParameterizedTest
    @CsvSource({ "application/json, {", "application/json, hello", FORM + ", {" })
    void whatNobodyCanReadIsAnEmpty400(String contentType, String body) throws Exception {
        for (String path : List.of("/boomware", "/sendmode", "/clicksend", "/boomerang")) {
            HttpResponse<String> answer = post(path + "?token=" + TOKEN, contentType, body.getBytes(StandardCharsets.UTF_8));

            assertThat(List.of(answer.statusCode(), answer.body())).as(path).containsExactly(400, "");
        }
    }

    /** By the webhook, which reads to the end: Quarkus, whose own limit is higher, closes the connection with its answer. */
    @Test
    void whatIsTooLargeIsAnEmpty413() throws Exception {
        for (String path : List.of("/boomware", "/sendmode", "/clicksend", "/boomerang")) {
            HttpResponse<String> answer = post(path + "?token=" + TOKEN, "application/json", new byte[2_000_000]);

            assertThat(List.of(answer.statusCode(), answer.body())).as(path).containsExactly(413, "");
        }
    }

    @ParameterizedTest
    @CsvSource({ "fail", "break" })
    void aRouteThatFailsIsAnEmpty500(String text) throws Exception {
        HttpResponse<String> answer = post("/boomware?token=" + TOKEN, "application/json",
                inbound("failed-" + text, text).getBytes(StandardCharsets.UTF_8));

        assertThat(List.of(answer.statusCode(), answer.body())).containsExactly(500, "");
    }

    @ParameterizedTest
    @CsvSource({ "application/json; charset=ISO-8859-1, ISO-8859-1", "application/json; charset=UTF-8, UTF-8",
            FORM + ", UTF-8" })
    void theCharsetOfACallCounts(String contentType, String charset) throws Exception {
        String text = "caf\u00e9 in " + contentType.replaceAll("\\W+", "-");

        assertThat(post("/boomware?token=" + TOKEN, contentType,
                inbound(text, text).getBytes(Charset.forName(charset))).statusCode()).isEqualTo(200);

        said(text);
    }

    private static String inbound(String id, String text) {
        return "{\"messageId\":\"" + id + "\",\"from\":\"+37255500177\",\"to\":\"+37255500100\",\"text\":\"" + text + "\"}";
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
