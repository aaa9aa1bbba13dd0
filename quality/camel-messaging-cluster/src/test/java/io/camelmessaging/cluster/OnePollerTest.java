/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.camelmessaging.flows.Databases.Postgres;
import io.camelmessaging.sandbox.MessagingSandbox;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A polling consumer under {@code master:}: one process polls, and another goes on when that one is killed.
 */
@ExtendWith(Postgres.class)
class OnePollerTest {

    private static final int REPLIES = 5;

    private final MessagingSandbox sandbox = MessagingSandbox.create().start();

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void withALockInAFile() throws Exception {
        anotherGoesOn(Files.createDirectory(folder.resolve("locks")).toString());
    }

    @Test
    void withALockInPostgres(Postgres.Server server) throws Exception {
        anotherGoesOn(server.newDatabaseUrl());
    }

    private void anotherGoesOn(String lock) throws Exception {
        try (ProcessNode one = node("one", lock); ProcessNode two = node("two", lock)) {
            patiently().until(() -> one.said("started") && two.said("started"));
            // a new account keeps what comes from the first poll on
            patiently().until(() -> sandbox.wire().size() > 3);
            reply("first");
            patiently().until(() -> texts("first").size() == REPLIES);
            Set<String> pollers = lines().stream().map(line -> line.split(" ")[0]).collect(Collectors.toSet());
            assertThat(pollers).as("who polls").hasSize(1);
            boolean oneWas = pollers.contains("one");

            (oneWas ? one : two).kill();
            reply("second");

            patiently().until(() -> texts("second").size() == REPLIES);
            assertThat(lines()).filteredOn(line -> line.contains("second"))
                    .allMatch(line -> line.startsWith(oneWas ? "two" : "one"));
        }
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofMinutes(5)).pollInterval(Duration.ofMillis(50));
    }

    private ProcessNode node(String name, String lock) throws IOException {
        return ProcessNode.start(PollingApplication.class, folder.resolve(name + ".log"), name,
                folder.resolve("replies").toString(), sandbox.baseUrl("clicksend"), lock);
    }

    private void reply(String text) {
        for (int i = 0; i < REPLIES; i++) {
            sandbox.inbound("clicksend", "+37255500101", "+61422222222", text + i);
        }
    }

    private Set<String> texts(String text) throws IOException {
        return lines().stream().filter(line -> line.contains(text)).map(line -> line.substring(line.indexOf(text)))
                .collect(Collectors.toSet());
    }

    private List<String> lines() throws IOException {
        Path file = folder.resolve("replies");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }
}
