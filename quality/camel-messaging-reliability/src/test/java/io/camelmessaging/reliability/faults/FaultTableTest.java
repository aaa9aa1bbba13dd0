/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.reliability.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.camelmessaging.benchmarks.Machine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every provider's send, poll and webhook on every day: nothing is lost or doubled by our doing, every callback is
 * called, and nothing is left behind. Writes the table to {@code target/faults.md}, and with {@code faults.chart} its
 * chart.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Isolated("it counts the threads of the whole JVM")
class FaultTableTest {

    private static final long SEED = 20261126;

    private final int messages = Integer.getInteger("faults.messages", 12);
    private final List<Line> lines = new ArrayList<>();

    static Stream<Arguments> everyProviderOnEveryDay() {
        return Stream.of(TestedProvider.values())
                .flatMap(provider -> Day.all().stream().map(day -> Arguments.of(provider, day)));
    }

    @ParameterizedTest
    @MethodSource("everyProviderOnEveryDay")
    void nothingIsLostOrDoubled(TestedProvider provider, Day day) throws Exception {
        Scenario scenario = new Scenario(provider, day, messages, SEED);
        List<Line> played = scenario.play();
        lines.addAll(played);

        assertThat(scenario.keepsToTheContract()).as("every send ends as one of the four outcomes").isTrue();
        assertThat(played).allSatisfy(line -> {
            assertThat(line.lost()).as(line.path() + ": lost").isZero();
            assertThat(line.doubled()).as(line.path() + ": doubled").isZero();
            assertThat(line.done()).as(line.path() + ": callbacks").isEqualTo(line.calls());
            assertThat(line.threads()).as("threads left").isZero();
            assertThat(line.connections()).as("connections left").isZero();
        });
    }

    @AfterAll
    void writeTheTable() throws IOException {
        Files.writeString(Path.of("target", "faults.md"), FaultReport.of(lines, messages, SEED, Machine.described()));
        if (Boolean.getBoolean("faults.chart")) {
            FaultChart.write(lines, Path.of("target", "faults.png"));
        }

        assertThat(Day.all()).filteredOn(day -> day.fault() != null).allSatisfy(day -> assertThat(lines)
                .as("a day on which nothing goes wrong proves nothing")
                .anyMatch(line -> line.day().equals(day.name()) && line.struck() > 0));
    }
}
