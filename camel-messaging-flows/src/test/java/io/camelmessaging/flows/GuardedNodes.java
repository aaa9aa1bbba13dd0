/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.util.Map;

import javax.sql.DataSource;

import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.flows.guard.SendRefusedException;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;

import static org.assertj.core.api.Assertions.assertThat;

/** Two nodes on one database, each with a route that sends behind the Kamelet send-guard. */
abstract class GuardedNodes {

    static final String NUMBER = "+37255500123";

    final StandIn provider = new StandIn("one");
    final MovableClock clock = new MovableClock();
    final DefaultCamelContext context;
    final DefaultCamelContext other;
    final AwayDatabase database;

    GuardedNodes(DataSource dataSource) {
        database = new AwayDatabase(dataSource);
        context = FlowContexts.on(database, clock);
        other = FlowContexts.on(dataSource, clock);
    }

    @AfterEach
    void stop() {
        context.stop();
        other.stop();
    }

    void start(String parameters) throws Exception {
        start(context, parameters);
    }

    void start(DefaultCamelContext node, String parameters) throws Exception {
        node.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("direct:in").routeId("in").to("kamelet:send-guard?" + parameters).to("direct:send")
                        .setProperty("wentOn", constant(true));
                from("direct:send").process(provider);
            }
        });
        node.start();
    }

    Exchange send(String to, Object body, Map<String, Object> headers) {
        return send(context, "direct:in", to, body, headers);
    }

    static Exchange send(
            DefaultCamelContext node, String uri, String to, Object body, Map<String, Object> headers) {
        return node.createProducerTemplate().request(uri, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeader(MessagingConstants.TO, to);
            headers.forEach(exchange.getMessage()::setHeader);
        });
    }

    void assertRefused(Exchange sent, String rule) {
        assertThat(sent.getException()).isInstanceOfSatisfying(SendRefusedException.class, refused -> {
            assertThat(refused.rule()).isEqualTo(rule);
            assertThat(refused.getMessage()).doesNotContain("55500123").endsWith("change the rule.");
        });
    }
}
