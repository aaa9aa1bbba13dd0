/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sandbox;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The README shows what runs: its Java, the calls of its table, and its command. */
class ReadmeTest {

    private static final Pattern JAVA = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern COMMAND = Pattern.compile("(?m)^java -jar \\S+-standalone\\.jar (.*)$");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`.*?) \\| .* \\|$");
    private static final Pattern CALL = Pattern.compile("(\\w+)\\(");

    private final String readme;

    ReadmeTest() throws IOException {
        readme = Files.readString(Path.of("README.md"));
    }

    @Test
    void aMessageIsSentAndAnswered() throws Exception {
        try (MessagingSandbox sandbox = MessagingSandbox.create().start()) {
            // the component: baseUrl = sandbox.baseUrl("boomware"), accessToken = sandbox-user:sandbox-pass
            sendTo(sandbox.baseUrl("boomware"));
            assertThat(sandbox.awaitMessage("+37255500123").text()).contains("has left the depot");
            sandbox.inboundUrl("boomware", "http://127.0.0.1:8080/hooks/boomware?token=s3cret"); // where your route listens
            sandbox.reply("+37255500123", "Thanks");
            sandbox.assertCleanWire();
        }
    }

    private static void sendTo(String baseUrl) throws Exception {
        HttpRequest send = HttpRequest.newBuilder(URI.create(baseUrl + "/v1/sms"))
                .header("Authorization", "Basic " + Base64.getEncoder()
                        .encodeToString("sandbox-user:sandbox-pass".getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(
                        "{\"number\": \"+37255500123\", \"text\": \"Your order has left the depot.\"}"))
                .build();
        assertThat(HttpClient.newHttpClient().send(send, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }

    @Test
    void faultsAreSwitchedOn() {
        try (MessagingSandbox sandbox = MessagingSandbox.create().start()) {
            sandbox.addFault(Fault.of(FaultType.RESET_AFTER_ACCEPTANCE).at("clicksend").operation("sms/send").next(3));
            sandbox.addFault(Fault.of(FaultType.TOO_MANY_REQUESTS).retryAfter(Duration.ofSeconds(2)).probability(0.1));
            sandbox.seed(42); // the same calls in the same order meet the same faults

            assertThat(sandbox.faults()).hasSize(2);
        }
    }

    @Test
    void itsJavaStandsHere() throws IOException {
        String here = squeeze(Files.readString(Path.of("src/test/java/io/camelmessaging/sandbox/ReadmeTest.java")));

        assertThat(JAVA.matcher(readme).results().map(block -> squeeze(block.group(1).replace("...",
                "sendTo(sandbox.baseUrl(\"boomware\"));")))).hasSize(2).allSatisfy(block -> assertThat(here).contains(block));
    }

    private static String squeeze(String java) {
        return java.replaceAll("\\s+", "");
    }

    @Test
    void theCallsOfItsTableAreThere() {
        String table = readme.substring(readme.indexOf("| call | what it does |"), readme.indexOf("\n## Alone"));
        Set<String> calls = ROW.matcher(table).results()
                .flatMap(row -> CALL.matcher(row.group(1)).results()).map(call -> call.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        calls.addAll(List.of("awaitMessage", "awaitMessages", "awaitStatus"));

        assertThat(calls).hasSizeGreaterThan(25).isSubsetOf(Arrays.stream(MessagingSandbox.class.getMethods())
                .map(Method::getName).collect(Collectors.toSet()));
    }

    /** The classes stand for the jar, and a free port for the one of the page. */
    @Test
    void itRunsAlone(@TempDir Path folder) throws Exception {
        Matcher command = COMMAND.matcher(readme);
        assertThat(command.find()).isTrue();
        List<String> line = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp", System.getProperty("java.class.path"), Main.class.getName()));
        line.addAll(List.of(command.group(1).replace("--port=8089", "--port=0").split(" ")));
        Path printed = folder.resolve("printed");
        Process process = new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(printed.toFile()).start();
        try {
            await().atMost(1, TimeUnit.MINUTES).failFast("it ended", () -> !process.isAlive())
                    .until(() -> Files.readString(printed).contains("handsets: http"));
            assertThat(Files.readString(printed)).contains("boomerang: baseUrl=", "boomware: baseUrl=", "clicksend: baseUrl=",
                    "sendmode: baseUrl=");
        } finally {
            process.destroy();
            process.waitFor(1, TimeUnit.MINUTES);
        }
    }
}
