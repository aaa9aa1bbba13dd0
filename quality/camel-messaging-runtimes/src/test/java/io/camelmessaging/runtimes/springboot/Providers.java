/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.runtimes.springboot;

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
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.RouteDefinition;

/**
 * The webhooks of all four providers, and what makes a sandbox call them.
 */
final class Providers extends RouteBuilder {

    private final MessagingSandbox sandbox;
    private final String url;

    /**
     * @param url where the application listens
     */
    Providers(MessagingSandbox sandbox, String url) {
        this.sandbox = sandbox;
        this.url = url;
    }

    @Override
    public void configure() {
        connect(getContext());
        hook("boomerang:replies", "/boomerang-replies").to("mock:boomerang-replies");
        hook("boomware:inboundSms", "/boomware-replies").to("mock:boomware-replies");
        hook("boomware:deliveryReceipts", "/boomware-receipts").to("mock:boomware-receipts");
        hook("clicksend:inboundSms", "/clicksend-replies").to("mock:clicksend-replies");
        hook("clicksend:deliveryReceipts", "/clicksend-receipts").to("mock:clicksend-receipts");
        hook("sendmode:replies", "/sendmode-replies").to("mock:sendmode-replies");
        hook("sendmode:deliveryReceipts", "/sendmode-receipts").to("mock:sendmode-receipts");
        for (String provider : new String[] { "boomware", "sendmode" }) {
            sandbox.inboundUrl(provider, url + "/" + provider + "-replies?token=" + MessagingApplication.TOKEN);
        }
        sandbox.receiptUrl("sendmode", url + "/sendmode-receipts?token=" + MessagingApplication.TOKEN);
    }

    private RouteDefinition hook(String uri, String path) {
        return from(
                "webhook:" + uri + "?webhookComponentName=platform-http&webhookExternalUrl=" + url + "&webhookPath=" + path);
    }

    private void connect(CamelContext context) {
        BoomerangConfiguration boomerang
                = context.getComponent("boomerang", BoomerangComponent.class).getConfiguration();
        boomerang.setWebhookVerifyToken(MessagingApplication.TOKEN);
        boomerang.setCallbackUrl(url + "/boomerang-replies");
        boomerang.setBaseUrl(sandbox.baseUrl("boomerang") + "/v1");
        boomerang.setUsername(BoomerangProvider.USERNAME);
        boomerang.setPassword(BoomerangProvider.PASSWORD);
        BoomwareConfiguration boomware = context.getComponent("boomware", BoomwareComponent.class).getConfiguration();
        boomware.setWebhookVerifyToken(MessagingApplication.TOKEN);
        boomware.setCallbackUrl(url + "/boomware-receipts");
        boomware.setBaseUrl(sandbox.baseUrl("boomware"));
        boomware.setAccessToken(BoomwareProvider.ACCESS_TOKEN);
        ClickSendConfiguration clickSend
                = context.getComponent("clicksend", ClickSendComponent.class).getConfiguration();
        clickSend.setWebhookVerifyToken(MessagingApplication.TOKEN);
        clickSend.setBaseUrl(sandbox.baseUrl("clicksend"));
        clickSend.setUsername(ClickSendProvider.USERNAME);
        clickSend.setApiKey(ClickSendProvider.API_KEY);
        SendmodeConfiguration sendmode = context.getComponent("sendmode", SendmodeComponent.class).getConfiguration();
        sendmode.setWebhookVerifyToken(MessagingApplication.TOKEN);
        sendmode.setBaseUrl(sandbox.baseUrl("sendmode"));
        sendmode.setApiKey(SendmodeProvider.ACCESS_KEY);
    }
}
