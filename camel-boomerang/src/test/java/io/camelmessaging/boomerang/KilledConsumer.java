/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomerang;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.camelmessaging.sandbox.boomerang.BoomerangProvider;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.processor.idempotent.FileIdempotentRepository;
import org.apache.camel.support.processor.state.FileStateRepository;

/**
 * An application that polls a feed in safe mode, writes what it got into a file, and is killed in the route of some
 * event. Its cursor and what it has processed are kept in files.
 */
public final class KilledConsumer {

    private KilledConsumer() {
    }

    public static void main(String[] arguments) throws Exception {
        String feed = arguments[1];
        Path folder = Path.of(arguments[2]);
        int last = Integer.parseInt(arguments[3]);
        AtomicInteger count = new AtomicInteger();
        DefaultCamelContext context = BoomerangContexts.of(arguments[0]);
        BoomerangConfiguration configuration = context.getComponent("boomerang", BoomerangComponent.class).getConfiguration();
        configuration.setUsername(BoomerangProvider.USERNAME);
        configuration.setPassword(BoomerangProvider.PASSWORD);
        context.getRegistry().bind("cursor", FileStateRepository.fileStateRepository(folder.resolve("cursor").toFile()));
        context.getRegistry().bind("seen", FileIdempotentRepository.fileIdempotentRepository(folder.resolve("seen").toFile()));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("boomerang:" + feed + "?delay=100&initialDelay=0&stateRepository=#cursor&idempotentRepository=#seen")
                        .process(exchange -> {
                            String event = exchange.getMessage().getHeader("CamelMessagingEventId", String.class);
                            Files.writeString(folder.resolve("processed"), event + "\n", StandardOpenOption.CREATE,
                                    StandardOpenOption.APPEND);
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
