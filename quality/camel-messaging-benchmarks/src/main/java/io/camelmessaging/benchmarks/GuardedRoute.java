/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.flows.MessagingFlows;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * A route with the Kamelet send-guard before a step that costs nothing: what a guard with five rules that count costs.
 */
final class GuardedRoute implements FlowContestant {

    static final String NAME = "send-guard";

    private static final String TEXT = "Your code is 4711.";
    /** None of them refuses: a refusal would cost less. */
    private static final String RULES = "maxMessages=1000000000&maxCost=RAW(100000000 EUR)&prices=RAW(*=0.06 EUR)"
                                        + "&maxPerRecipient=1000&sameTextWithin=10m&sameTextMode=report"
                                        + "&maxRecipientsPerRange=999&codesMode=report";

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ProducerTemplate template;
    private final Runnable release;

    private GuardedRoute(MessagingFlows flows, FlowLoad load, Runnable release) throws Exception {
        this.release = release;
        context.getRegistry().bind("flows", flows);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to("kamelet:send-guard?" + RULES).process(exchange -> load.ended());
            }
        });
        context.start();
        template = context.createProducerTemplate();
    }

    /** On PostgreSQL. */
    static GuardedRoute on(HikariDataSource pool, FlowLoad load) throws Exception {
        MessagingFlows flows = new MessagingFlows();
        flows.setDataSource(pool);
        return new GuardedRoute(flows, load, pool::close);
    }

    /** On the database that the flows have by default, an H2 file. */
    static GuardedRoute onFile(String file, FlowLoad load) throws Exception {
        MessagingFlows flows = new MessagingFlows();
        flows.setDatabaseFile(file);
        return new GuardedRoute(flows, load, () -> {
        });
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void begin(long number) {
        template.sendBodyAndHeader("direct:in", TEXT, MessagingConstants.TO, "+3725%07d".formatted(number % 10_000_000));
    }

    @Override
    public void close() throws Exception {
        template.stop();
        context.close();
        release.run();
    }
}
