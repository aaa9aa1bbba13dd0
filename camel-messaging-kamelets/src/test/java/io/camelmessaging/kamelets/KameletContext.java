/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.kamelets;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

import io.camelmessaging.common.support.Operation;
import io.camelmessaging.test.SandboxExtension;
import org.apache.camel.Component;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.params.provider.Arguments;

/**
 * A context with an HTTP server, whose components know where the sandbox is and no account: that is a Kamelet's own.
 */
final class KameletContext extends DefaultCamelContext {

    /** A secret that a URI does not carry as it is. */
    static final String TOKEN = "s3cret&token=%41+b";

    private final SandboxExtension sandbox;

    KameletContext(SandboxExtension sandbox) throws Exception {
        this.sandbox = sandbox;
        VertxPlatformHttpServerConfiguration server = new VertxPlatformHttpServerConfiguration();
        server.setBindHost("127.0.0.1");
        server.setPort(0);
        addService(new VertxPlatformHttpServer(server));
        for (Provider provider : Provider.values()) {
            Component component = getComponent(provider.scheme());
            component.getComponentPropertyConfigurer()
                    .configure(this, component, "baseUrl", account(provider).get("baseUrl"), true);
        }
    }

    /** Name, provider, operation and kind of each Kamelet. */
    static Stream<Arguments> kamelets() {
        return Stream.of(Provider.values()).flatMap(provider -> provider.table().stream()
                .flatMap(operation -> Kind.of(provider, operation).stream()
                        .map(kind -> Arguments.of(kind.name(provider, operation), provider, operation, kind))));
    }

    static Operation operation(Provider provider, String name) {
        return provider.table().stream().filter(row -> row.name().equals(name)).findAny().orElseThrow();
    }

    Map<String, String> account(Provider provider) {
        Map<String, String> account = new LinkedHashMap<>();
        sandbox.properties(provider.scheme())
                .forEach((name, value) -> account.put(name.substring(name.lastIndexOf('.') + 1), value));
        return account;
    }

    /** A Kamelet's URI, with the properties that it requires. */
    String uri(Provider provider, Operation operation, Kind kind, String options) {
        Map<String, String> values = account(provider);
        values.put("webhookPath", "/" + kind.name(provider, operation));
        values.put("webhookVerifyToken", TOKEN);
        values.put("webhookExternalUrl", "http://127.0.0.1:1");
        StringBuilder uri = new StringBuilder("kamelet:" + kind.name(provider, operation));
        for (String name : kind.required(provider, operation)) {
            uri.append(uri.indexOf("?") < 0 ? '?' : '&').append(name).append("=RAW(").append(values.get(name)).append(')');
        }
        return uri + options;
    }

    void start(RouteBuilder routes) throws Exception {
        addRoutes(routes);
        start();
    }

    MockEndpoint mock(String name) {
        return getEndpoint("mock:" + name, MockEndpoint.class);
    }
}
