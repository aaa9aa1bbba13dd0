/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/**
 * Each package of a published module says for whom it is, and since when.
 */
class AudiencesTest {

    private static final List<String> AUDIENCES = List.of(
            "This is API: what is public here changes only as the page on compatibility says.",
            "For authors of components: what is public here may change with each minor version, and the changelog says how.",
            "For the suite itself: what is public here may change at any time.");

    @TestFactory
    Stream<DynamicTest> aPackageSaysForWhomItIs() throws IOException {
        try (Stream<Path> modules = Stream.concat(Files.list(Path.of("../..")), Files.list(Path.of("../../platforms")))) {
            List<Path> roots = modules.filter(module -> !module.endsWith("camel-messaging-examples"))
                    .map(module -> module.resolve("src/main/java")).filter(Files::isDirectory).toList();
            assertThat(roots).hasSizeGreaterThan(8);
            return roots.stream().flatMap(root -> packages(root).stream().map(folder -> dynamicTest(
                    root.relativize(folder).toString(), () -> assertThat(audience(folder)).containsOnlyOnce("@since ")
                            .satisfies(text -> assertThat(AUDIENCES.stream().filter(text::contains)).hasSize(1)))));
        }
    }

    private static List<Path> packages(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java")).map(Path::getParent).distinct().toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** However its lines are broken. */
    private static String audience(Path folder) throws IOException {
        return Files.readString(folder.resolve("package-info.java")).replaceAll("\\s+\\*?\\s*", " ");
    }
}
