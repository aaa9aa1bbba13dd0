/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.firstapplication;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.camelmessaging.sandbox.MessagingSandbox;
import io.camelmessaging.sandbox.boomware.BoomwareProvider;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The set-ups of the page on runtimes, typed into empty folders: each is packaged, sends, answers by a flow, and tells
 * of a misspelt property.
 */
class RuntimesPageTest {

    private static final String CUSTOMER = "+37255500123";
    private static final String TOKEN = "s3cret";
    private static final String CONFIDENTIAL = "0123-confidential-4567";

    @TempDir
    Path home;

    /** A section of the page, and the other version that its comments name. */
    enum SetUp {

        CAMEL_MAIN("camel-main", "camel.server.port", Map.of(), List.of()),
        CAMEL_MAIN_4_22("camel-main", "camel.server.port", Map.of("<camel.version>4.18.0<", "<camel.version>4.22.0<"), List.of(
                "org.apache.camel:camel-webhook:4.18.0", "org.apache.camel:camel-kamelet:4.18.0",
                "org.apache.camel:camel-platform-http-main:4.18.0", "io.vertx:vertx-core:4.5.31", "io.vertx:vertx-web:4.5.31",
                "io.vertx:vertx-web-common:4.5.31", "io.vertx:vertx-bridge-common:4.5.31",
                "io.vertx:vertx-auth-common:4.5.31", "io.vertx:vertx-auth-properties:4.5.31",
                "io.vertx:vertx-auth-jwt:4.5.31")),
        SPRING_BOOT_3("Spring Boot 3.5 and 4", "server.port", Map.of(), List.of()),
        SPRING_BOOT_4("Spring Boot 3.5 and 4", "server.port", Map.of("<camel.version>4.18.0<", "<camel.version>4.22.0<",
                "<version>3.5.10<", "<version>4.1.2<"),
                      List.of(
                              "org.apache.camel:camel-webhook:4.18.0", "org.apache.camel:camel-kamelet:4.18.0")),
        QUARKUS("Quarkus", "quarkus.http.port", Map.of(), List.of(
                "org.apache.camel.quarkus:camel-quarkus-platform-http:3.31.0",
                "org.apache.camel.quarkus:camel-quarkus-platform-http-deployment:3.31.0",
                "org.apache.camel.quarkus:camel-quarkus-attachments:3.31.0",
                "org.apache.camel.quarkus:camel-quarkus-attachments-deployment:3.31.0"));

        private final String section;
        private final String port;
        private final Map<String, String> changed;
        private final List<String> older;

        /**
         * @param port  the property of where it listens
         * @param older what is managed besides, as not every repository has what belongs there
         */
        SetUp(String section, String port, Map<String, String> changed, List<String> older) {
            this.section = section;
            this.port = port;
            this.changed = changed;
            this.older = older;
        }

        private String pom(String page) {
            String pom = page;
            for (Map.Entry<String, String> change : changed.entrySet()) {
                assertThat(pom).contains(change.getKey());
                pom = pom.replace(change.getKey(), change.getValue());
            }
            String managed = older.stream().map(coordinates -> coordinates.split(":"))
                    .map(part -> "<dependency><groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version></dependency>\n"
                            .formatted((Object[]) part))
                    .collect(Collectors.joining());
            return pom.replaceFirst("(<dependencyManagement>\\s*<dependencies>\\n)", "$1" + managed);
        }
    }

    @ParameterizedTest
    @EnumSource
    void itSendsAnswersAndRefusesAMisspeltProperty(SetUp setUp) throws Exception {
        try (MessagingSandbox sandbox = MessagingSandbox.create().start();
             EmbeddedPostgres database = setUp == SetUp.QUARKUS ? EmbeddedPostgres.start() : null;
             Newcomer newcomer = new Newcomer(home)) {
            RuntimesPage.files(RuntimesPage.ROUTES).forEach((name, content) -> write(newcomer, name, content));
            RuntimesPage.files(setUp.section).forEach(
                    (name, content) -> write(newcomer, name, name.equals("pom.xml") ? setUp.pom(content) : content));
            List<String> lines = RuntimesPage.typed(setUp.section, "bash");
            assertThat(lines).hasSize(2);
            Path options = home.resolve("options");
            newcomer.export("JDK_JAVA_OPTIONS", "@" + options);
            newcomer.export("BOOMWARE_TOKEN", BoomwareProvider.ACCESS_TOKEN);
            newcomer.export("WEBHOOK_TOKEN", TOKEN);
            if (database != null) {
                newcomer.export("DATABASE_URL", database.getJdbcUrl("postgres", "postgres"));
            }
            Files.writeString(options, "");
            newcomer.type(lines.get(0));
            // what stands for the provider, and for the page's port
            String here = "-Dcamel.component.boomware.base-url=" + sandbox.baseUrl("boomware") + "\n-D" + setUp.port + "="
                          + newcomer.port() + "\n";
            Files.writeString(options, here);

            Newcomer.Running application = newcomer.run(lines.get(1));
            await("Hello").atMost(5, MINUTES)
                    .failFast(() -> assertThat(application.process().isAlive()).as(application.output()).isTrue())
                    .until(() -> sandbox.messagesTo(CUSTOMER).size() == 1);
            sandbox.inboundUrl("boomware", "http://127.0.0.1:" + newcomer.port() + "/hooks/boomware?token=" + TOKEN);
            sandbox.reply(CUSTOMER, "Thanks");
            assertThat(sandbox.awaitMessages(message -> message.text().equals("You wrote: Thanks"), 1)).hasSize(1);
            String log = application.stop();
            assertThat(log.lines()).noneMatch(line -> line.contains("WARN") || line.contains("ERROR"));
            if (database != null) {
                assertThat(log).containsPattern("The flows keep their state in .*PostgreSQL");
            }
            sandbox.assertCleanWire();

            Files.writeString(options, here + "-Dcamel.component.boomware.acces-token=" + CONFIDENTIAL + "\n");
            assertThat(newcomer.run(lines.get(1)).awaitEnd())
                    .contains("There is no property camel.component.boomware.acces-token, did you mean 'access")
                    .doesNotContain(CONFIDENTIAL);
        }
    }

    private static void write(Newcomer newcomer, String file, String content) {
        try {
            newcomer.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
