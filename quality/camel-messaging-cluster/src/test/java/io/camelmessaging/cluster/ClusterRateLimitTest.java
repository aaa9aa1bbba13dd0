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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpServer;
import io.camelmessaging.flows.Databases.Postgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Two processes with one account: no second, wherever it begins, holds more calls than the provider allows.
 */
@ExtendWith(Postgres.class)
class ClusterRateLimitTest {

    private static final int LIMIT = 30;
    private static final int CALLS = 90;
    private static final long SECOND = 1_000_000_000;

    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final AtomicInteger calls = new AtomicInteger();
    private HttpServer provider;

    @TempDir
    Path folder;

    @BeforeEach
    void startProvider() throws IOException {
        provider = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        provider.setExecutor(threads);
        provider.createContext("/", call -> {
            call.getRequestBody().readAllBytes();
            byte[] answer = "{\"requestId\":\"6c2a7f3de9b94c1f%016x\"}".formatted(calls.incrementAndGet())
                    .getBytes(StandardCharsets.UTF_8);
            call.getResponseHeaders().add("Content-Type", "application/json");
            call.sendResponseHeaders(200, answer.length);
            call.getResponseBody().write(answer);
            call.close();
        });
        provider.start();
    }

    @AfterEach
    void stopProvider() {
        provider.stop(0);
        threads.shutdownNow();
    }

    @Test
    void togetherTheyStayBelowTheLimit(Postgres.Server server) throws Exception {
        String database = server.newDatabaseUrl();
        try (ProcessNode one = start("one", database); ProcessNode two = start("two", database)) {
            await().atMost(Duration.ofMinutes(5)).until(() -> calls.get() >= CALLS);
            one.end();
            two.end();
        }

        List<Long> times = new ArrayList<>(times("one"));
        times.addAll(times("two"));
        times.sort(null);
        assertThat(times).hasSizeGreaterThanOrEqualTo(CALLS);
        assertThat(times("one")).as("both send").hasSizeGreaterThan(CALLS / 10);
        assertThat(times("two")).as("both send").hasSizeGreaterThan(CALLS / 10);
        for (int i = 0; i + LIMIT < times.size(); i++) {
            assertThat(times.get(i + LIMIT) - times.get(i)).as("call %s to call %s", i, i + LIMIT)
                    .isGreaterThanOrEqualTo(SECOND);
        }
    }

    private ProcessNode start(String name, String database) throws IOException {
        return ProcessNode.start(LimitedApplication.class, folder.resolve(name + ".log"), database,
                "http://127.0.0.1:" + provider.getAddress().getPort(), String.valueOf(LIMIT),
                folder.resolve(name).toString());
    }

    private List<Long> times(String name) throws IOException {
        return Files.readAllLines(folder.resolve(name)).stream().map(Long::valueOf).toList();
    }
}
