/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A version goes into a folder by the command of the page on contributing, and a stranger builds from that folder
 * alone.
 */
class DryRunTest {

    private static final String VERSION = "0.1.0";
    private static final List<String> JARS = List.of("camel-boomerang", "camel-boomware", "camel-clicksend",
            "camel-messaging-archetype", "camel-messaging-common", "camel-messaging-desk", "camel-messaging-flows",
            "camel-messaging-kamelets", "camel-messaging-sandbox", "camel-messaging-spring-boot-starter",
            "camel-messaging-test", "camel-sendmode");
    /** Without Java. */
    private static final Set<String> PLAIN = Set.of("camel-messaging-archetype", "camel-messaging-kamelets");
    /** Where what a release held is kept, for who wants to look or to compare the next one with it. */
    private static final Path KEPT = Path.of("target/release-" + VERSION).toAbsolutePath();

    private static final Release RELEASE = new Release(KEPT, VERSION);

    @TempDir
    static Path home;
    private static SigningKey key;

    @BeforeAll
    static void deploy() throws Exception {
        RELEASE.clear();
        key = SigningKey.make(home.resolve("gnupg"));
        deploy(home.resolve("sources"), key.environment(), RELEASE, "-Dgpg.skip=false");
    }

    @AfterAll
    static void forgetTheKey() throws Exception {
        if (key != null) {
            key.close();
        }
    }

    private static void deploy(Path sources, Map<String, String> environment, Release release, String... options)
            throws Exception {
        Sources.copy(sources, VERSION);
        List<String> arguments = new ArrayList<>(
                List.of("-Prelease,-quality", "-DskipTests", "deploy",
                        "-DaltDeploymentRepository=dry-run::" + release.folder().toUri()));
        arguments.addAll(List.of(options));
        Maven.ofTheSuite(sources, environment).run(arguments.toArray(String[]::new));
    }

    @Test
    void whatUsersNeedIsDeployedAndNothingElse() throws IOException {
        Set<String> expected = new TreeSet<>(
                List.of("camel-messaging-bom.pom", "camel-messaging-features.pom",
                        "camel-messaging-features-features.xml", "camel-messaging-features-cyclonedx.json",
                        "camel-messaging-features-cyclonedx.xml", "camel-messaging-sandbox-standalone.jar"));
        for (String module : JARS) {
            Stream.of(".pom", ".jar", "-sources.jar", "-cyclonedx.json", "-cyclonedx.xml")
                    .forEach(end -> expected.add(module + end));
            // the Kamelets are generated
            if (module.equals("camel-messaging-kamelets")) {
                expected.remove(module + "-sources.jar");
            }
            if (!PLAIN.contains(module)) {
                expected.add(module + "-javadoc.jar");
            }
        }
        assertThat(RELEASE.files()).containsExactlyElementsOf(expected);
    }

    @Test
    void aPomInheritsNothingAndNamesNoSnapshot() throws IOException {
        for (String module : RELEASE.modules()) {
            assertThat(Files.readString(RELEASE.file(module, ".pom"))).as(module).doesNotContain("<parent>", "SNAPSHOT")
                    .contains("<license>", "<scm", "<developer>", "<url>", "<name>", "<description>");
        }
    }

    @Test
    void aJarSaysUnderWhichLicenceItIs() throws IOException {
        for (String module : JARS) {
            try (JarFile jar = new JarFile(RELEASE.file(module, ".jar").toFile())) {
                assertThat(jar.getJarEntry("META-INF/LICENSE")).as(module).isNotNull();
                assertThat(jar.getJarEntry("META-INF/NOTICE")).as(module).isNotNull();
            }
        }
    }

    @Test
    void eachFileIsSigned() throws Exception {
        for (String path : RELEASE.contents().keySet()) {
            Path file = RELEASE.folder().resolve(path);
            assertThat(key.verifies(Path.of(file + ".asc"), file)).as(path).isTrue();
        }
        assertThat(key.verifies(Path.of(RELEASE.file("camel-boomware", ".pom") + ".asc"),
                RELEASE.file("camel-sendmode", ".pom"))).as("another file under that signature").isFalse();
    }

    @Test
    void aSecondBuildMakesTheSameBytes() throws Exception {
        Release second = new Release(home.resolve("second-release"), VERSION);
        deploy(home.resolve("elsewhere/under-a-longer-name"), Map.of("MAVEN_OPTS", "-Duser.timezone=Pacific/Kiritimati"),
                second);

        Map<String, String> first = RELEASE.contents();
        assertThat(second.contents()).containsExactlyEntriesOf(first);
    }

    @Test
    void theLicencesOfOthersAreKnownAndListed() throws IOException {
        ThirdParties found = ThirdParties.of(RELEASE, JARS);

        assertThat(found.notAllowed()).isEmpty();
        found.compareOrWrite(Path.of("../../THIRD-PARTY.md"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "camel-main", "spring-boot" })
    void aStrangerMakesAnApplicationThatIsTested(String runtime) throws Exception {
        Path folder = home.resolve("stranger-" + runtime);
        Maven stranger = Maven.ofAStranger(folder, RELEASE.folder());

        stranger.run("org.apache.maven.plugins:maven-archetype-plugin:3.4.1:generate", "-DarchetypeGroupId=io.camelmessaging",
                "-DarchetypeArtifactId=camel-messaging-archetype", "-DarchetypeVersion=" + VERSION, "-DartifactId=orders",
                "-Druntime=" + runtime);
        stranger.in(folder.resolve("orders")).run("verify");

        assertThat(folder.resolve("orders/target/surefire-reports")).isNotEmptyDirectory();
        assertThat(folder.resolve("repository/io/camelmessaging/camel-messaging-flows/" + VERSION)).isDirectory();
        assertThat(Maven.CACHE.resolve("io/camelmessaging/camel-messaging-flows/" + VERSION)).doesNotExist();
    }

    @Test
    void aStrangerGetsAllThatTheBomNames() throws Exception {
        Path folder = home.resolve("stranger-bom");
        Maven stranger = Maven.ofAStranger(folder, RELEASE.folder());
        Files.writeString(folder.resolve("pom.xml"), project());

        stranger.run("org.apache.maven.plugins:maven-dependency-plugin:3.8.1:resolve");

        for (String module : JARS) {
            if (!module.equals("camel-messaging-archetype")) {
                assertThat(folder.resolve("repository/io/camelmessaging/" + module + "/" + VERSION)).as(module).isDirectory();
            }
        }
    }

    private String project() throws IOException {
        StringBuilder dependencies = new StringBuilder();
        for (String module : JARS) {
            if (!module.equals("camel-messaging-archetype")) {
                dependencies.append("<dependency><groupId>io.camelmessaging</groupId><artifactId>").append(module)
                        .append("</artifactId></dependency>\n");
            }
        }
        return """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>org.example</groupId>
                  <artifactId>stranger</artifactId>
                  <version>1</version>
                  <dependencyManagement><dependencies><dependency>
                    <groupId>io.camelmessaging</groupId><artifactId>camel-messaging-bom</artifactId>
                    <version>%s</version><type>pom</type><scope>import</scope>
                  </dependency></dependencies></dependencyManagement>
                  <dependencies>%s
                    <dependency><groupId>io.camelmessaging</groupId><artifactId>camel-messaging-features</artifactId>
                      <type>xml</type><classifier>features</classifier></dependency>
                  </dependencies>
                </project>
                """.formatted(VERSION, dependencies);
    }
}
