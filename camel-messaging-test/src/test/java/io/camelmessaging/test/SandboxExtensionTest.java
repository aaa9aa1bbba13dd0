/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SandboxExtensionTest {

    @RegisterExtension
    static final SandboxExtension SANDBOX = new SandboxExtension();

    @ParameterizedTest
    @CsvSource({
            "boomerang, boomerang:smsOneWay?from=Acme, 447700900101", "boomware, boomware:sms?from=Acme, +37255500101",
            "clicksend, clicksend:sms?from=Acme, +61491570101", "sendmode, sendmode:sms?from=Acme, +353870000101" })
    void everyComponentCanBeConnected(String provider, String uri, String recipient) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            SANDBOX.connect(context, provider);
            context.start();

            context.createProducerTemplate().sendBodyAndHeader(uri, "Hi", "CamelMessagingTo", recipient);
        }

        assertThat(SANDBOX.sandbox().awaitMessage(recipient).provider()).isEqualTo(provider);
    }

    @Test
    void orAnApplicationByItsProperties() throws Exception {
        Main main = new Main();
        SANDBOX.properties("boomware").forEach(main::addInitialProperty);
        main.start();
        try {
            main.getCamelTemplate().sendBodyAndHeader("boomware:sms?from=Acme", "Hi", "CamelMessagingTo", "+37255500102");
        } finally {
            main.stop();
        }

        assertThat(SANDBOX.sandbox().awaitMessage("+37255500102").text()).isEqualTo("Hi");
    }

    @Test
    void whatItDoesNotKnowIsNamed() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            assertThatIllegalArgumentException().isThrownBy(() -> SANDBOX.connect(context, "clicksent"))
                    .withMessage("There is no provider clicksent in the sandbox: it stands in for"
                                 + " [boomerang, boomware, clicksend, sendmode].");
        }
    }

    @ParameterizedTest
    @CsvSource({ "OrderRouteTest, testing.adoc", "FlowRoutesTest, testing-flows.adoc" })
    void thePageShowsATestThatRuns(String test, String page) throws IOException {
        String source = Files.readString(Path.of("src/test/java/io/camelmessaging/test/" + test + ".java"));
        String example = source.substring(source.indexOf("tag::page[]\n") + 12, source.indexOf("    // end::page[]"))
                .lines().map(line -> line.isEmpty() ? line : line.substring(4)).collect(Collectors.joining("\n"));

        assertThat(Files.readString(Path.of("../docs/" + page))).contains("----\n" + example + "\n----\n");
    }
}
