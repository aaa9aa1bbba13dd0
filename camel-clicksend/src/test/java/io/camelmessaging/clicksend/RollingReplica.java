/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend;

import java.util.concurrent.CountDownLatch;

import io.camelmessaging.sandbox.clicksend.ClickSendProvider;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * An application behind a load balancer, which hears by ClickSend's webhook until it is asked to stop.
 */
public final class RollingReplica {

    private RollingReplica() {
    }

    public static void main(String[] arguments) throws Exception {
        DefaultCamelContext context = ClickSendContexts.of(arguments[0]);
        ClickSendConfiguration configuration = context.getComponent("clicksend", ClickSendComponent.class).getConfiguration();
        configuration.setUsername(ClickSendProvider.USERNAME);
        configuration.setApiKey(ClickSendProvider.API_KEY);
        VertxPlatformHttpServerConfiguration server = new VertxPlatformHttpServerConfiguration();
        server.setBindPort(0);
        context.addService(new VertxPlatformHttpServer(server));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("webhook:clicksend:inboundSms?webhookComponentName=platform-http&webhookPath=/hook"
                     + "&webhookExternalUrl=" + arguments[1] + "&webhookVerifyToken=s3cret").to("mock:events");
            }
        });
        Runtime.getRuntime().addShutdownHook(new Thread(context::stop));
        context.start();
        System.out.println("READY");
        new CountDownLatch(1).await();
    }
}
