/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.camelmessaging.sandbox.clicksend.ClickSendProvider;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * An application that polls, writes what it got into a file, and is killed after so many messages: after its work and
 * before the acknowledgement.
 */
public final class KilledConsumer {

    private KilledConsumer() {
    }

    public static void main(String[] arguments) throws Exception {
        Path processed = Path.of(arguments[1]);
        int last = Integer.parseInt(arguments[2]);
        AtomicInteger count = new AtomicInteger();
        DefaultCamelContext context = ClickSendContexts.of(arguments[0]);
        ClickSendConfiguration configuration = context.getComponent("clicksend", ClickSendComponent.class).getConfiguration();
        configuration.setUsername(ClickSendProvider.USERNAME);
        configuration.setApiKey(ClickSendProvider.API_KEY);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("clicksend:inboundSms?delay=100&initialDelay=0").process(exchange -> {
                    Files.writeString(processed, exchange.getMessage().getBody(String.class) + "\n", StandardOpenOption.APPEND);
                    if (count.incrementAndGet() == last) {
                        Runtime.getRuntime().halt(137);
                    }
                });
            }
        });
        context.start();
        new CountDownLatch(1).await();
    }
}
