/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.runtimes;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.camelmessaging.sandbox.MessagingSandbox;
import io.camelmessaging.sandbox.boomware.BoomwareProvider;
import io.camelmessaging.test.SandboxExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What a user's first POM resolves to sends and receives: Maven chose the versions, and no test library had a say.
 */
class FirstProjectTest {

    private static final String CUSTOMER = "+37255500123";
    private static final String ROUTES = """
            - route:
                from:
                  uri: timer:once
                  parameters:
                    repeatCount: 1
                    delay: 0
                  steps:
                    - setHeader:
                        name: CamelMessagingTo
                        expression:
                          constant:
                            expression: "+37255500123"
                    - setBody:
                        expression:
                          constant:
                            expression: Your order has left the depot.
                    - to:
                        uri: boomware:sms
                        parameters:
                          from: Depot
            - route:
                from:
                  uri: webhook:boomware:inboundSms
                  parameters:
                    webhookPath: /hooks/boomware
                  steps:
                    - setHeader:
                        name: CamelMessagingTo
                        expression:
                          simple:
                            expression: "${header.CamelMessagingSender}"
                    - setBody:
                        expression:
                          simple:
                            expression: "You wrote: ${body}"
                    - to:
                        uri: boomware:sms
                        parameters:
                          from: Depot
            """;

    private static final String SEND = """
            - route:
                from:
                  uri: direct:send
                  steps:
                    - to:
                        uri: clicksend:sms
            """;

    private static final MessagingSandbox SANDBOX = MessagingSandbox.create();
    @RegisterExtension
    static final SandboxExtension RUNNING = new SandboxExtension(SANDBOX);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = { "platform-http-first", "jackson-first" })
    void startsSendsAndReceives(String project) throws Exception {
        plays("-cp", folder + File.pathSeparator + Files.readString(project(project).resolve("classpath")),
                "org.apache.camel.main.Main");
    }

    /** Packaged, on the newer line of Camel; the whole story of all runtimes is a matter of the profile runtimes. */
    @ParameterizedTest
    @ValueSource(strings = { "camel-main-4.22", "spring-boot-4" })
    void startsSendsAndReceivesOnTheNewerLine(String project) throws Exception {
        plays("-Dcamel.main.property-placeholder-location=file:application.properties", "-jar",
                project(project).resolve("application.jar").toString());
    }

    /** The name is nearly that of a credential: the sentence names both, and the value is shown nowhere. */
    @Test
    void theEngineOfCamelRunRefusesAMisspeltCredentialByItsName() throws Exception {
        String value = "0123-confidential-4567";
        Files.writeString(folder.resolve("application.properties"), "camel.component.clicksend.apiKye = " + value + "\n");
        Path log = folder.resolve("log");

        Process process = start(log, "-Dcamel.main.property-placeholder-location=file:application.properties",
                "-Dcamel.main.routesIncludePattern=" + Files.writeString(folder.resolve("a.camel.yaml"), SEND).toUri(), "-jar",
                project("kamelet-main").resolve("application.jar").toString());
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
            System.out.println(Files.readString(log));
        }
        assertThat(process.exitValue()).isNotZero();
        assertThat(Files.readString(log))
                .contains("There is no property camel.component.clicksend.apiKye, did you mean 'apiKey'?")
                .doesNotContain(value);
    }

    private static Path project(String name) {
        return Path.of("../first-projects", name, "target").toAbsolutePath().normalize();
    }

    private void plays(String... application) throws Exception {
        SANDBOX.reset();
        int port = freePort();
        SANDBOX.inboundUrl("boomware", "http://127.0.0.1:" + port + "/hooks/boomware?token=s3cret");
        Files.writeString(folder.resolve("routes.camel.yaml"), ROUTES);
        Files.writeString(folder.resolve("application.properties"), """
                camel.main.routesIncludePattern = file:%s
                camel.server.enabled = true
                camel.server.port = %d
                camel.component.boomware.accessToken = %s
                camel.component.boomware.baseUrl = %s
                camel.component.boomware.webhookVerifyToken = s3cret
                camel.component.webhook.configuration.webhook-component-name = platform-http
                server.port = %d
                logging.pattern.console = [%%thread] %%level %%logger - %%msg%%n%%ex
                """.formatted(folder.resolve("routes.camel.yaml"), port, BoomwareProvider.ACCESS_TOKEN,
                SANDBOX.baseUrl("boomware"), port));
        Path log = folder.resolve("log");

        Process process = start(log, application);
        try {
            await().atMost(60, TimeUnit.SECONDS).failFast("it ended: " + log, () -> !process.isAlive())
                    .until(() -> SANDBOX.messagesTo(CUSTOMER).size() == 1);
            SANDBOX.reply(CUSTOMER, "Thanks");
            assertThat(SANDBOX.awaitMessages(message -> message.text().equals("You wrote: Thanks"), 1)).hasSize(1);
        } finally {
            process.destroy();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            System.out.println(Files.readString(log));
        }
        assertThat(Files.readAllLines(log))
                .noneMatch(line -> line.contains(" ERROR ") || line.contains(" WARN io.camelmessaging")
                        || line.contains("compact notation"));
    }

    private Process start(Path log, String... application) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC", "-Xmx256m"));
        command.addAll(List.of(application));
        return new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).redirectOutput(log.toFile())
                .start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
