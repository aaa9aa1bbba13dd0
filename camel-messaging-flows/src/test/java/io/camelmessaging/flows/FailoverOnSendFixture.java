/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

import io.camelmessaging.common.MessagingConstants;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import static org.assertj.core.api.Assertions.assertThat;

/** A failover of two stand-ins for providers, on a clock that the tests move. */
abstract class FailoverOnSendFixture {

    static final String NUMBER = "+37255500123";

    static final String ENDS = "&done=mock:done&failed=mock:failed&unknown=mock:unknown";

    final MovableClock clock = new MovableClock();

    final DefaultCamelContext context = FlowContexts.on(Databases.h2(), clock);

    final StandIn one = new StandIn("one");

    final StandIn two = new StandIn("two");

    MockEndpoint done;

    MockEndpoint failed;

    MockEndpoint unknown;

    @BeforeEach
    void providers() throws Exception {
        done = context.getEndpoint("mock:done", MockEndpoint.class);
        failed = context.getEndpoint("mock:failed", MockEndpoint.class);
        unknown = context.getEndpoint("mock:unknown", MockEndpoint.class);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:one").process(one);
                from("direct:two").process(two);
            }
        });
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    void start(String parameters) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .to("kamelet:failover-on-send?name=orders&step1=direct:one&step2=direct:two" + ENDS + parameters);
            }
        });
        context.start();
    }

    Exchange send(Object body, Map<String, Object> headers) {
        return context.createProducerTemplate().request("direct:in", exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(new HashMap<>(headers));
        });
    }

    Exchange send() {
        return send("hello", Map.of(MessagingConstants.TO, NUMBER));
    }

    /** Moves the clock until something is so. */
    void until(BooleanSupplier condition) {
        clock.moveUntil(context, condition);
    }

    /** Waits until everything has ended, and gives the one end. */
    Exchange theEnd(MockEndpoint where) {
        until(() -> where.getReceivedCounter() > 0);
        MessagingFlows flows = MessagingFlows.of(context);
        String id = where.getExchanges().get(0).getMessage().getHeader(FlowConstants.FLOW_ID, String.class);
        until(() -> flows.store().find(id).orElseThrow().isEnded());
        assertThat(done.getReceivedCounter() + failed.getReceivedCounter() + unknown.getReceivedCounter()).isEqualTo(1);
        return where.getExchanges().get(0);
    }
}
