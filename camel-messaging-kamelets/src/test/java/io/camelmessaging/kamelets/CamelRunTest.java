/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.kamelets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.camelmessaging.sandbox.MessagingSandbox;
import io.camelmessaging.sandbox.boomware.BoomwareProvider;
import io.camelmessaging.test.SandboxExtension;
import org.apache.camel.main.KameletMain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The Kamelets in the engine of {@code camel run}, with nothing but the YAML file of the page: from the jar, and from a
 * folder of files.
 */
class CamelRunTest {

    private static final String CUSTOMER = "+37255500123";
    private static final Pattern ROUTE = Pattern.compile("\\[source,yaml]\\n----\\n(.*?)----", Pattern.DOTALL);

    private static final MessagingSandbox SANDBOX = MessagingSandbox.create();
    @RegisterExtension
    static final SandboxExtension RUNNING = new SandboxExtension(SANDBOX);

    @TempDir
    Path folder;

    @Test
    void fromTheJar() throws Exception {
        runs("classpath:kamelets");
    }

    @Test
    void fromAFolder() throws Exception {
        Path copies = Files.createDirectory(folder.resolve("kamelets"));
        try (Stream<Path> files = Files.list(Path.of("target/classes/kamelets"))) {
            for (Path file : files.toList()) {
                Files.copy(file, copies.resolve(file.getFileName()));
            }
        }

        assertThat(runs("file:" + copies)).anyMatch(resource -> resource.startsWith("file:"));
    }

    /** The page's; the environment of a test has no token. */
    private static String route() throws IOException {
        Matcher route = ROUTE.matcher(Files.readString(Path.of("../docs/kamelets.adoc")));
        assertThat(route.find()).isTrue();
        return route.group(1).replace("{{env:BOOMWARE_TOKEN}}", "{{token}}");
    }

    /** Where the routes' Kamelets were read from. */
    private List<String> runs(String location) throws IOException, InterruptedException {
        SANDBOX.reset();
        Path routes = Files.writeString(folder.resolve("order.camel.yaml"), route());
        KameletMain main = new KameletMain("camel.jbang");
        main.setDownload(false);
        main.setAppName("order");
        main.addInitialProperty("camel.main.routesIncludePattern", "file:" + routes);
        main.addInitialProperty("camel.component.kamelet.location", location);
        main.addInitialProperty("camel.component.boomware.baseUrl", SANDBOX.baseUrl("boomware"));
        main.addInitialProperty("token", BoomwareProvider.ACCESS_TOKEN);
        main.start();
        try {
            assertThat(SANDBOX.awaitMessage(CUSTOMER).text()).isEqualTo("Your order has left the depot.");
            return main.getCamelContext().getRoutes().stream().map(route -> String.valueOf(route.getSourceLocation())).toList();
        } finally {
            main.stop();
        }
    }
}
