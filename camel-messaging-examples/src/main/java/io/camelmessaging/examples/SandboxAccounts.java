/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.examples;

import java.util.Properties;

import io.camelmessaging.sandbox.MessagingSandbox;
import io.camelmessaging.sandbox.boomerang.BoomerangProvider;
import io.camelmessaging.sandbox.boomware.BoomwareProvider;
import io.camelmessaging.sandbox.clicksend.ClickSendProvider;
import io.camelmessaging.sandbox.sendmode.SendmodeProvider;

/**
 * The accounts of an example at the sandbox's four providers, as one writes them into {@code application.properties}.
 */
public final class SandboxAccounts {

    private SandboxAccounts() {
    }

    /** The settings of all components, and of their webhooks at the address {@code hooks} with the given token. */
    public static Properties properties(MessagingSandbox sandbox, String hooks, String token) {
        Properties properties = new Properties();
        properties.setProperty("camel.component.webhook.configuration.webhookComponentName", "platform-http");
        properties.setProperty("camel.component.webhook.configuration.webhookExternalUrl", hooks);
        for (String provider : sandbox.providers()) {
            set(properties, provider, "baseUrl", sandbox.baseUrl(provider) + (provider.equals("boomerang") ? "/v1" : ""));
            set(properties, provider, "webhookVerifyToken", token);
        }
        set(properties, "boomerang", "username", BoomerangProvider.USERNAME);
        set(properties, "boomerang", "password", BoomerangProvider.PASSWORD);
        set(properties, "boomware", "accessToken", BoomwareProvider.ACCESS_TOKEN);
        set(properties, "clicksend", "username", ClickSendProvider.USERNAME);
        set(properties, "clicksend", "apiKey", ClickSendProvider.API_KEY);
        set(properties, "sendmode", "apiKey", SendmodeProvider.ACCESS_KEY);
        return properties;
    }

    private static void set(Properties properties, String component, String option, String value) {
        properties.setProperty("camel.component." + component + ".configuration." + option, value);
    }
}
