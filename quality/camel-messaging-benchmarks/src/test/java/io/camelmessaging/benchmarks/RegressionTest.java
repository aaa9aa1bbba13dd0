/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The report shows what became more than 20% worse since the figures that it is compared with.
 */
class RegressionTest {

    private static final String RATIO = "64 in flight, 0 ms: component to bare client";
    private static final String BYTES = "512 in flight, 200 ms: KiB allocated a message";
    private static final String ABOVE = "limit of 30 in 1 s: calls above it";

    @TempDir
    Path directory;
    private Path last;

    @BeforeEach
    void measureOnce() throws IOException {
        last = directory.resolve("last.csv");
        report();
        Files.move(directory.resolve(Benchmarks.FIGURES), last);
    }

    /** The report of always the same measurements. */
    private String report() throws IOException {
        Results results = new Results();
        for (double bare : new double[] { 9_000, 10_000, 11_000 }) {
            results.add(Benchmarks.BOOMWARE, "64 in flight, 0 ms", Senders.COMPONENT, SmsBenchmark.RATE, 8_000);
            results.add(Benchmarks.BOOMWARE, "64 in flight, 0 ms", Senders.BARE, SmsBenchmark.RATE, bare);
            results.add(Benchmarks.BOOMWARE, "512 in flight, 200 ms", Senders.COMPONENT, SmsBenchmark.BYTES, 15 * 1024);
        }
        results.add(RateLimitBenchmark.NAME, "30 in 1 s", Senders.COMPONENT, RateLimitBenchmark.USED, 0.985);
        results.add(RateLimitBenchmark.NAME, "30 in 1 s", Senders.COMPONENT, RateLimitBenchmark.ABOVE, 1);
        results.add(RateLimitBenchmark.NAME, "30 in 1 s", Senders.COMPONENT, RateLimitBenchmark.NOTED_ABOVE, 1);
        results.add(RateLimitBenchmark.NAME, "30 in 1 s", Senders.COMPONENT, RateLimitBenchmark.NOTED_LATE, 1);
        Benchmarks.report(results, last, directory, 3, Duration.ofSeconds(2), Duration.ofSeconds(120));
        return Files.readString(directory.resolve(Benchmarks.PAGE));
    }

    /** Makes the last figures what they were not. */
    private void doctor(String figure, double before) throws IOException {
        List<String> lines = Files.readAllLines(last);
        String key = Target.BENCHMARK + ",\"" + figure + "\",";
        assertThat(lines).filteredOn(line -> line.startsWith(key)).hasSize(1);
        Files.write(last, lines.stream().map(line -> line.startsWith(key)
                ? key + Senders.COMPONENT + "," + Target.METRIC + "," + before + ",0,0,3" : line).toList());
    }

    private static String line(String report, String figure) {
        return report.lines().filter(line -> line.startsWith("| " + figure)).collect(Collectors.joining());
    }

    @Test
    void theSameFiguresAreNoRegression() throws IOException {
        assertThat(report()).contains("No figure is more than 20% worse than the last time.").doesNotContain("regression");
    }

    @Test
    void aRatioThatFellByMoreThanAFifthIsShown() throws IOException {
        doctor(RATIO, 1.01);

        String report = report();
        assertThat(line(report, RATIO)).contains("| 0.80 |").endsWith("| 1.01 **regression** |");
        assertThat(report).contains("More than 20% worse than the last time: " + RATIO + ".\n");
    }

    @Test
    void aRatioThatFellByLessIsNot() throws IOException {
        doctor(RATIO, 0.99);

        String report = report();
        assertThat(line(report, RATIO)).endsWith("| 0.99 |");
        assertThat(report).contains("No figure is more than 20% worse than the last time.");
    }

    @Test
    void oneThatRoseIsBetterUnlessLessIs() throws IOException {
        doctor(RATIO, 0.4);
        doctor(BYTES, 12.4);

        String report = report();
        assertThat(line(report, RATIO)).endsWith("| 0.40 |");
        assertThat(line(report, BYTES)).endsWith("| 12.4 **regression** |");
        assertThat(report).contains("More than 20% worse than the last time: " + BYTES + ".\n");
    }

    @Test
    void whereLessIsBetterMoreIsNoneUpToAFifth() throws IOException {
        doctor(BYTES, 12.6);

        assertThat(report()).contains("No figure is more than 20% worse than the last time.");
    }

    @Test
    void anyIsMoreThanNone() throws IOException {
        doctor(ABOVE, 0);

        assertThat(line(report(), ABOVE)).endsWith("| 0.00 **regression** |");
    }

    @Test
    void withoutLastFiguresThereIsNothingToCompare() throws IOException {
        Files.delete(last);

        assertThat(report()).contains("There is no earlier run to compare with.");
    }
}
