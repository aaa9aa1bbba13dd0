/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend;

import java.util.Properties;

import io.camelmessaging.clicksend.model.Page;
import io.camelmessaging.common.support.ErrorTable;
import io.camelmessaging.contract.ComponentPageTest;
import io.camelmessaging.sandbox.MessagingSandbox;
import io.camelmessaging.sandbox.clicksend.ClickSendProvider;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.component.webhook.WebhookComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * The component's page and its examples; {@link ClickSendStoryTest} runs those in Java.
 */
class ClickSendPageTest extends ComponentPageTest {

    private static final MessagingSandbox SANDBOX = MessagingSandbox.create();

    @BeforeAll
    static void start() {
        SANDBOX.start();
    }

    @AfterAll
    static void stop() {
        SANDBOX.close();
    }

    ClickSendPageTest() {
        super("clicksend", ClickSendOperation.values(), Page.class);
    }

    @Override
    protected ErrorTable errors() {
        return ClickSendErrors.TABLE;
    }

    @Override
    protected RoutesBuilder operationExamples() {
        return new OperationExamples();
    }

    @Override
    protected CamelContext context() throws Exception {
        return context(SANDBOX, 0);
    }

    static DefaultCamelContext context(MessagingSandbox sandbox, int port) throws Exception {
        DefaultCamelContext context = ClickSendContexts.of(sandbox.baseUrl("clicksend"));
        ClickSendConfiguration configuration = context.getComponent("clicksend", ClickSendComponent.class).getConfiguration();
        configuration.setUsername(ClickSendProvider.USERNAME);
        configuration.setApiKey(ClickSendProvider.API_KEY);
        VertxPlatformHttpServerConfiguration server = new VertxPlatformHttpServerConfiguration();
        server.setBindPort(port);
        context.addService(new VertxPlatformHttpServer(server));
        WebhookComponent webhook = context.getComponent("webhook", WebhookComponent.class);
        webhook.getConfiguration().setWebhookComponentName("platform-http");
        webhook.getConfiguration().setWebhookExternalUrl("http://127.0.0.1:" + (port == 0 ? 1 : port));
        Properties properties = new Properties();
        properties.setProperty("hooks.token", "s3cret");
        properties.setProperty("scans.server", "127.0.0.1:1");
        properties.setProperty("scans.username", "scanner");
        properties.setProperty("scans.password", "s3cret");
        context.getPropertiesComponent().setInitialProperties(properties);
        context.getRegistry().bind("receiptsSeen", MemoryIdempotentRepository.memoryIdempotentRepository());
        return context;
    }
}
