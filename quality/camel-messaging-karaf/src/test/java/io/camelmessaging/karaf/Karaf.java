/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.karaf;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * An unpacked Karaf, which finds Maven's artifacts in the local repository alone.
 */
final class Karaf implements AutoCloseable {

    private static final List<String> OPENED = List.of("java.base/java.security", "java.base/java.net", "java.base/java.lang",
            "java.base/java.util", "java.naming/javax.naming.spi", "java.rmi/sun.rmi.transport.tcp");
    private static final List<String> EXPORTED = List.of("java.base/sun.net.www.protocol.file",
            "java.base/sun.net.www.protocol.ftp", "java.base/sun.net.www.protocol.http", "java.base/sun.net.www.protocol.https",
            "java.base/sun.net.www.protocol.jar", "java.base/sun.net.www.content.text", "jdk.xml.dom/org.w3c.dom.html",
            "jdk.naming.rmi/com.sun.jndi.url.rmi", "java.rmi/sun.rmi.registry", "java.security.sasl/com.sun.security.sasl",
            "java.naming/com.sun.jndi.ldap");

    private final Path home;
    private Process process;

    Karaf(Path home) {
        this.home = home;
    }

    /**
     * Starts it with one feature beside its own.
     *
     * @param localRepository Maven's
     * @param repositories    files of features
     */
    void start(String localRepository, List<Path> repositories, String feature, List<String> properties) throws IOException {
        Files.writeString(home.resolve("etc/org.ops4j.pax.url.mvn.cfg"),
                "\norg.ops4j.pax.url.mvn.localRepository=" + localRepository + "\norg.ops4j.pax.url.mvn.repositories=\n",
                StandardOpenOption.APPEND);
        Path features = home.resolve("etc/org.apache.karaf.features.cfg");
        List<String> urls = repositories.stream().map(file -> file.toUri().toString()).toList();
        Files.writeString(features, Files.readString(features)
                .replace("featuresRepositories = \\", "featuresRepositories = " + String.join(", ", urls) + ", \\")
                .replaceFirst("(?s)featuresBoot = .*?\n\n", "featuresBoot = (wrap,log,framework,feature,eventadmin,jaas,shell,"
                                                           + "bundle,config), " + feature + "\n\n"));
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m", "--add-reads=java.xml=java.logging",
                "--add-exports=java.base/org.apache.karaf.specs.locator=java.xml,ALL-UNNAMED",
                "--patch-module", "java.base=" + endorsed("org.apache.karaf.specs.locator"),
                "--patch-module", "java.xml=" + endorsed("org.apache.karaf.specs.java.xml")));
        OPENED.forEach(opened -> command.add("--add-opens=" + opened + "=ALL-UNNAMED"));
        EXPORTED.forEach(exported -> command.add("--add-exports=" + exported + "=ALL-UNNAMED"));
        Stream.of("home", "base").forEach(name -> command.add("-Dkaraf." + name + "=" + home));
        Stream.of("instances", "data", "etc").forEach(name -> command.add("-Dkaraf." + name + "=" + home.resolve(name)));
        command.add("-Dkaraf.log=" + home.resolve("data/log"));
        command.add("-Djava.io.tmpdir=" + Files.createDirectories(home.resolve("data/tmp")));
        command.add("-Djava.util.logging.config.file=" + home.resolve("etc/java.util.logging.properties"));
        command.addAll(List.of("-Dkaraf.startLocalConsole=false", "-Dkaraf.startRemoteShell=false"));
        command.addAll(properties);
        command.addAll(List.of("-cp", jars("lib/boot") + File.pathSeparator + jars("lib/jdk9plus"),
                "org.apache.karaf.main.Main"));
        process = new ProcessBuilder(command).directory(home.toFile()).redirectErrorStream(true)
                .redirectOutput(home.resolve("console.log").toFile()).start();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** What it logged, and what it printed. */
    String log() throws IOException {
        Path log = home.resolve("data/log/karaf.log");
        return Files.readString(home.resolve("console.log")) + (Files.exists(log) ? Files.readString(log) : "");
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    private Path endorsed(String name) throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("lib/endorsed"))) {
            return files.filter(file -> file.getFileName().toString().startsWith(name + "-")).findAny().orElseThrow();
        }
    }

    private String jars(String folder) {
        File[] jars = home.resolve(folder).toFile().listFiles((dir, name) -> name.endsWith(".jar"));
        return jars == null ? "" : String.join(File.pathSeparator, Arrays.stream(jars).map(File::toString).toList());
    }
}
