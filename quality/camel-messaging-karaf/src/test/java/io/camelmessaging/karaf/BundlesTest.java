/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.karaf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What makes a jar a bundle is its headers: its content is that of the module, and nothing of another. */
class BundlesTest {

    private static final Path SUITE = Path.of("../..");
    private static final Pattern EXPORTED = Pattern.compile("(?:^|,)([\\w.]+);");

    @ParameterizedTest
    @ValueSource(strings = {
            "camel-messaging-common", "camel-boomerang", "camel-boomware", "camel-clicksend",
            "camel-sendmode", "camel-messaging-flows" })
    void theHeadersAddNothing(String module) throws IOException {
        Set<String> sources;
        try (Stream<Path> files = Files.walk(SUITE.resolve(module).resolve("src/main/java"))) {
            Path root = SUITE.resolve(module).resolve("src/main/java");
            sources = files.filter(file -> file.toString().endsWith(".java"))
                    .map(file -> root.relativize(file.getParent()).toString()).collect(Collectors.toCollection(TreeSet::new));
        }
        try (JarFile jar = new JarFile(jar(module).toFile())) {
            Attributes headers = jar.getManifest().getMainAttributes();
            Set<String> folders = jar.stream().map(entry -> entry.getName().replaceFirst("/?[^/]*$", ""))
                    .collect(Collectors.toCollection(TreeSet::new));

            assertThat(sources).containsAll(jar.stream().map(entry -> entry.getName()).filter(name -> name.endsWith(".class"))
                    .map(name -> name.substring(0, name.lastIndexOf('/'))).distinct().toList());
            assertThat(headers.getValue("Bundle-SymbolicName")).isEqualTo(module);
            assertThat(headers.getValue("Import-Package")).contains("org.apache.camel;version=\"[4.18,5)\"");
            assertThat(EXPORTED.matcher(headers.getValue("Export-Package").replaceAll("\"[^\"]*\"", "")).results()
                    .map(found -> found.group(1)).filter(name -> name.startsWith("io.camelmessaging")))
                    .isNotEmpty().allMatch(name -> folders.contains(name.replace('.', '/')));
        }
    }

    private static Path jar(String module) throws IOException {
        try (Stream<Path> files = Files.list(SUITE.resolve(module).resolve("target"))) {
            return files.filter(file -> file.getFileName().toString().matches(module + "-\\d[\\w.-]*\\.jar"))
                    .filter(file -> !file.toString().matches(".*-(sources|javadoc|tests)\\.jar")).findFirst().orElseThrow();
        }
    }
}
