/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.benchmarks;

import java.time.Duration;
import java.util.List;

import io.camelmessaging.boomware.BoomwareComponent;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.component.webhook.WebhookComponent;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * Calls of a provider into a webhook route against calls into a bare platform-http route on the same server.
 */
final class WebhookBenchmark implements AutoCloseable {

    static final String NAME = "webhook";
    static final String RATE = "calls/s";
    static final String COMPONENT = "webhook:boomware";
    static final String BARE = "platform-http";
    static final String SETTING = "32 callers";

    private static final int CALLERS = 32;
    private static final double MILLIS = 1e3;
    private static final int WARM_CALLS = 300_000;
    /** In each round: a turn is short against what else disturbs the machine. */
    private static final int TURNS = 3;

    private final Stub stub;
    private final Results results;
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final String address;

    WebhookBenchmark(Stub stub, Results results) throws Exception {
        this.stub = stub;
        this.results = results;
        VertxPlatformHttpServerConfiguration server = new VertxPlatformHttpServerConfiguration();
        server.setBindHost("127.0.0.1");
        server.setBindPort(0);
        context.addService(new VertxPlatformHttpServer(server));
        context.getComponent("webhook", WebhookComponent.class).getConfiguration().setWebhookComponentName("platform-http");
        BoomwareComponent boomware = context.getComponent("boomware", BoomwareComponent.class);
        boomware.getConfiguration().setBaseUrl(stub.url("/boomware"));
        boomware.getConfiguration().setAccessToken("bench:secret");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("webhook:boomware:deliveryReceipts?webhookPath=/component&webhookVerifyToken=s3cret")
                        .process(exchange -> exchange.getMessage().getBody());
                from("platform-http:/bare?httpMethodRestrict=POST").setBody(constant(""));
            }
        });
        context.start();
        this.address = "http://127.0.0.1:" + context.hasService(VertxPlatformHttpServer.class).getPort();
    }

    /** Lets the JVM compile everything, which takes a number of calls. */
    void warmUp(Duration time) throws Exception {
        for (String contestant : List.of(COMPONENT, BARE)) {
            double called = 0;
            while (called < WARM_CALLS) {
                called += stub.call(url(contestant), CALLERS, time) * time.toMillis() / MILLIS;
            }
        }
    }

    /** The two take turns at who begins. */
    void round(Duration time) throws Exception {
        for (int turn = 0; turn < TURNS; turn++) {
            for (String contestant : turn % 2 == 0 ? List.of(COMPONENT, BARE) : List.of(BARE, COMPONENT)) {
                results.add(NAME, SETTING, contestant, RATE, stub.call(url(contestant), CALLERS, time));
            }
        }
    }

    private String url(String contestant) {
        return address + (contestant.equals(COMPONENT) ? "/component?token=s3cret" : "/bare?token=s3cret");
    }

    @Override
    public void close() throws Exception {
        context.close();
    }
}
