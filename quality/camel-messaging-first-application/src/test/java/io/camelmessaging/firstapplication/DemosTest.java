/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.firstapplication;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each demo that the README names is played by its command, in a fresh copy of the sources, by somebody who has nothing
 * of the suite.
 */
class DemosTest {

    private static final Path SUITE = Path.of("../..").toAbsolutePath().normalize();
    private static final Set<String> NO_SOURCES = Set.of("target", ".git", "node_modules");
    private static final Pattern COMMAND = Pattern.compile("`(mvn -q -Pdemo(?: -Ddemo=[\\w-]+)?)`");

    @TempDir
    static Path home;

    static List<String> commands() throws IOException {
        try (Stream<String> commands = COMMAND.matcher(Files.readString(SUITE.resolve("README.md"))).results()
                .map(command -> command.group(1))) {
            List<String> found = commands.distinct().sorted().toList();
            assertThat(found).hasSizeGreaterThan(5).startsWith("mvn -q -Pdemo");
            return found;
        }
    }

    @BeforeAll
    static void copySources() throws IOException {
        Files.walkFileTree(SUITE, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (NO_SOURCES.contains(folder.getFileName().toString())) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(home.resolve("work").resolve(SUITE.relativize(folder).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile()) {
                    Files.copy(file, home.resolve("work").resolve(SUITE.relativize(file).toString()));
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    @ParameterizedTest
    @MethodSource("commands")
    void itsStoryIsTheLastThingOnTheScreen(String command) throws Exception {
        try (Newcomer newcomer = Newcomer.withoutTheSuite(home)) {
            String screen = newcomer.run(command).awaitGoodEnd();

            String demo = command.contains("-Ddemo=") ? command.substring(command.indexOf("-Ddemo=")) : "-Ddemo=orders";
            assertThat(screen).contains("What was sent: ");
            assertThat(screen.strip()).endsWith("mvn -q -Pdemo " + demo + " -Ddemo.stay=true");
            if (!command.contains("-Ddemo=")) {
                assertThat(home.resolve("work/camel-messaging-desk/target")).doesNotExist();
            }
            try (Stream<Path> files = Files.walk(home.resolve("work"))) {
                assertThat(files.filter(file -> file.endsWith("test-classes"))).isEmpty();
            }
        }
    }
}
