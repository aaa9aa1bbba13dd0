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
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The Maven of this build, run in another folder.
 */
record Maven(Path folder, Map<String, String> environment, List<String> options) {

    /** The local repository of this build. */
    static final Path CACHE = Path.of(System.getProperty("release.cache"));

    /** Minutes, on a machine with much else to do. */
    private static final int PATIENCE = 40;

    /** With the local repository of this build, in which it leaves nothing of the suite. */
    static Maven ofTheSuite(Path folder, Map<String, String> environment) {
        return new Maven(folder, environment, List.of("-Dmaven.repo.local=" + CACHE, "-Dmaven.install.skip=true"));
    }

    /**
     * With a local repository that is empty at first: the suite comes from a release alone, everything else from the
     * local repository of this build as from a remote one, or from Maven's own.
     */
    static Maven ofAStranger(Path folder, Path release) throws IOException {
        Path settings = Files.createDirectories(folder).resolve("settings.xml");
        Files.writeString(settings, """
                <settings>
                  <profiles><profile>
                    <id>stranger</id>
                    <repositories>%1$s%2$s</repositories>
                    <pluginRepositories>%3$s</pluginRepositories>
                  </profile></profiles>
                  <activeProfiles><activeProfile>stranger</activeProfile></activeProfiles>
                </settings>
                """.formatted(repository("repository", "release", release), repository("repository", "cache", CACHE),
                repository("pluginRepository", "cache", CACHE)));
        return new Maven(
                folder, Map.of(), List.of("-gs", settings.toString(), "-Dmaven.repo.local=" + folder.resolve("repository"),
                        "-Daether.offline.protocols=file"));
    }

    private static String repository(String element, String id, Path folder) {
        return "<%1$s><id>%2$s</id><url>%3$s</url><snapshots><enabled>false</enabled></snapshots></%1$s>"
                .formatted(element, id, folder.toUri());
    }

    Maven in(Path other) {
        return new Maven(other, environment, options);
    }

    /** Runs it to its end, which must be a good one. */
    void run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(System.getProperty("release.maven") + "/bin/mvn", "-B", "-ntp"));
        if (System.getProperty("release.offline").equals("offline true")) {
            command.add("-o");
        }
        command.addAll(options);
        command.addAll(List.of(arguments));
        Path log = Files.createTempFile("release", ".log");
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("MAVEN_OPTS", "");
        builder.environment().putAll(environment);
        // sources are checked and left as they are
        builder.environment().put("CI", "true");
        Process process = builder.start();
        try {
            assertThat(process.waitFor(PATIENCE, TimeUnit.MINUTES)).as("in time: %s", command).isTrue();
            assertThat(process.exitValue()).as("%s%n%s", command, Files.readString(log)).isZero();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            Files.delete(log);
        }
    }
}
