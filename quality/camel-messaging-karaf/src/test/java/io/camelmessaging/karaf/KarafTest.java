/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.karaf;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.camelmessaging.sandbox.MessagingSandbox;
import io.camelmessaging.test.SandboxExtension;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The suite's features install in Karaf, with all imports of its bundles found, and an application works there.
 */
@EnabledIfSystemProperty(named = "karaf.home", matches = "[^$]+", disabledReason = "it runs with mvn -Pkaraf verify")
class KarafTest {

    private static final String FLOW = "+37255500199";
    private static final String CLICKSEND = "+61491570156";

    private static final MessagingSandbox SANDBOX = MessagingSandbox.create();
    @RegisterExtension
    static final SandboxExtension RUNNING = new SandboxExtension(SANDBOX);

    @TempDir
    Path folder;

    @Test
    void anApplicationWorks() throws Exception {
        int port = freePort();
        Path result = folder.resolve("result");
        Path features = Files.writeString(folder.resolve("features.xml"), suiteFeatures());
        Path camel = Files.writeString(folder.resolve("camel-features.xml"), camelFeatures(jar()));
        try (OutputStream out = Files.newOutputStream(folder.resolve("settings"))) {
            settings(port, result).store(out, null);
        }
        SANDBOX.inboundUrl("boomware", "http://127.0.0.1:" + port + "/boomware?token=s3cret");

        Karaf karaf = new Karaf(Path.of(System.getProperty("karaf.home")));
        try {
            karaf.start(System.getProperty("local.repository"), List.of(features, camel), "application",
                    List.of("-Dmessaging.settings=" + folder.resolve("settings")));
            await(karaf).untilAsserted(() -> assertThat(lines(result)).contains("started", "sent by boomerang true",
                    "sent by boomware true", "sent by clicksend true", "sent by sendmode true", "flow done From a flow"));
            assertThat(SANDBOX.awaitMessage(FLOW).text()).isEqualTo("From a flow");

            assertThat(post(port, "/boomware?token=wrong", "{}")).isEqualTo(403);
            assertThat(post(port, "/boomware?token=s3cret", "{")).isEqualTo(400);
            SANDBOX.reply("+37255500123", "Thanks");
            await(karaf).untilAsserted(() -> assertThat(lines(result)).contains("webhook Thanks"));

            SANDBOX.reply(CLICKSEND, "Break");
            await(karaf).untilAsserted(() -> assertThat(lines(result))
                    .containsSubsequence("poll Break", "poll Break", "polled Break"));
        } finally {
            karaf.close();
            System.out.println(karaf.log());
        }
        assertThat(karaf.log().lines()).noneMatch(line -> line.contains("ERROR") && !line.contains("AssertionError")
                && !line.contains("DefaultErrorHandler"));
        SANDBOX.assertCleanWire();
    }

    private static ConditionFactory await(Karaf karaf) {
        return Awaitility.await().atMost(3, TimeUnit.MINUTES).failFast("Karaf ended, or could not install", () -> !karaf.isAlive()
                || karaf.log().contains("Error installing boot features"));
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    private Properties settings(int port, Path result) {
        Properties settings = new Properties();
        for (String provider : List.of("boomerang", "boomware", "clicksend", "sendmode")) {
            settings.putAll(RUNNING.properties(provider));
        }
        settings.put("camel.component.boomware.webhookVerifyToken", "s3cret");
        settings.put("port", String.valueOf(port));
        settings.put("result", result.toString());
        settings.put("boomerang", "+447700900123");
        settings.put("boomware", "+37255500123");
        settings.put("clicksend", CLICKSEND);
        settings.put("sendmode", "+353870000101");
        settings.put("flow", FLOW);
        return settings;
    }

    /** What a user installs, but for Camel's own features, and with the jars of this build. */
    private static String suiteFeatures() throws IOException {
        String version = System.getProperty("suite.version");
        String features = Files.readString(Path.of("../../platforms/camel-messaging-features/target/features.xml"))
                .replaceFirst("<repository>.*</repository>", "");
        return Pattern.compile("mvn:io\\.camelmessaging/([a-z-]+)/" + Pattern.quote(version)).matcher(features)
                .replaceAll(module -> Matcher.quoteReplacement(Path
                        .of("../..", module.group(1), "target", module.group(1) + "-" + version + ".jar").toAbsolutePath()
                        .normalize().toUri().toString()));
    }

    private static String camelFeatures(Path application) throws IOException {
        String features = Files.readString(Path.of("target/test-classes/camel-features.xml"))
                .replace("@APPLICATION@", application.toUri().toString());
        return Pattern.compile("@(BUNDLE|WRAP|CAMEL):([^@]+)@").matcher(features)
                .replaceAll(artifacts -> Matcher.quoteReplacement(Arrays.stream(artifacts.group(2).split(" "))
                        .map(name -> bundle(artifacts.group(1), name)).collect(Collectors.joining("\n    "))));
    }

    private static String bundle(String kind, String name) {
        String artifact = kind.equals("CAMEL") ? "camel-" + name : name;
        Path jar = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of)
                .filter(file -> file.getNameCount() > 3 && file.getParent().getParent().endsWith(artifact)).findAny()
                .orElseThrow(() -> new IllegalStateException(artifact + " is not on the class path."));
        String version = jar.getParent().getFileName().toString();
        String group = Path.of(System.getProperty("local.repository")).relativize(jar.getParent().getParent().getParent())
                .toString().replace(File.separatorChar, '.');
        String mvn = "mvn:" + group + "/" + artifact + "/" + version;
        String wrap = "wrap:" + mvn + "$overwrite=merge&amp;Bundle-SymbolicName=" + artifact + "&amp;Bundle-Version=" + version;
        return "<bundle>" + switch (kind) {
            case "BUNDLE" -> mvn;
            case "CAMEL" -> wrap + "&amp;Export-Package=org.apache.camel*;version=" + version
                            + "&amp;Import-Package=*;resolution:=optional";
            default -> wrap + "&amp;Import-Package=*;resolution:=optional";
        } + "</bundle>";
    }

    /** The application's classes. */
    private Path jar() throws IOException {
        Path classes = Path.of("target/classes");
        Path jar = folder.resolve("application.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar)); Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(candidate -> candidate.toString().endsWith(".class")).toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, out);
            }
        }
        return jar;
    }

    private static int post(int port, String path, String body) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
