/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each sentence of ours on the page is one that the code says, and each version is one that the page on runtimes has.
 */
class TroubleshootingPageTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern SENTENCE = Pattern.compile("(?m)^\\| `([^`]+)`.* \\| ");
    private static final Pattern OF_CAMEL
            = Pattern.compile("\nThese are Camel's, or Java's:.*?\n\\|===\n.*?\n\\|===\n", Pattern.DOTALL);
    private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+\\.\\d+");
    private static final String TABLE = "// compatibility: ";

    static List<String> sentences() throws IOException {
        return SENTENCE.matcher(OF_CAMEL.matcher(page("troubleshooting")).replaceFirst("")).results()
                .map(sentence -> sentence.group(1)).toList();
    }

    @ParameterizedTest
    @MethodSource("sentences")
    void theCodeSaysIt(String sentence) throws IOException {
        List<String> parts = Stream.of(sentence.split("\\.\\.\\.")).map(String::strip).filter(part -> part.length() > 2)
                .toList();

        assertThat(sources()).as(sentence).anyMatch(source -> parts.stream().allMatch(source::contains));
    }

    @Test
    void whatGoesTogetherIsWhatTheRuntimesPageProves() throws IOException {
        String page = page("troubleshooting");
        String table = page.substring(page.indexOf(TABLE + "START"), page.indexOf(TABLE + "END"));
        Matcher versions = VERSION.matcher(table);
        String runtimes = page("runtimes");
        assertThat(versions.find()).isTrue();
        do {
            assertThat(runtimes).contains(versions.group());
        } while (versions.find());
    }

    private static String page(String name) throws IOException {
        return Files.readString(ROOT.resolve("docs").resolve(name + ".adoc"));
    }

    /** The sources of all modules, each with its texts in one piece. */
    private static List<String> sources() throws IOException {
        List<String> sources = new ArrayList<>();
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path module : modules.map(module -> module.resolve("src/main/java")).filter(Files::isDirectory).toList()) {
                try (Stream<Path> files = Files.walk(module)) {
                    for (Path file : files.filter(Files::isRegularFile).toList()) {
                        sources.add(Files.readString(file).replaceAll("\"\\s*\\+\\s*\"", ""));
                    }
                }
            }
        }
        return sources;
    }
}
