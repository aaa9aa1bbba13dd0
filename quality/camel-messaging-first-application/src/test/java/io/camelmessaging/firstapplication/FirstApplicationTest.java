/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.firstapplication;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the page on a first application says is typed from where it says that one starts, and comes to its end.
 */
class FirstApplicationTest {

    private static final Path PAGE = Path.of("../../docs/first-application.adoc");
    private static final String TOLD = "told by boomware";
    private static final Pattern FILE
            = Pattern.compile("\\n\\.([\\w./-]+)\\n\\[source,\\w+]\\n----\\n(.*?\\n)----", Pattern.DOTALL);
    private static final Pattern TYPED = Pattern.compile("\\[source,bash]\\n----\\n(.*?)\\n----", Pattern.DOTALL);
    /** More is too much for a first time. */
    private static final int LINES = 10;

    @TempDir
    Path home;

    @ParameterizedTest
    @CsvSource({ "With the archetype, mvn compile camel:run", "On Spring Boot, mvn spring-boot:run" })
    void theArchetypeMakesAnApplicationThatIsTestedAndRuns(String section, String run) throws Exception {
        List<String> blocks = blocks(section);
        assertThat(blocks).as("make it, test it, run it, order").hasSize(4);
        assertThat(String.join("\n", blocks).lines().count()).isLessThanOrEqualTo(LINES);
        assertThat(blocks.get(2)).isEqualTo(run);
        try (Newcomer newcomer = new Newcomer(home)) {
            newcomer.type(blocks.get(0));
            newcomer.type(blocks.get(1));
            Newcomer.Running application = newcomer.run(blocks.get(2));
            application.awaitOutput(TOLD);
            newcomer.type(blocks.get(3));
            application.awaitOutput("Order A-2: " + TOLD);

            assertThat(Files.readAllLines(application.log()))
                    .noneMatch(line -> line.contains(" WARN ") || line.contains(" ERROR "));
        }
    }

    @Test
    void theFilesOfThePageMakeAnApplicationThatIsTestedAndRuns() throws Exception {
        List<String> blocks = blocks("Without it");
        try (Newcomer newcomer = new Newcomer(home)) {
            for (MatchResult file : FILE.matcher(section("Without it")).results().toList()) {
                newcomer.write(file.group(1), file.group(2));
            }
            newcomer.run(blocks.get(0)).awaitOutput("Sent as ");
            newcomer.type(blocks.get(1));
        }
    }

    /** How long it takes is told, and not asserted: that is a matter of the machine and its line. */
    @Test
    void theFirstMessageIsNotFar() throws Exception {
        List<String> blocks = blocks("With the archetype");
        try (Newcomer newcomer = new Newcomer(home)) {
            long start = System.nanoTime();
            newcomer.type(blocks.get(0));
            newcomer.run(blocks.get(2)).awaitOutput(TOLD);
            Files.writeString(Path.of("target/first-message.txt"), "%d seconds from an empty folder to the first message%n"
                    .formatted(Duration.ofNanos(System.nanoTime() - start).toSeconds()));
        }
    }

    private static List<String> blocks(String section) throws IOException {
        List<String> blocks = new ArrayList<>();
        TYPED.matcher(section(section)).results().forEach(block -> blocks.add(block.group(1)));
        return blocks;
    }

    private static String section(String title) throws IOException {
        String page = Files.readString(PAGE);
        int start = page.indexOf("\n== " + title + "\n");
        assertThat(start).as(title).isNotNegative();
        int end = page.indexOf("\n== ", start + 1);
        return page.substring(start, end < 0 ? page.length() : end);
    }
}
