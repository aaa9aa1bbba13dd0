/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.firstapplication;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

import io.camelmessaging.karaf.Karaf;
import io.camelmessaging.sandbox.MessagingSandbox;
import io.camelmessaging.sandbox.boomware.BoomwareProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The set-up for Karaf on the page on runtimes: the bundle is packaged in an empty folder, and the page's lines are
 * typed at the console. Of Camel for Karaf, which not every repository has, the features are made of Camel's own jars.
 */
class KarafPageTest {

    private static final String SECTION = "Karaf";
    private static final String CUSTOMER = "+37255500123";
    private static final String TOKEN = "s3cret";
    private static final String CONFIDENTIAL = "0123-confidential-4567";

    @TempDir
    Path home;

    @Test
    @EnabledForJreRange(max = JRE.JAVA_17, disabledReason = "Karaf 4.4 is run on Java 17; it refuses the newest")
    void itSendsAnswersAndRefusesAMisspeltProperty() throws Exception {
        Path base = home.resolve("karaf");
        try (MessagingSandbox sandbox = MessagingSandbox.create().start();
             Newcomer newcomer = new Newcomer(home)) {
            for (Map.Entry<String, String> file : RuntimesPage.files(RuntimesPage.ROUTES).entrySet()) {
                newcomer.write(file.getKey(), file.getValue());
            }
            for (Map.Entry<String, String> file : RuntimesPage.files(SECTION).entrySet()) {
                newcomer.write(file.getKey(), file.getValue().replace("<version>4.18.1<", "<version>4.14.5<"));
            }
            newcomer.type("mvn install");
            newcomer.export("BOOMWARE_TOKEN", BoomwareProvider.ACCESS_TOKEN);
            newcomer.export("WEBHOOK_TOKEN", TOKEN);
            Karaf karaf = new Karaf(Path.of("../camel-messaging-karaf"), Path.of(System.getProperty("newcomer.cache")));
            Newcomer.Running console = newcomer.run(karaf.console(base, newcomer.repository()));
            Path options = base.resolve("etc/hello.properties");
            // what stands for the provider, and for the page's port
            Files.writeString(options, Files.readString(newcomer.here().resolve("etc/hello.properties"))
                    .replace(" 8080\n", " " + newcomer.port() + "\n")
                                       + "camel.component.boomware.base-url = " + sandbox.baseUrl("boomware") + "\n");
            for (String line : RuntimesPage.typed(SECTION, "console")) {
                console.type(line);
            }

            await("Hello").atMost(5, MINUTES)
                    .failFast(() -> assertThat(console.process().isAlive()).as(log(console, base)).isTrue())
                    .failFast(() -> assertThat(console.output()).as(log(console, base))
                            .doesNotContain("Error executing command"))
                    .until(() -> sandbox.messagesTo(CUSTOMER).size() == 1);
            sandbox.inboundUrl("boomware", "http://127.0.0.1:" + newcomer.port() + "/hooks/boomware?token=" + TOKEN);
            sandbox.reply(CUSTOMER, "Thanks");
            assertThat(sandbox.awaitMessages(message -> message.text().equals("You wrote: Thanks"), 1)).hasSize(1);
            console.stop();
            assertThat(log(console, base).lines()).noneMatch(line -> line.contains(" ERROR ")
                    || line.contains(" WARN ") && line.contains("io.camelmessaging"));
            sandbox.assertCleanWire();

            Files.writeString(options, "camel.component.boomware.acces-token = " + CONFIDENTIAL + "\n",
                    StandardOpenOption.APPEND);
            Newcomer.Running again = newcomer.run(karaf.console(base, newcomer.repository()));
            await("the refusal").atMost(5, MINUTES)
                    .until(() -> log(again, base).contains("There is no property camel.component.boomware.acces-token."));
            again.stop();
            assertThat(log(again, base)).doesNotContain(CONFIDENTIAL);
        }
    }

    /** What it printed, and what it logged. */
    private static String log(Newcomer.Running console, Path base) throws IOException {
        Path log = Karaf.log(base);
        return console.output() + (Files.exists(log) ? Files.readString(log) : "");
    }
}
