/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.karaf;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.karaf.core.OsgiDefaultCamelContext;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/**
 * Sends, polls, listens and runs a flow, and writes what came of it into a file, a line each.
 */
public final class Application implements BundleActivator {

    private static final String BREAK = "Break";

    private CamelContext camel;

    @Override
    public void start(BundleContext bundle) throws Exception {
        Properties settings = new Properties();
        try (InputStream in = Files.newInputStream(Path.of(bundle.getProperty("messaging.settings")))) {
            settings.load(in);
        }
        camel = new OsgiDefaultCamelContext(bundle);
        camel.getPropertiesComponent().setInitialProperties(settings);
        VertxPlatformHttpServerConfiguration server = new VertxPlatformHttpServerConfiguration();
        server.setBindHost("127.0.0.1");
        server.setBindPort(Integer.parseInt(settings.getProperty("port")));
        camel.addService(new VertxPlatformHttpServer(server));
        for (String provider : List.of("boomerang", "boomware", "clicksend", "sendmode")) {
            String prefix = "camel.component." + provider + ".";
            settings.stringPropertyNames().stream().filter(name -> name.startsWith(prefix))
                    .forEach(name -> camel.getComponent(provider).getComponentPropertyConfigurer().configure(camel,
                            camel.getComponent(provider), name.substring(prefix.length()), settings.getProperty(name), true));
        }
        camel.addRoutes(new Routes());
        camel.start();
        write(camel, "started");
        for (String provider : List.of("boomerang", "boomware", "clicksend", "sendmode")) {
            Exchange sent = camel.createFluentProducerTemplate().to("direct:" + provider).send();
            write(camel, "sent by " + provider + " " + (sent.getException() != null ? sent.getException()
                    : sent.getMessage().getBody(Map.class).isEmpty() ? "nothing"
                            : sent.getMessage().getBody(String.class).startsWith("{")));
        }
        camel.createProducerTemplate().sendBodyAndHeader(
                "direct:flow", "From a flow", "CamelMessagingTo", settings.getProperty("flow"));
    }

    @Override
    public void stop(BundleContext bundle) {
        camel.stop();
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
            from("direct:flow").to("kamelet:failover-on-send?name=karaf&step1=boomware:sms&done=direct:done&failed=direct:failed");
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
