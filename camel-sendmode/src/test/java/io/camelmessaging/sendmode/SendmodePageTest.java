/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sendmode;

import java.util.Properties;

import io.camelmessaging.common.support.ErrorTable;
import io.camelmessaging.contract.ComponentPageTest;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.component.webhook.WebhookComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;

/**
 * The component's page and its examples; {@link SendmodeStoryTest} runs those in Java.
 */
class SendmodePageTest extends ComponentPageTest {

    SendmodePageTest() {
        super("sendmode", SendmodeOperation.values());
    }

    @Override
    protected ErrorTable errors() {
        return SendmodeErrors.TABLE;
    }

    @Override
    protected RoutesBuilder operationExamples() {
        return new OperationExamples();
    }

    @Override
    protected CamelContext context() throws Exception {
        return context("http://127.0.0.1:1");
    }

    static DefaultCamelContext context(String baseUrl) throws Exception {
        DefaultCamelContext context = SendmodeContexts.of(baseUrl);
        VertxPlatformHttpServerConfiguration server = new VertxPlatformHttpServerConfiguration();
        server.setBindPort(0);
        context.addService(new VertxPlatformHttpServer(server));
        context.getComponent("webhook", WebhookComponent.class).getConfiguration().setWebhookComponentName("platform-http");
        Properties properties = new Properties();
        properties.setProperty("hooks.token", "s3cret");
        context.getPropertiesComponent().setInitialProperties(properties);
        context.getRegistry().bind("receiptsSeen", MemoryIdempotentRepository.memoryIdempotentRepository());
        return context;
    }
}
