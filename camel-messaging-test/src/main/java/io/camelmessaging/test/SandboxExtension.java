/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.test;

import java.util.LinkedHashMap;
import java.util.Map;

import io.camelmessaging.sandbox.MessagingSandbox;
import io.camelmessaging.sandbox.boomerang.BoomerangProvider;
import io.camelmessaging.sandbox.boomware.BoomwareProvider;
import io.camelmessaging.sandbox.clicksend.ClickSendProvider;
import io.camelmessaging.sandbox.sendmode.SendmodeProvider;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.support.PropertyBindingSupport;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Runs a sandbox while the tests of a class run: {@code @RegisterExtension static final SandboxExtension sandbox = new
 * SandboxExtension();}. Nothing is ever sent to a real person.
 * <p>
 * The classes of a run may have one each, in parallel: each listens on a port of its own.
 */
public final class SandboxExtension implements BeforeAllCallback, AfterAllCallback {

    private final MessagingSandbox sandbox;

    /** A sandbox with the usual settings. */
    public SandboxExtension() {
        this(MessagingSandbox.create());
    }

    /**
     * A sandbox with settings of its own.
     *
     * @param sandbox not yet started
     */
    public SandboxExtension(MessagingSandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** The sandbox, which shows what a recipient got, and answers as one. */
    public MessagingSandbox sandbox() {
        return sandbox;
    }

    /**
     * Makes the component of a provider speak with the sandbox.
     *
     * @param  context                  not yet started
     * @param  provider                 such as {@code boomware}
     * @throws IllegalArgumentException if there is no such provider, or its component is not on the class path
     */
    public void connect(CamelContext context, String provider) {
        Map<String, Object> options = options(provider);
        Component component = context.getComponent(provider);
        if (component == null) {
            throw new IllegalArgumentException(
                    "There is no component " + provider + ": add camel-" + provider + " to the dependencies.");
        }
        PropertyBindingSupport.build().withCamelContext(context).withTarget(component)
                .withConfigurer(component.getComponentPropertyConfigurer()).withProperties(options).bind();
    }

    /**
     * The same as properties of an application, such as {@code camel.component.boomware.baseUrl}, for whoever does not
     * make the context: {@code main.addInitialProperty}, or a {@code DynamicPropertySource} of Spring.
     *
     * @param  provider                 such as {@code boomware}
     * @throws IllegalArgumentException if there is no such provider
     */
    public Map<String, String> properties(String provider) {
        Map<String, String> properties = new LinkedHashMap<>();
        options(provider)
                .forEach((name, value) -> properties.put("camel.component." + provider + "." + name, value.toString()));
        return properties;
    }

    private Map<String, Object> options(String provider) {
        Map<String, Object> credentials = switch (provider) {
            case "boomerang" -> Map.of("username", BoomerangProvider.USERNAME, "password", BoomerangProvider.PASSWORD);
            case "boomware" -> Map.of("accessToken", BoomwareProvider.ACCESS_TOKEN);
            case "clicksend" -> Map.of("username", ClickSendProvider.USERNAME, "apiKey", ClickSendProvider.API_KEY);
            case "sendmode" -> Map.of("apiKey", SendmodeProvider.ACCESS_KEY);
            default -> throw new IllegalArgumentException(
                    "There is no provider " + provider + " in the sandbox: it stands in for " + sandbox.providers() + ".");
        };
        Map<String, Object> options = new LinkedHashMap<>(credentials);
        String baseUrl = sandbox.baseUrl(provider);
        options.put("baseUrl", provider.equals("boomerang") ? baseUrl + "/v1" : baseUrl);
        return options;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        sandbox.start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        sandbox.close();
    }
}
