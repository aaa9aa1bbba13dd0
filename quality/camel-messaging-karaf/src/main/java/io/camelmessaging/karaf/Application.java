/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.karaf;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;

/**
 * Sends, polls, listens and runs a flow, and writes what came of it into a file, a line each.
 */
public final class Application extends MessagingBundle {

    private static final String BREAK = "Break";

    @Override
    void addRoutes(CamelContext camel) throws Exception {
        camel.addRoutes(new Routes());
    }

    @Override
    void started(CamelContext camel) throws Exception {
        write(camel, "started");
        for (String provider : PROVIDERS) {
            Exchange sent = camel.createFluentProducerTemplate().to("direct:" + provider).send();
            write(camel, "sent by " + provider + " " + (sent.getException() != null ? sent.getException()
                    : sent.getMessage().getBody(Map.class).isEmpty() ? "nothing"
                    : sent.getMessage().getBody(String.class).startsWith("{")));
        }
        camel.createProducerTemplate().sendBodyAndHeader(
                "direct:flow", "From a flow", "CamelMessagingTo", camel.resolvePropertyPlaceholders("{{flow}}"));
    }

    private static void write(CamelContext camel, String line) throws Exception {
        Files.writeString(Path.of(camel.resolvePropertyPlaceholders("{{result}}")), line + "\n", StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private static Processor write(String what) {
        return exchange -> write(exchange.getContext(), what + " " + exchange.getMessage().getBody(String.class));
    }

    private static final class Routes extends RouteBuilder {

        @Override
        public void configure() {
            for (String operation : List.of("boomerang:smsTwoWay", "boomware:sms", "clicksend:sms", "sendmode:sms")) {
                String provider = operation.substring(0, operation.indexOf(':'));
                from("direct:" + provider).setBody(constant("Hello from Karaf"))
                        .setHeader("CamelMessagingTo", simple("{{" + provider + "}}")).to(operation);
            }
            from("direct:flow")
                    .to("kamelet:failover-on-send?name=karaf&step1=boomware:sms&done=direct:done&failed=direct:failed");
            from("direct:done").process(write("flow done"));
            from("direct:failed").process(write("flow failed"));
            from("webhook:boomware:inboundSms?webhookComponentName=platform-http&webhookPath=/boomware")
                    .process(write("webhook"));
            // an Error, which without the guard of errors would end nothing: the event comes again
            from("clicksend:inboundSms?delay=200").process(write("poll")).process(exchange -> {
                if (BREAK.equals(exchange.getMessage().getBody(String.class)) && exchange.getContext()
                        .getGlobalOptions().putIfAbsent(BREAK, BREAK) == null) {
                    throw new AssertionError("broken");
                }
            }).process(write("polled"));
        }
    }
}
