/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class FlowInFlowTest {

    private final DefaultCamelContext context = FlowContexts.on(Databases.h2());

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void theStepOfAFlowMayLeadToAnotherFlow() throws Exception {
        StandIn provider = new StandIn("one");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .to("kamelet:failover-on-send?name=outer&step1=direct:inner&done=mock:outer&failed=mock:failed");
                from("direct:inner")
                        .to("kamelet:failover-on-send?name=inner&step1=direct:one&done=mock:inner&failed=mock:failed");
                from("direct:one").process(provider);
            }
        });
        context.start();

        context.createProducerTemplate().sendBody("direct:in", "hello");

        MockEndpoint inner = context.getEndpoint("mock:inner", MockEndpoint.class);
        MockEndpoint outer = context.getEndpoint("mock:outer", MockEndpoint.class);
        await().until(() -> inner.getReceivedCounter() == 1 && outer.getReceivedCounter() == 1);
        assertThat(provider.calls()).singleElement().extracting(StandIn.Call::body).isEqualTo("hello");
        assertThat(inner.getExchanges().get(0).getMessage().getHeader(FlowConstants.CONVERSATION_ID))
                .isEqualTo(outer.getExchanges().get(0).getMessage().getHeader(FlowConstants.CONVERSATION_ID));
    }
}
