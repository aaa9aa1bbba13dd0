/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.karaf;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.camelmessaging.sandbox.MessagingSandbox;
import io.camelmessaging.test.SandboxExtension;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The suite's features install in Karaf, with all imports of its bundles found, and an application works there.
 */
class KarafTest {

    private static final String FLOW = "+37255500199";
    private static final String CLICKSEND = "+61491570156";

    private static final MessagingSandbox SANDBOX = MessagingSandbox.create();
    @RegisterExtension
    static final SandboxExtension RUNNING = new SandboxExtension(SANDBOX);

    @TempDir
    Path folder;

    @Test
    @EnabledForJreRange(max = JRE.JAVA_17, disabledReason = "Karaf 4.4 is run on Java 17; it refuses the newest")
    void anApplicationWorks() throws Exception {
        int port = freePort();
        Path result = folder.resolve("result");
        Path settings = folder.resolve("settings");
        try (OutputStream out = Files.newOutputStream(settings)) {
            settings(port, result).store(out, null);
        }
        SANDBOX.inboundUrl("boomware", "http://127.0.0.1:" + port + "/boomware?token=s3cret");

        Process process = new ProcessBuilder(karaf().command(folder, "Application", settings)).directory(folder.toFile())
                .redirectErrorStream(true).redirectOutput(folder.resolve("console.log").toFile()).start();
        try {
            await(process).untilAsserted(() -> assertThat(lines(result)).contains("started", "sent by boomerang true",
                    "sent by boomware true", "sent by clicksend true", "sent by sendmode true", "flow done From a flow"));
            assertThat(SANDBOX.awaitMessage(FLOW).text()).isEqualTo("From a flow");

            assertThat(post(port, "/boomware?token=wrong", "{}")).isEqualTo(403);
            assertThat(post(port, "/boomware?token=s3cret", "{")).isEqualTo(400);
            SANDBOX.reply("+37255500123", "Thanks");
            await(process).untilAsserted(() -> assertThat(lines(result)).contains("webhook Thanks"));

            // before the first poll has made its rule ClickSend keeps no reply for it
            await(process).until(() -> SANDBOX.wire().stream().anyMatch(call -> call.provider().equals("clicksend")
                    && call.method().equals("POST") && call.target().endsWith("/automations/sms/inbound")
                    && call.status() == 200));
            SANDBOX.reply(CLICKSEND, "Break");
            await(process).untilAsserted(() -> assertThat(lines(result))
                    .containsSubsequence("poll Break", "poll Break", "polled Break"));
        } finally {
            process.destroy();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            System.out.println(log());
        }
        assertThat(log().lines()).noneMatch(line -> line.contains("ERROR") && !line.contains("AssertionError")
                && !line.contains("DefaultErrorHandler"));
        SANDBOX.assertCleanWire();
    }

    /**
     * A package that a Kamelet names and the application's bundle does not import is missed only when a flow starts.
     */
    @Test
    void thePageNamesThePackagesOfTheKamelets() throws IOException {
        Set<String> named = new TreeSet<>(Set.of("kamelets"));
        try (Stream<Path> kamelets = Files.list(Path.of("../../camel-messaging-flows/src/main/resources/kamelets"))) {
            for (Path kamelet : kamelets.toList()) {
                Pattern.compile("(io\\.camelmessaging(?:\\.[a-z]+)+)\\.[A-Z]").matcher(Files.readString(kamelet)).results()
                        .forEach(type -> named.add(type.group(1)));
            }
        }

        assertThat(karaf().imports().split(",")).contains(named.toArray(String[]::new));
    }

    private static Karaf karaf() throws IOException {
        return new Karaf(Path.of(""), Path.of(System.getProperty("local.repository")));
    }

    private ConditionFactory await(Process karaf) {
        return Awaitility.await().atMost(3, TimeUnit.MINUTES).failFast("Karaf ended, or could not install",
                () -> !karaf.isAlive()
                        || log().contains("Error installing boot features"));
    }

    /** What it printed, and what it logged. */
    private String log() throws IOException {
        return String.join("\n", lines(folder.resolve("console.log"))) + String.join("\n", lines(Karaf.log(folder)));
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    private Properties settings(int port, Path result) {
        Properties settings = new Properties();
        for (String provider : List.of("boomerang", "boomware", "clicksend", "sendmode")) {
            settings.putAll(RUNNING.properties(provider));
        }
        settings.put("camel.component.boomware.webhookVerifyToken", "s3cret");
        settings.put("port", String.valueOf(port));
        settings.put("result", result.toString());
        settings.put("boomerang", "+447700900123");
        settings.put("boomware", "+37255500123");
        settings.put("clicksend", CLICKSEND);
        settings.put("sendmode", "+353870000101");
        settings.put("flow", FLOW);
        return settings;
    }

    private static int post(int port, String path, String body) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
