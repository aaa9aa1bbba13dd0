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
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** CONTRIBUTING says of each profile of the POMs what it is for and how long it takes. */
class ProfilesTest {

    private static final Path ROOT = Path.of("../..");
    private static final Pattern PROFILE = Pattern.compile("<profile>\\s*<id>([^<]+)</id>");
    private static final Pattern ROW = Pattern.compile("(?m)^\\|(.*)\\|([^|]*)\\|$");
    private static final Pattern NAMED = Pattern.compile("-P([\\w.-]*\\w)|^ `([\\w.-]+)` \\|");
    private static final Pattern TIME = Pattern.compile("second|minute|hour");

    @Test
    void eachIsNamedWithItsTime() throws IOException {
        Set<String> named = ROW.matcher(Files.readString(ROOT.resolve("CONTRIBUTING.md"))).results()
                .filter(row -> TIME.matcher(row.group(2)).find())
                .flatMap(row -> NAMED.matcher(row.group(1)).results())
                .map(one -> one.group(1) == null ? one.group(2) : one.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(named).isEqualTo(profiles());
    }

    private static Set<String> profiles() throws IOException {
        try (Stream<Path> poms = Files.find(ROOT, 4, (file, attributes) -> file.endsWith("pom.xml"))) {
            List<Path> sources = poms.filter(file -> Stream.of("target", "node_modules", "src")
                    .noneMatch(folder -> file.toString().contains("/" + folder + "/"))).toList();
            assertThat(sources).hasSizeGreaterThan(20);
            return sources.stream().flatMap(ProfilesTest::profiles).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Stream<String> profiles(Path pom) {
        try {
            return PROFILE.matcher(Files.readString(pom)).results().map((MatchResult one) -> one.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
