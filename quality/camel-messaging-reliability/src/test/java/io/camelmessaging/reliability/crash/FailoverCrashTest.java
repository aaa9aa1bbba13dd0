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
 * Both failover templates in processes that are killed. {@code crash.runs} sets how many runs, which {@code -Pcrash}
 * raises to 50; the tables are written to {@code target/crash-failover*.md}.
 */
class FailoverCrashTest {

    private static final int RUNS = Integer.getInteger("crash.runs", 2);
    private static final int MESSAGES = RUNS < 10 ? 10 : 20;

    @TempDir
    Path folder;

    @Test
    void everyMessageEndsOnceAndNoneIsSentTwice() throws Exception {
        List<FailoverCrash.Result> results = new ArrayList<>();
        for (int run = 1; run <= RUNS; run++) {
            try (FailoverCrash crash = new FailoverCrash(run, Files.createDirectory(folder.resolve("run" + run)), null)) {
                results.add(crash.oneNode(MESSAGES, 2));
            }
            write(results, "crash-failover.md");
        }

        assertSafe(results);
    }

    /** Acts beside working nodes, in the middle of which the process is killed, lose nothing and send nothing twice. */
    @Test
    void whatPeopleDoMeanwhileLosesAndDoublesNothing() throws Exception {
        List<FailoverCrash.Result> results = new ArrayList<>();
        for (int run = 1; run <= Math.max(1, RUNS / 5); run++) {
            try (FailoverCrash crash = new FailoverCrash(run, Files.createDirectory(folder.resolve("acts" + run)), null)) {
                results.add(crash.withActs(MESSAGES, 3));
            }
            write(results, "crash-failover-acts.md");
        }

        assertSafe(results);
        assertThat(results).allSatisfy(result -> assertThat(result.acts()).isPositive());
    }

    /** Also where the one who does what a person wants is another node, which is killed before it has, or after. */
    @Test
    @ExtendWith(Postgres.class)
    void whatPeopleDoWhileANodeIsKilledLosesAndDoublesNothing(Postgres.Server server) throws Exception {
        List<FailoverCrash.Result> results = new ArrayList<>();
        for (int run = 1; run <= Math.max(1, RUNS / 5); run++) {
            try (FailoverCrash crash = new FailoverCrash(
                    run, Files.createDirectory(folder.resolve("node-acts" + run)), server.newDatabaseUrl())) {
                results.add(crash.twoNodesWithActs(MESSAGES, 3));
            }
            write(results, "crash-failover-acts-postgresql.md");
        }

        assertSafe(results);
        assertThat(results).allSatisfy(result -> assertThat(result.acts()).isPositive());
    }

    @Test
    @ExtendWith(Postgres.class)
    void theOtherNodeTakesOver(Postgres.Server server) throws Exception {
        List<FailoverCrash.Result> results = new ArrayList<>();
        for (int run = 1; run <= Math.max(1, RUNS / 5); run++) {
            try (FailoverCrash crash
                    = new FailoverCrash(run, Files.createDirectory(folder.resolve("nodes" + run)), server.newDatabaseUrl())) {
                results.add(crash.twoNodes(MESSAGES));
            }
            write(results, "crash-failover-postgresql.md");
        }

        assertSafe(results);
    }

    /** A lease that has ended is not taken back, and what was under way under it is written by nobody else's leave. */
    @Test
    @ExtendWith(Postgres.class)
    void aNodeThatStoodStillDoublesNothing(Postgres.Server server) throws Exception {
        List<FailoverCrash.Result> results = new ArrayList<>();
        for (int run = 1; run <= Math.max(1, RUNS / 5); run++) {
            try (FailoverCrash crash
                    = new FailoverCrash(run, Files.createDirectory(folder.resolve("frozen" + run)), server.newDatabaseUrl())) {
                results.add(crash.frozenNode(MESSAGES, 3));
            }
            write(results, "crash-failover-frozen.md");
        }

        assertSafe(results);
    }

    private static void write(List<FailoverCrash.Result> results, String file) throws IOException {
        List<String> table = new ArrayList<>(List.of(FailoverCrash.Result.HEAD));
        results.forEach(result -> table.add(result.row()));
        Files.write(Path.of("target", file), table);
    }

    private static void assertSafe(List<FailoverCrash.Result> results) {
        System.out.println(FailoverCrash.Result.HEAD);
        results.forEach(result -> System.out.println(result.row()));
        assertThat(results).allSatisfy(result -> {
            assertThat(result.lost()).isZero();
            assertThat(result.twoEnds()).isZero();
            assertThat(result.doubled()).isZero();
            assertThat(result.wrong()).isZero();
            assertThat(result.kills()).isPositive();
        });
    }
}
