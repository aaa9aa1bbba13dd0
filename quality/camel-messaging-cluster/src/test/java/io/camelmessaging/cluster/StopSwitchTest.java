/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.camelmessaging.flows.Databases.Postgres;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The stop switch over two processes, and what becomes of a message whose process is killed while it is released.
 */
@ExtendWith(Postgres.class)
class StopSwitchTest {

    private static final Pattern TEXT = Pattern.compile("(?:one|two) \\d+ \\d+");
    private static final long WITHIN = 1_000;

    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final Queue<String> sent = new ConcurrentLinkedQueue<>();
    private final AtomicInteger answers = new AtomicInteger();
    private final CountDownLatch answering = new CountDownLatch(1);
    private volatile boolean stalled;
    private HttpServer provider;
    private String database;

    @TempDir
    Path folder;

    @BeforeEach
    void start(Postgres.Server server) throws IOException {
        database = server.newDatabaseUrl();
        provider = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        provider.setExecutor(threads);
        provider.createContext("/", this::answer);
        provider.start();
    }

    @AfterEach
    void stop() {
        answering.countDown();
        provider.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange call) throws IOException {
        String body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Matcher text = TEXT.matcher(body);
        sent.add(text.find() ? text.group() : body);
        if (stalled) {
            try {
                answering.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        byte[] answer = "{\"requestId\":\"6c2a7f3de9b94c1f%016x\"}".formatted(answers.incrementAndGet())
                .getBytes(StandardCharsets.UTF_8);
        call.getResponseHeaders().add("Content-Type", "application/json");
        call.sendResponseHeaders(200, answer.length);
        call.getResponseBody().write(answer);
        call.close();
    }

    private ProcessNode node(String name, Duration ahead) throws IOException {
        return ProcessNode.start(GuardedApplication.class, folder.resolve(name + ".log"), name, database,
                "http://127.0.0.1:" + provider.getAddress().getPort(), folder.resolve(name).toString(), ahead.toString());
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofMinutes(5)).pollInterval(Duration.ofMillis(50));
    }

    private static void tell(ProcessNode node, String line) throws IOException {
        node.say(line);
        patiently().until(() -> node.said(line + " done"));
    }

    /** A line that a node wrote. */
    private record Line(long at, String what) {
    }

    private List<Line> lines(String name) throws IOException {
        Path file = folder.resolve(name);
        return !Files.exists(file)
                ? List.of() : Files.readAllLines(file).stream().map(line -> line.split("\t")).filter(words -> words.length == 2)
                        .map(words -> new Line(Long.parseLong(words[0]), words[1])).toList();
    }

    private long when(String name, String what) throws IOException {
        return lines(name).stream().filter(line -> line.what().equals(what)).findFirst().orElseThrow().at();
    }

    private Map<String, Integer> held() throws SQLException {
        Map<String, Integer> counts = new HashMap<>();
        try (Connection connection = DriverManager.getConnection(database); Statement statement = connection.createStatement();
             ResultSet row = statement.executeQuery("select state, count(*) from messaging_guard_held group by state")) {
            while (row.next()) {
                counts.put(row.getString(1), row.getInt(2));
            }
        }
        return counts;
    }

    @Test
    void oneActStopsTheSendsOfBothWithinASecond() throws Exception {
        try (ProcessNode one = node("one", Duration.ZERO); ProcessNode two = node("two", Duration.ZERO)) {
            patiently().until(() -> one.said("started") && two.said("started"));
            tell(one, "run");
            tell(two, "run");
            for (String name : List.of("one", "two")) {
                patiently().until(() -> lines(name).stream().anyMatch(line -> line.what().equals("sent")));
            }

            tell(one, "stop");

            long stopped = when("one", "stopped");
            for (String name : List.of("one", "two")) {
                patiently().until(() -> lines(name).stream().anyMatch(line -> line.at() > stopped + 3 * WITHIN));
                assertThat(lines(name)).filteredOn(line -> line.at() >= stopped + WITHIN).as("what began later on " + name)
                        .isNotEmpty().allSatisfy(line -> assertThat(line.what()).isEqualTo("held"));
                System.out.println("The last send of " + name + " began " + (lines(name).stream()
                        .filter(line -> line.what().equals("sent")).mapToLong(Line::at).max().orElseThrow() - stopped)
                                   + " ms after the stop.");
            }

            tell(two, "lift");
            long lifted = when("two", "lifted");
            for (String name : List.of("one", "two")) {
                patiently().until(
                        () -> lines(name).stream().anyMatch(line -> line.at() > lifted && line.what().equals("sent")));
            }
            int waiting = held().get("HELD");
            assertThat(waiting).as("what was held stays held").isGreaterThan(10);
            tell(one, "drop 10");
            tell(two, "release");
            one.end();
            two.end();

            assertThat(held()).containsEntry("DROPPED", 10).doesNotContainKeys("RELEASING", "UNKNOWN");
            assertThat(sent).doesNotHaveDuplicates();
            long direct = lines("one").stream().filter(line -> line.what().equals("sent")).count()
                          + lines("two").stream().filter(line -> line.what().equals("sent")).count();
            assertThat(sent).hasSize((int) direct + held().get("RELEASED"));
        }
    }

    @Test
    void whatAKilledProcessWasReleasingIsNeitherStuckNorDoubled() throws Exception {
        try (ProcessNode one = node("one", Duration.ZERO)) {
            patiently().until(() -> one.said("started"));
            tell(one, "stop");
            tell(one, "send 5");
            tell(one, "lift");
            assertThat(held()).containsExactly(Map.entry("HELD", 5));
            stalled = true;
            one.say("release");
            patiently().until(() -> sent.size() == 1);

            one.kill();
        }
        assertThat(held()).containsEntry("RELEASING", 1).containsEntry("HELD", 4);
        stalled = false;

        // what is released takes five minutes at most
        try (ProcessNode two = node("two", Duration.ofMinutes(6))) {
            patiently().until(() -> two.said("started"));
            patiently().until(() -> held().containsKey("UNKNOWN"));
            tell(two, "release");
            assertThat(held()).containsEntry("RELEASED", 4).containsEntry("UNKNOWN", 1);
            tell(two, "settle");
            two.end();
        }

        assertThat(held()).containsExactly(Map.entry("RELEASED", 5));
        assertThat(sent).hasSize(5).doesNotHaveDuplicates();
    }
}
