/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.camelmessaging.sandbox.MessagingSandbox;
import io.camelmessaging.sandbox.WireEntry;
import io.camelmessaging.sandbox.clicksend.ClickSendProvider;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What becomes of the rules of an account while processes come and go.
 */
class ClickSendRulesTest {

    private static final String NUMBER = "+61400000101";
    private static final String ACCOUNT_NUMBER = "+61422222222";

    @TempDir
    Path folder;

    private MessagingSandbox sandbox;
    private DefaultCamelContext front;
    private String address;

    /** One address in front of all processes, as a load balancer has. */
    @BeforeEach
    void start() throws Exception {
        sandbox = MessagingSandbox.create().start();
        front = new DefaultCamelContext();
        VertxPlatformHttpServerConfiguration server = new VertxPlatformHttpServerConfiguration();
        server.setBindPort(0);
        front.addService(new VertxPlatformHttpServer(server));
        front.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("platform-http:/hook").convertBodyTo(String.class).to("mock:pushed").setBody(constant(""));
            }
        });
        front.start();
        address = "http://localhost:" + front.hasService(VertxPlatformHttpServer.class).getPort();
    }

    @AfterEach
    void stop() throws Exception {
        front.close();
        sandbox.close();
    }

    private DefaultCamelContext process(String operation, String options) throws Exception {
        DefaultCamelContext made = ClickSendContexts.of(sandbox.baseUrl("clicksend"));
        ClickSendConfiguration configuration = made.getComponent("clicksend", ClickSendComponent.class).getConfiguration();
        configuration.setUsername(ClickSendProvider.USERNAME);
        configuration.setApiKey(ClickSendProvider.API_KEY);
        VertxPlatformHttpServerConfiguration server = new VertxPlatformHttpServerConfiguration();
        server.setBindPort(0);
        made.addService(new VertxPlatformHttpServer(server));
        made.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("webhook:clicksend:" + operation + "?webhookComponentName=platform-http&webhookPath=/hook"
                     + "&webhookExternalUrl=" + address + "&webhookVerifyToken=s3cret" + options).to("mock:events");
            }
        });
        made.start();
        return made;
    }

    private List<String> calls(String method) {
        return sandbox.wire().stream().filter(call -> call.method().equals(method)).map(WireEntry::target).toList();
    }

    private void isPushed(int count) {
        MockEndpoint pushed = front.getEndpoint("mock:pushed", MockEndpoint.class);
        await().atMost(Duration.ofSeconds(30)).until(() -> pushed.getReceivedCounter() == count);
    }

    @Test
    void aProcessThatStopsLeavesTheRuleToTheNewerOne() throws Exception {
        DefaultCamelContext older = process("inboundSms", "");
        DefaultCamelContext newer = process("inboundSms", "");
        older.close();
        sandbox.inbound("clicksend", NUMBER, ACCOUNT_NUMBER, "hello");

        isPushed(1);
        assertThat(calls("POST")).containsOnlyOnce("/automations/sms/inbound");
        newer.close();
        assertThat(calls("DELETE")).isEmpty();
    }

    @Test
    void aRollingRestartOfRealProcessesLeavesTheRule() throws Exception {
        Process older = replica("older");
        try {
            Process newer = replica("newer");
            try {
                older.destroy();
                assertThat(older.waitFor(60, TimeUnit.SECONDS)).isTrue();
                sandbox.inbound("clicksend", NUMBER, ACCOUNT_NUMBER, "hello");

                isPushed(1);
                assertThat(calls("POST")).containsOnlyOnce("/automations/sms/inbound");
                assertThat(calls("DELETE")).isEmpty();
            } finally {
                newer.destroyForcibly().waitFor();
            }
        } finally {
            older.destroyForcibly().waitFor();
        }
    }

    /** A process of its own that hears; it stops in order when it is asked to. */
    private Process replica(String name) throws Exception {
        Path log = folder.resolve(name + ".log");
        Process process = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), RollingReplica.class.getName(), sandbox.baseUrl("clicksend"), address)
                .redirectErrorStream(true).redirectOutput(log.toFile()).start();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> Files.readString(log).contains("READY") || !process.isAlive());
        assertThat(process.isAlive()).as("the %s process: see %s", name, log).isTrue();
        return process;
    }

    @Test
    void aRuleOfReceiptsStaysToo() throws Exception {
        process("deliveryReceipts", "").close();

        assertThat(calls("POST")).containsExactly("/automations/sms/receipts");
        assertThat(calls("DELETE")).isEmpty();
    }

    @Test
    void aRuleIsRemovedWhereThatIsAskedFor() throws Exception {
        process("inboundSms", "&webhookAutoRemove=true").close();

        assertThat(calls("DELETE")).singleElement().asString().startsWith("/automations/sms/inbound/");
    }

    @Test
    void aRuleThatAnotherProcessGaveItsOwnAddressIsNotRemoved() throws Exception {
        DefaultCamelContext older = process("inboundSms", "&webhookAutoRemove=true&webhookBasePath=/older");
        DefaultCamelContext newer = process("inboundSms", "");
        older.close();

        assertThat(calls("DELETE")).isEmpty();
        sandbox.inbound("clicksend", NUMBER, ACCOUNT_NUMBER, "hello");
        isPushed(1);
        newer.close();
    }
}
