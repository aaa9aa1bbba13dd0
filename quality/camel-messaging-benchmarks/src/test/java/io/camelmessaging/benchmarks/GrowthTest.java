/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The report says of each cost how it grows.
 */
class GrowthTest {

    @TempDir
    Path directory;
    private final Results results = new Results();

    private String report() throws IOException {
        Benchmarks.report(results, directory.resolve("none.csv"), directory, 1, Duration.ofSeconds(2), Duration.ofSeconds(120));
        return Files.readString(directory.resolve(Benchmarks.PAGE));
    }

    @Test
    void withTheSizeOfWhatIsSent() throws IOException {
        size(10, 1);
        size(100, 1.1);
        size(1000, 11);
        size(10000, 220);

        assertThat(report()).contains("""
                | numbers | 10 | 1.0 | 100.0 |  |  |
                | numbers | 100 | 1.1 | 11.0 | 0.04 | constant |
                | numbers | 1000 | 11.0 | 11.0 | 1.00 | linear or less |
                | numbers | 10000 | 220.0 | 22.0 | 1.30 | **more than linear** |
                """);
    }

    private void size(int size, double millis) {
        results.add(SizeBenchmark.NAME, "numbers", String.valueOf(size), SizeBenchmark.MILLIS, millis);
    }

    @Test
    void withTheOpenConversations() throws IOException {
        for (String metric : ConversationBenchmark.METRICS) {
            open(100, metric, 2);
            open(1000, metric, 3);
            open(10000, metric, metric.equals(ConversationBenchmark.HELD) ? 200 : 2.2);
        }

        assertThat(report()).contains("| open | 100 | 1000 | 10000 | exponent | growth |\n")
                .contains("| " + ConversationBenchmark.ARM + " | 2.00 | 3.00 | 2.20 | 0.02 | constant |\n")
                .contains("| " + ConversationBenchmark.HELD + " | 2.00 | 3.00 | 200 | 1.00 | linear or less |\n");
    }

    private void open(int conversations, String metric, double value) {
        results.add(ConversationBenchmark.NAME, String.valueOf(conversations), Senders.COMPONENT, metric, value);
    }
}
