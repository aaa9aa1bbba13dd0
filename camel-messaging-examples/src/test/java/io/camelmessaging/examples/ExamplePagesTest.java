/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.examples;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.camelmessaging.sandbox.SentMessage;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/**
 * The pages of the examples show what runs.
 */
class ExamplePagesTest {

    private static final Path PAGES = Path.of("../docs/examples");
    private static final Pattern SNIPPET = Pattern.compile("\\[source,(?:java|yaml)]\n----\n(.*?)\n----", Pattern.DOTALL);
    private static final Pattern TARGET = Pattern.compile("(?:link:|xref:|image::)([^\\[#]+)");
    private static final Pattern DEMO = Pattern.compile("-Ddemo=([a-z-]+)");

    static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(PAGES)) {
            return files.filter(file -> file.toString().endsWith(".adoc")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everySnippetIsPartOfARouteThatRuns(Path page) throws IOException {
        List<List<String>> sources = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sources.add(Files.readAllLines(file).stream().map(String::strip).toList());
            }
        }
        Matcher snippets = SNIPPET.matcher(Files.readString(page));
        while (snippets.find()) {
            List<String> lines = snippets.group(1).lines().map(String::strip).toList();
            assertThat(sources).as(snippets.group(1)).anyMatch(source -> holdsInOrder(source, lines));
        }
    }

    /** Whether the lines stand there one after the other; a page may leave some out in between. */
    private static boolean holdsInOrder(List<String> source, List<String> lines) {
        int next = 0;
        for (String line : source) {
            if (next < lines.size() && line.equals(lines.get(next))) {
                next++;
            }
        }
        return next == lines.size();
    }

    @ParameterizedTest
    @ValueSource(strings = { "orders", "updates", "appointments", "login", "pumping", "opt-out", "campaign" })
    void everyDemoEndsWithWhatItSentAndWhereToLookNext(String demo) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Epilogue epilogue = new Epilogue(demo, new PrintStream(printed, true, StandardCharsets.UTF_8));

        epilogue.print(List.of(new SentMessage(
                1, 1, "boomware", "id", "sms", "37255500123", "Depot", null,
                "Your parcel has left the depot.", Map.of(), "DELIVERED", List.of())));

        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("What was sent: 1 by boomware sms",
                "Your parcel has left the depot.", "DELIVERED", "-Ddemo=" + demo);
        assertThat(epilogue.places().values()).allSatisfy(place -> assertThat(Path.of("..", place)).exists());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everythingThatAPagePointsAtIsThere(Path page, @TempDir Path directory) throws IOException {
        String text = Files.readString(page);
        Matcher targets = TARGET.matcher(text);
        while (targets.find()) {
            assertThat(PAGES.resolve(targets.group(1))).exists();
        }
        Matcher demos = DEMO.matcher(text);
        assertThat(demos.find()).isTrue();
        assertThatCode(() -> Demos.demo(demos.group(1), directory, 1, new PrintStream(OutputStream.nullOutputStream())))
                .doesNotThrowAnyException();
    }
}
