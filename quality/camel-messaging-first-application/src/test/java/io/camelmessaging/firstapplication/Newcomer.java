/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.firstapplication;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Somebody with a JDK, Maven, an empty folder, and a local repository that holds nothing but what this build made.
 * <p>
 * Everything else is taken from the local repository of this build as from a remote one, and what is not there from
 * Maven's own, unless the build is offline. With {@code -Dfirst-application.download=true} everything else is
 * downloaded.
 */
final class Newcomer implements AutoCloseable {

    private static final Path SUITE = Path.of("../..");
    private static final Pattern PARENT = Pattern.compile("<parent>.*?</parent>", Pattern.DOTALL);
    private static final Pattern COORDINATE = Pattern.compile("<(artifactId|version)>([^<]+)</");
    /** Minutes, on a machine with much else to do. */
    private static final int PATIENCE = 10;

    private final Path bin;
    private final Path repository;
    private final int port;
    private final int sandboxPort;
    private final Map<String, String> environment = new HashMap<>();
    private final List<Process> started = new ArrayList<>();
    private Path here;

    Newcomer(Path home) throws IOException {
        this(home, true);
    }

    /** Somebody whose local repository is empty at first. */
    static Newcomer withoutTheSuite(Path home) throws IOException {
        return new Newcomer(home, false);
    }

    private Newcomer(Path home, boolean installed) throws IOException {
        here = Files.createDirectories(home.resolve("work"));
        bin = Files.createDirectories(home.resolve("bin"));
        try (ServerSocket one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
             ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = one.getLocalPort();
            sandboxPort = other.getLocalPort();
        }
        repository = Files.createDirectories(home.resolve("repository"));
        if (installed) {
            install(repository);
        }
        boolean downloads = Boolean.getBoolean("newcomer.download");
        Path settings = home.resolve("settings.xml");
        Files.writeString(settings, downloads ? "<settings/>" : settings(Path.of(System.getProperty("newcomer.cache"))));
        boolean offline = !downloads && System.getProperty("newcomer.offline").equals("offline true");
        Path maven = bin.resolve("mvn");
        Files.writeString(maven, """
                #!/bin/sh
                exec "%s/bin/mvn" -B -ntp -gs "%s" -Dmaven.repo.local="%s" %s "$@"
                """.formatted(System.getProperty("newcomer.maven"), settings, repository,
                offline ? "-o -Daether.offline.protocols=file" : ""));
        assertThat(maven.toFile().setExecutable(true)).isTrue();
    }

    private static String settings(Path cache) {
        String repository = "<id>build</id><url>%s</url><snapshots><enabled>false</enabled></snapshots>"
                .formatted(cache.toUri());
        return """
                <settings>
                  <profiles><profile>
                    <id>build</id>
                    <repositories><repository>%1$s</repository></repositories>
                    <pluginRepositories><pluginRepository>%1$s</pluginRepository></pluginRepositories>
                  </profile></profiles>
                  <activeProfiles><activeProfile>build</activeProfile></activeProfiles>
                </settings>
                """.formatted(repository);
    }

    /** As {@code mvn install} does it, with the modules that the build has packaged. */
    private static void install(Path repository) throws IOException {
        try (Stream<Path> files = Files.walk(SUITE, 3)) {
            for (Path pom : files.filter(file -> file.endsWith("pom.xml"))
                    .filter(file -> !file.toString().contains("target") && !file.toString().contains("quality")).toList()) {
                install(repository, pom);
            }
        }
    }

    private static void install(Path repository, Path pom) throws IOException {
        String text = Files.readString(pom);
        // a module has its version from its parent
        String version = coordinate(text, "version");
        String artifact = coordinate(PARENT.matcher(text).replaceFirst(""), "artifactId");
        Path target = Files.createDirectories(repository.resolve("io/camelmessaging").resolve(artifact).resolve(version));
        Files.copy(pom, target.resolve(artifact + "-" + version + ".pom"), StandardCopyOption.REPLACE_EXISTING);
        Path jar = pom.resolveSibling("target").resolve(artifact + "-" + version + ".jar");
        if (Files.exists(jar)) {
            Files.copy(jar, target.resolve(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
        Path features = pom.resolveSibling("target/features.xml");
        if (Files.exists(features)) {
            Files.copy(features, target.resolve(artifact + "-" + version + "-features.xml"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static String coordinate(String pom, String name) {
        return COORDINATE.matcher(pom).results().filter(one -> one.group(1).equals(name)).findFirst().orElseThrow().group(2);
    }

    /** Where applications listen, whatever port their page says. */
    int port() {
        return port;
    }

    /** The local repository. */
    Path repository() {
        return repository;
    }

    /** Where it types now. */
    Path here() {
        return here;
    }

    /** Sets a variable for all that is typed from now on. */
    void export(String variable, String value) {
        environment.put(variable, value);
    }

    /** Types the lines of a block of the page, and waits for each; a cd is for all that follow. */
    void type(String block) throws IOException, InterruptedException {
        for (String line : block.replaceAll(" *\\\\\n *", " ").lines().toList()) {
            if (line.startsWith("cd ")) {
                here = here.resolve(line.substring(3)).normalize();
            } else {
                Path log = Files.createTempFile(bin, "typed", ".log");
                Process process = start(shell(line), log);
                assertThat(process.waitFor(PATIENCE, TimeUnit.MINUTES)).as(line).isTrue();
                assertThat(process.exitValue()).as(line + "\n" + Files.readString(log)).isZero();
            }
        }
    }

    /** Types a line whose program goes on running. */
    Running run(String line) throws IOException {
        return run(shell(line));
    }

    /** Starts a program that goes on running. */
    Running run(List<String> command) throws IOException {
        Path log = Files.createTempFile(bin, "running", ".log");
        return new Running(start(command, log), log);
    }

    /** A program that goes on running, and what it prints. */
    record Running(Process process, Path log) {

        void awaitOutput(String text) {
            await(text).atMost(PATIENCE, TimeUnit.MINUTES)
                    .failFast(() -> assertThat(process.isAlive()).as(read(log)).isTrue())
                    .until(() -> read(log).contains(text));
        }

        String output() {
            return read(log);
        }

        /** Types a line into the program. */
        void type(String line) throws IOException {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        }

        /** Ends it as an orchestrator does, and waits for the end; what it printed until then. */
        String stop() throws InterruptedException {
            process.destroy();
            return awaitEnd();
        }

        /** What it printed until its end, which has to be a good one. */
        String awaitGoodEnd() throws InterruptedException {
            String printed = awaitEnd();
            assertThat(process.exitValue()).as(printed).isZero();
            return printed;
        }

        /** What it printed until its end. */
        String awaitEnd() throws InterruptedException {
            assertThat(process.waitFor(PATIENCE, TimeUnit.MINUTES)).as(read(log)).isTrue();
            return read(log);
        }
    }

    /** The ports of a page are those of one machine alone: here they are free ones. */
    private List<String> shell(String line) {
        return List.of("sh", "-c", "exec " + line.replace(":8080", ":" + port).replace(":8089", ":" + sandboxPort));
    }

    private Process start(List<String> command, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(here.toFile()).redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("PATH", bin + ":" + System.getenv("PATH"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("MAVEN_OPTS", "-XX:TieredStopAtLevel=1 -Dcamel.server.port=%d -Dsandbox.port=%d"
                .formatted(port, sandboxPort));
        builder.environment().put("SERVER_PORT", Integer.toString(port));
        builder.environment().put("SANDBOX_PORT", Integer.toString(sandboxPort));
        builder.environment().putAll(environment);
        Process process = builder.start();
        started.add(process);
        return process;
    }

    /** Writes a file that the page shows. */
    void write(String file, String content) throws IOException {
        Path path = here.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        for (Process process : started) {
            List<ProcessHandle> children = process.descendants().toList();
            process.destroy();
            try {
                if (!process.waitFor(1, TimeUnit.MINUTES)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
            children.forEach(ProcessHandle::destroyForcibly);
        }
    }
}
