/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.util.HashMap;
import java.util.Map;

import org.apache.camel.CamelContext;
import org.apache.camel.component.webhook.WebhookConfiguration;
import org.apache.camel.spi.RestConfiguration;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.PropertyBindingSupport;

/**
 * Has the HTTP server of a webhook hand bodies on as they came. Left to themselves, some servers read a form first:
 * they fail a call whose form is not what they expect, and decode others in a charset that nobody named.
 */
final class RawBodies {

    private static final String VERTX = "org.apache.camel.component.platform.http.vertx.VertxPlatformHttpEngine";
    private static final String SPRING_BOOT
            = "org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpEngine";

    private RawBodies() {
    }

    /** Adds what the server has to be told to the webhook's own copy of how it is served. */
    static void request(CamelContext context, WebhookConfiguration webhook) {
        RestConfiguration shared = webhook.retrieveRestConfiguration();
        String server = webhook.getWebhookComponentName() == null ? shared.getComponent() : webhook.getWebhookComponentName();
        Map<String, Object> options = options(context, server);
        if (options.isEmpty()) {
            return;
        }
        Map<String, Object> all = new HashMap<>(options);
        if (shared.getEndpointProperties() != null && (shared.getComponent() == null || shared.getComponent().equals(server))) {
            all.putAll(shared.getEndpointProperties());
        }
        RestConfiguration own = copy(context, shared);
        own.setComponent(server);
        own.setEndpointProperties(all);
        webhook.storeConfiguration(own);
    }

    /** The server's own options; none for a server that reads nothing by itself, or cannot be told not to. */
    private static Map<String, Object> options(CamelContext context, String server) {
        return switch (server == null ? "" : server) {
            case "jetty", "servlet", "netty-http" -> Map.of("bridgeEndpoint", "true");
            case "platform-http" -> ofPlatform(context);
            default -> Map.of();
        };
    }

    private static Map<String, Object> ofPlatform(CamelContext context) {
        if (context.getClassResolver().resolveClass(SPRING_BOOT) != null) {
            return Map.of("useStreaming", "true", "populateBodyWithForm", "false", "headerFilterStrategy",
                    "#class:" + UnreadFormHeaders.class.getName());
        }
        return context.getClassResolver().resolveClass(VERTX) == null ? Map.of() : Map.of("useBodyHandler", "false");
    }

    private static RestConfiguration copy(CamelContext context, RestConfiguration shared) {
        Map<String, Object> settings = new HashMap<>();
        PluginHelper.getBeanIntrospection(context).getProperties(shared, settings, null, false);
        RestConfiguration copy = new RestConfiguration();
        PropertyBindingSupport.bindProperties(context, copy, settings);
        return copy;
    }
}
