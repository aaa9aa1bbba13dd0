/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.architecture;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What users import is what is built. */
class BomTest {

    /** Without a jar that a user would name. */
    private static final Set<String> NOT_FOR_USERS = Set.of("camel-messaging-component-parent", "camel-messaging-examples",
            "camel-messaging-quality", "camel-messaging-bom", "camel-messaging-platforms", "camel-messaging-archetype");

    private static final Path ROOT = Path.of("../..");

    private final Pom parent;
    private final Pom bom;

    BomTest() throws Exception {
        parent = Pom.of(ROOT);
        bom = Pom.of(ROOT.resolve("bom/camel-messaging-bom"));
    }

    @Test
    void listsEveryModule() throws Exception {
        Set<String> modules = new TreeSet<>();
        for (String folder : parent.texts("/project/modules/module")) {
            modules.add(Pom.of(ROOT.resolve(folder)).text("/project/artifactId"));
        }
        for (String folder : Pom.of(ROOT.resolve("platforms")).texts("//module")) {
            modules.add(Pom.of(ROOT.resolve("platforms").resolve(folder)).text("/project/artifactId"));
        }
        modules.removeAll(NOT_FOR_USERS);

        assertThat(bom.texts("//dependency[groupId='io.camelmessaging']/artifactId")).isEqualTo(modules);
    }

    @Test
    void hasTheVersionsOfTheBuild() throws Exception {
        assertThat(bom.text("/project/version")).isEqualTo(parent.text("/project/version"));
        assertThat(bom.text("//dependency[artifactId='camel-bom']/version"))
                .isEqualTo(parent.text("/project/properties/camel.version"))
                .isEqualTo(parent.text("/project/properties/camel.tools.version"));
    }

    @Test
    void managesNothingThatARuntimeManages() throws Exception {
        assertThat(bom.texts("//dependency/groupId")).containsExactly("io.camelmessaging", "org.apache.camel");
    }
}
