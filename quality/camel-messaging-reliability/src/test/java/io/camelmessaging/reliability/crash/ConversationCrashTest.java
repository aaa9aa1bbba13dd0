/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.reliability.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.camelmessaging.flows.Databases.Postgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Conversations in processes that are killed, while providers have faults and people answer as people do.
 * {@code crash.runs} sets how many runs, which {@code -Pcrash} raises to 50; the tables are written to
 * {@code target/crash-conversation*.md}.
 */
class ConversationCrashTest {

    private static final int RUNS = Integer.getInteger("crash.runs", 2);
    private static final int CONVERSATIONS = RUNS < 10 ? 8 : 15;

    @TempDir
    Path folder;

    @Test
    void everyConversationEndsOnceAndNoAnswerIsForgotten() throws Exception {
        List<ConversationCrash.Result> results = new ArrayList<>();
        for (int run = 1; run <= RUNS; run++) {
            try (ConversationCrash crash
                    = new ConversationCrash(run, Files.createDirectory(folder.resolve("run" + run)), null)) {
                results.add(crash.oneNode(CONVERSATIONS, 2));
            }
            write(results, "crash-conversation.md");
        }

        assertSafe(results);
    }

    @Test
    @ExtendWith(Postgres.class)
    void theOtherNodeTakesOver(Postgres.Server server) throws Exception {
        List<ConversationCrash.Result> results = new ArrayList<>();
        for (int run = 1; run <= Math.max(1, RUNS / 5); run++) {
            try (ConversationCrash crash = new ConversationCrash(
                    run, Files.createDirectory(folder.resolve("nodes" + run)), server.newDatabaseUrl())) {
                results.add(crash.twoNodes(CONVERSATIONS));
            }
            write(results, "crash-conversation-postgresql.md");
        }

        assertSafe(results);
    }

    private static void write(List<ConversationCrash.Result> results, String file) throws IOException {
        List<String> table = new ArrayList<>(List.of(ConversationCrash.Result.HEAD));
        results.forEach(result -> table.add(result.row()));
        Files.write(Path.of("target", file), table);
    }

    private static void assertSafe(List<ConversationCrash.Result> results) {
        System.out.println(ConversationCrash.Result.HEAD);
        results.forEach(result -> System.out.println(result.row()));
        assertThat(results).allSatisfy(result -> {
            assertThat(result.lost()).isZero();
            assertThat(result.twoEnds()).isZero();
            assertThat(result.doubled()).isZero();
            assertThat(result.forgotten()).isEmpty();
            assertThat(result.wrong()).isZero();
            assertThat(result.kills()).isPositive();
        });
    }
}
