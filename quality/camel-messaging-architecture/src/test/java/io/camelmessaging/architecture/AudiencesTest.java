/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
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
        return roots().stream().flatMap(root -> packages(root).stream().map(folder -> dynamicTest(
                root.relativize(folder).toString(), () -> assertThat(audience(folder)).containsOnlyOnce("@since ")
                        .satisfies(text -> assertThat(AUDIENCES.stream().filter(text::contains)).hasSize(1)))));
    }

    /** With the packages below them. */
    @Test
    void whatIsNotApiIsNotComparedWithTheLastRelease() throws IOException {
        String profile = Files.readString(Path.of("../../pom.xml")).replaceAll("(?s).*<id>japicmp</id>(.*?)</profile>.*", "$1");
        List<String> excluded
                = Pattern.compile("<exclude>(.*?)</exclude>").matcher(profile).results().map(one -> one.group(1)).toList();

        Map<Boolean, List<String>> packages = roots().stream().flatMap(root -> packages(root).stream().map(folder -> Map.entry(
                root.relativize(folder).toString().replace('/', '.'), isApi(folder))))
                .collect(Collectors.partitioningBy(Map.Entry::getValue,
                        Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
        assertThat(packages.get(false)).isNotEmpty().allMatch(name -> isIn(name, excluded));
        assertThat(packages.get(true)).isNotEmpty().noneMatch(name -> isIn(name, excluded));
        assertThat(excluded).isSubsetOf(packages.get(false));
    }

    private static boolean isIn(String name, List<String> packages) {
        return packages.stream().anyMatch(one -> name.equals(one) || name.startsWith(one + "."));
    }

    private static boolean isApi(Path folder) {
        try {
            return audience(folder).contains(AUDIENCES.get(0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The sources of what is published. */
    private static List<Path> roots() throws IOException {
        try (Stream<Path> modules = Stream.concat(Files.list(Path.of("../..")), Files.list(Path.of("../../platforms")))) {
            List<Path> roots = modules.filter(module -> !module.endsWith("camel-messaging-examples"))
                    .map(module -> module.resolve("src/main/java")).filter(Files::isDirectory).toList();
            assertThat(roots).hasSizeGreaterThan(8);
            return roots;
        }
    }

    private static List<Path> packages(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java")).map(Path::getParent).distinct().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** However its lines are broken. */
    private static String audience(Path folder) throws IOException {
        return Files.readString(folder.resolve("package-info.java")).replaceAll("\\s+\\*?\\s*", " ");
    }
}
