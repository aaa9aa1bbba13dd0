/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.camelmessaging.clicksend.ClickSendComponent;
import io.camelmessaging.clicksend.ClickSendConfiguration;
import io.camelmessaging.flows.PostgresClusterService;
import io.camelmessaging.sandbox.clicksend.ClickSendProvider;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.cluster.CamelClusterService;
import org.apache.camel.component.file.cluster.FileLockClusterService;
import org.apache.camel.impl.DefaultCamelContext;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * One of several nodes of which one polls for replies; it writes its name and the text of each.
 */
final class PollingApplication {

    private PollingApplication() {
    }

    /**
     * Takes its name, the file to write to, the sandbox's URL of ClickSend, and a folder or a database for the lock.
     */
    public static void main(String[] arguments) throws Exception {
        String name = arguments[0];
        Path file = Path.of(arguments[1]);
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            ClickSendConfiguration clickSend = context.getComponent("clicksend", ClickSendComponent.class).getConfiguration();
            clickSend.setBaseUrl(arguments[2]);
            clickSend.setUsername(ClickSendProvider.USERNAME);
            clickSend.setApiKey(ClickSendProvider.API_KEY);
            context.addService(lock(name, arguments[3]));
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("master:replies:clicksend:inboundSms?delay=200&initialDelay=100")
                            .process(exchange -> Files.writeString(file,
                                    name + " " + exchange.getMessage().getBody(String.class) + "\n",
                                    StandardOpenOption.CREATE, StandardOpenOption.APPEND));
                }
            });
            context.start();
            System.out.println("started");
            ProcessNode.awaitEnd();
        }
    }

    private static CamelClusterService lock(String name, String place) throws Exception {
        if (place.startsWith("jdbc:")) {
            PGSimpleDataSource database = new PGSimpleDataSource();
            database.setUrl(place);
            PostgresClusterService service = new PostgresClusterService();
            service.setId(name);
            service.setDataSource(database);
            service.setInterval(Duration.ofMillis(200));
            return service;
        }
        FileLockClusterService service = new FileLockClusterService();
        service.setId(name);
        service.setRoot(place);
        service.setAcquireLockDelay(100, TimeUnit.MILLISECONDS);
        service.setAcquireLockInterval(500, TimeUnit.MILLISECONDS);
        return service;
    }
}
