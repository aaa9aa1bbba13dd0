/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.util.Properties;

import io.camelmessaging.boomerang.BoomerangComponent;
import io.camelmessaging.boomerang.BoomerangConfiguration;
import io.camelmessaging.boomware.BoomwareComponent;
import io.camelmessaging.boomware.BoomwareConfiguration;
import io.camelmessaging.clicksend.ClickSendComponent;
import io.camelmessaging.clicksend.ClickSendConfiguration;
import io.camelmessaging.sandbox.MessagingSandbox;
import io.camelmessaging.sandbox.boomerang.BoomerangProvider;
import io.camelmessaging.sandbox.boomware.BoomwareProvider;
import io.camelmessaging.sandbox.clicksend.ClickSendProvider;
import io.camelmessaging.sandbox.sendmode.SendmodeProvider;
import io.camelmessaging.sendmode.SendmodeComponent;
import io.camelmessaging.sendmode.SendmodeConfiguration;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.component.webhook.WebhookComponent;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * A context whose four components speak with one sandbox, and whose webhooks the sandbox can call.
 */
final class SandboxContext extends DefaultCamelContext {

    SandboxContext(MessagingSandbox sandbox) throws Exception {
        BoomwareConfiguration boomware = getComponent("boomware", BoomwareComponent.class).getConfiguration();
        boomware.setBaseUrl(sandbox.baseUrl("boomware"));
        boomware.setAccessToken(BoomwareProvider.ACCESS_TOKEN);
        SendmodeConfiguration sendmode = getComponent("sendmode", SendmodeComponent.class).getConfiguration();
        sendmode.setBaseUrl(sandbox.baseUrl("sendmode"));
        sendmode.setApiKey(SendmodeProvider.ACCESS_KEY);
        ClickSendConfiguration clickSend = getComponent("clicksend", ClickSendComponent.class).getConfiguration();
        clickSend.setBaseUrl(sandbox.baseUrl("clicksend"));
        clickSend.setUsername(ClickSendProvider.USERNAME);
        clickSend.setApiKey(ClickSendProvider.API_KEY);
        BoomerangConfiguration boomerang = getComponent("boomerang", BoomerangComponent.class).getConfiguration();
        boomerang.setBaseUrl(sandbox.baseUrl("boomerang") + "/v1");
        boomerang.setUsername(BoomerangProvider.USERNAME);
        boomerang.setPassword(BoomerangProvider.PASSWORD);
        VertxPlatformHttpServerConfiguration server = new VertxPlatformHttpServerConfiguration();
        server.setBindPort(0);
        addService(new VertxPlatformHttpServer(server));
        getComponent("webhook", WebhookComponent.class).getConfiguration().setWebhookComponentName("platform-http");
        Properties properties = new Properties();
        properties.setProperty("hooks.token", "s3cret");
        getPropertiesComponent().setInitialProperties(properties);
    }

    /** The address of a webhook of this started context, as one gives it to a provider. */
    String hook(String path) {
        return "http://127.0.0.1:" + hasService(VertxPlatformHttpServer.class).getPort() + path + "?token=s3cret";
    }
}
