/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.flows.Databases.Postgres;
import io.camelmessaging.flows.store.Attempt;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** How often whoever brings a reply asks the database. */
@ExtendWith(Postgres.class)
class ReplyRoundTripsTest {

    private static final String NUMBER = "+37255500123";

    private final StandIn provider = new StandIn("one");
    private final RoundTrips trips = new RoundTrips();
    private final DefaultCamelContext context;

    ReplyRoundTripsTest(Postgres.Server server) {
        context = FlowContexts.on(trips.on(server.newDatabase()));
    }

    @BeforeEach
    void start() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:ask").process(provider);
                from("direct:in").to("kamelet:conversation?name=offers&ask=direct:ask&wait=1h&answered=mock:answered"
                                     + "&expired=mock:expired&failed=mock:failed");
                from("direct:replies").to("kamelet:flow-events");
            }
        });
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void aReplyThatBringsNothingButANumberIsFourStatements() throws Exception {
        Exchange asked = context.createProducerTemplate().request("direct:in", exchange -> {
            exchange.getMessage().setBody("Can you make it?");
            exchange.getMessage().setHeader(MessagingConstants.TO, NUMBER);
        });
        String flowId = asked.getMessage().getHeader(FlowConstants.FLOW_ID, String.class);
        await().until(() -> MessagingFlows.of(context).store().attempts(flowId).stream()
                .anyMatch(attempt -> attempt.state() == Attempt.State.ACCEPTED));
        MockEndpoint answered = context.getEndpoint("mock:answered", MockEndpoint.class);
        answered.expectedBodiesReceived("yes");
        trips.startOver();

        context.createProducerTemplate().request("direct:replies", exchange -> {
            exchange.getMessage().setBody("yes");
            exchange.getMessage().setHeader(MessagingConstants.PROVIDER, "one");
            exchange.getMessage().setHeader(MessagingConstants.EVENT_ID, "r1");
            exchange.getMessage().setHeader(MessagingConstants.SENDER, NUMBER);
        });

        assertThat(trips.count()).as("which flow, what it sent, the event, and that the flow is due").isEqualTo(4);
        answered.assertIsSatisfied();
    }
}
