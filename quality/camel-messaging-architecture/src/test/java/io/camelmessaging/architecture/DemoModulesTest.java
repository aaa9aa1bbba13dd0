/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.architecture;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A demo builds the modules that it needs, all of them and no other, and none of their tests. */
class DemoModulesTest {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final String EXAMPLES = "camel-messaging-examples";
    private static final String FIRST = "demo";
    /** Active besides with {@code -Ddemo=...}. */
    private static final String FURTHER = "further-demo";

    @Test
    void theFirst() throws Exception {
        assertThat(built(FIRST)).isEqualTo(needed(FIRST)).doesNotContain("camel-messaging-desk", "camel-messaging-test");
    }

    @Test
    void aFurtherOne() throws Exception {
        assertThat(built(FIRST, FURTHER)).isEqualTo(needed(FIRST, FURTHER)).contains("camel-messaging-desk");
    }

    /** Whatever tests need is not asked for before their phases. */
    @Test
    void itEndsBeforeTestsAreCompiled() throws Exception {
        assertThat(Pom.of(ROOT).text("/project/profiles/profile[id='demo']/build/defaultGoal")).isEqualTo("process-classes");
        assertThat(Pom.of(ROOT.resolve(EXAMPLES)).text("/project/profiles/profile[id='demo']//execution[id='demo']/phase"))
                .isEqualTo("process-classes");
    }

    /** Those with Java, as Maven comes upon them with these profiles: one that is active by default is not. */
    private Set<String> built(String... profiles) throws Exception {
        Set<String> artifacts = new TreeSet<>();
        modules(ROOT, profiles).forEach((artifact, folder) -> artifacts.add(artifact));
        return artifacts;
    }

    private Map<String, Path> modules(Path folder, String... profiles) throws Exception {
        Pom pom = Pom.of(folder);
        Map<String, Path> modules = new TreeMap<>();
        for (String module : pom.texts(among("modules/module", profiles))) {
            modules.putAll(modules(folder.resolve(module).normalize(), profiles));
        }
        if (!pom.text("/project/packaging").equals("pom")) {
            modules.put(pom.text("/project/artifactId"), folder);
        }
        return modules;
    }

    /** What the examples are compiled and run with, and what that is. */
    private Set<String> needed(String... profiles) throws Exception {
        Map<String, Path> ours = modules(ROOT, FIRST, FURTHER);
        Set<String> needed = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(Set.of(EXAMPLES));
        while (!open.isEmpty()) {
            String artifact = open.remove();
            if (needed.add(artifact)) {
                assertThat(ours).containsKey(artifact);
                open.addAll(Pom.of(ours.get(artifact)).texts(among("""
                        dependencies/dependency[groupId='io.camelmessaging'
                            and not(scope='test') and not(scope='import') and not(optional='true')]/artifactId""", profiles)));
            }
        }
        return needed;
    }

    /** A path in a POM, and in those of its profiles. */
    private static String among(String path, String... profiles) {
        StringBuilder paths = new StringBuilder("/project/" + path);
        for (String profile : profiles) {
            paths.append(" | /project/profiles/profile[id='").append(profile).append("']/").append(path);
        }
        return paths.toString();
    }
}
