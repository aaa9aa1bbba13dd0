/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The page on the architecture shows the classes that there are. */
class ArchitecturePageTest {

    private static final Path DOCS = Path.of("../../docs");
    private static final Path PICTURE = DOCS.resolve("images/architecture.svg");
    private static final Pattern CLASS = Pattern.compile("`((?:[A-Z][a-z]+){2,})`");

    @Test
    void drawsWhoKnowsWhom() throws IOException {
        String picture = new ArchitecturePicture(PackageGraph.of(Suite.CLASSES)).svg();
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(PICTURE, picture);
        }
        assertThat(PICTURE).as("-Ddocs.update=true draws it").content().isEqualTo(picture);
    }

    @Test
    void namesClassesThatAreThere() throws IOException {
        assertThat(CLASS.matcher(Files.readString(DOCS.resolve("architecture.adoc"))).results()
                .map(MatchResult::group).map(name -> name.substring(1, name.length() - 1)).distinct())
                .hasSizeGreaterThan(20)
                .isSubsetOf(Stream.concat(Suite.CLASSES.stream().map(JavaClass::getSimpleName),
                        Stream.of(ModulesTest.class, ArchitecturePageTest.class).map(Class::getSimpleName))
                        .collect(Collectors.toSet()));
    }
}
