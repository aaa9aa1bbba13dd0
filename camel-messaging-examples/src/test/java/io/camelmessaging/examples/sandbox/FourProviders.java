/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.examples.sandbox;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.function.UnaryOperator;

import io.camelmessaging.boomerang.BoomerangComponent;
import io.camelmessaging.boomerang.BoomerangConfiguration;
import io.camelmessaging.boomware.BoomwareComponent;
import io.camelmessaging.clicksend.ClickSendComponent;
import io.camelmessaging.clicksend.ClickSendConfiguration;
import io.camelmessaging.sandbox.boomerang.BoomerangProvider;
import io.camelmessaging.sandbox.boomware.BoomwareProvider;
import io.camelmessaging.sandbox.clicksend.ClickSendProvider;
import io.camelmessaging.sandbox.sendmode.SendmodeProvider;
import io.camelmessaging.sendmode.SendmodeComponent;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.component.webhook.WebhookComponent;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * A context whose four components speak with one sandbox, and whose webhooks the sandbox can call.
 */
public final class FourProviders {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final String hooks;

    /**
     * @param baseUrl gives the base URL of a provider of the sandbox
     */
    public FourProviders(UnaryOperator<String> baseUrl) throws Exception {
        context.getComponent("boomware", BoomwareComponent.class).getConfiguration().setBaseUrl(baseUrl.apply("boomware"));
        context.getComponent("boomware", BoomwareComponent.class).getConfiguration()
                .setAccessToken(BoomwareProvider.ACCESS_TOKEN);
        context.getComponent("sendmode", SendmodeComponent.class).getConfiguration().setBaseUrl(baseUrl.apply("sendmode"));
        context.getComponent("sendmode", SendmodeComponent.class).getConfiguration().setApiKey(SendmodeProvider.ACCESS_KEY);
        ClickSendConfiguration clickSend = context.getComponent("clicksend", ClickSendComponent.class).getConfiguration();
        clickSend.setBaseUrl(baseUrl.apply("clicksend"));
        clickSend.setUsername(ClickSendProvider.USERNAME);
        clickSend.setApiKey(ClickSendProvider.API_KEY);
        BoomerangConfiguration boomerang = context.getComponent("boomerang", BoomerangComponent.class).getConfiguration();
        boomerang.setBaseUrl(baseUrl.apply("boomerang") + "/v1");
        boomerang.setUsername(BoomerangProvider.USERNAME);
        boomerang.setPassword(BoomerangProvider.PASSWORD);
        boomerang.setRetryDelay(1);
        VertxPlatformHttpServerConfiguration server = new VertxPlatformHttpServerConfiguration();
        server.setBindPort(freePort());
        context.addService(new VertxPlatformHttpServer(server));
        hooks = "http://127.0.0.1:" + server.getBindPort();
        WebhookComponent webhook = context.getComponent("webhook", WebhookComponent.class);
        webhook.getConfiguration().setWebhookComponentName("platform-http");
        webhook.getConfiguration().setWebhookExternalUrl(hooks);
    }

    /** The context, which the caller starts and closes. */
    public DefaultCamelContext context() {
        return context;
    }

    /** The address of a webhook of this context, as one gives it to a provider. */
    public String hook(String path) {
        return hooks + path + "?token=s3cret";
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
