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
 * Messages that quiet hours hold and opt-outs that come before, in processes that are killed. {@code crash.runs} sets
 * how many runs; the tables are written to {@code target/crash-held*.md}.
 */
class HeldCrashTest {

    private static final int RUNS = Math.max(1, Integer.getInteger("crash.runs", 2) / 5);
    private static final int REQUESTS = RUNS == 1 ? 12 : 20;

    @TempDir
    Path folder;

    @Test
    void everyMessageGoesOutOnceWhenItMay() throws Exception {
        List<HeldCrash.Result> results = new ArrayList<>();
        for (int run = 1; run <= RUNS; run++) {
            try (HeldCrash crash = new HeldCrash(run, Files.createDirectory(folder.resolve("run" + run)), null)) {
                results.add(crash.oneNode(REQUESTS, 2));
            }
            write(results, "crash-held.md");
        }

        assertSafe(results);
    }

    @Test
    @ExtendWith(Postgres.class)
    void theOtherNodeTakesOver(Postgres.Server server) throws Exception {
        List<HeldCrash.Result> results = new ArrayList<>();
        for (int run = 1; run <= RUNS; run++) {
            try (HeldCrash crash
                    = new HeldCrash(run, Files.createDirectory(folder.resolve("nodes" + run)), server.newDatabaseUrl())) {
                results.add(crash.twoNodes(REQUESTS));
            }
            write(results, "crash-held-postgresql.md");
        }

        assertSafe(results);
    }

    private static void write(List<HeldCrash.Result> results, String file) throws IOException {
        List<String> table = new ArrayList<>(List.of(HeldCrash.Result.HEAD));
        results.forEach(result -> table.add(result.row()));
        Files.write(Path.of("target", file), table);
    }

    private static void assertSafe(List<HeldCrash.Result> results) {
        System.out.println(HeldCrash.Result.HEAD);
        results.forEach(result -> System.out.println(result.row()));
        assertThat(results).allSatisfy(result -> {
            assertThat(result.lost()).isZero();
            assertThat(result.twoEnds()).isZero();
            assertThat(result.doubled()).isZero();
            assertThat(result.early()).isZero();
            assertThat(result.disturbed()).isZero();
            assertThat(result.wrong()).isZero();
            assertThat(result.kills()).isPositive();
        });
    }
}
