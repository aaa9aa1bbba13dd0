/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.test;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The example of the page about tests.
 */
class OrderRouteTest {

    // tag::page[]
    @RegisterExtension
    static final SandboxExtension SANDBOX = new SandboxExtension();

    @Test
    void theCustomerIsTold() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            SANDBOX.connect(context, "boomware");
            context.addRoutes(new OrderRoutes());
            context.start();

            context.createProducerTemplate().sendBodyAndHeader("direct:order-shipped", null, "phone", "+37255500123");
        }

        assertThat(SANDBOX.sandbox().awaitMessage("+37255500123").text()).contains("has left the depot");
        SANDBOX.sandbox().assertCleanWire();
    }
    // end::page[]

    static final class OrderRoutes extends RouteBuilder {

        @Override
        public void configure() {
            from("direct:order-shipped")
                    .setHeader("CamelMessagingTo", header("phone"))
                    .setBody(constant("Your order has left the depot."))
                    .to("boomware:sms?from=Depot");
        }
    }
}
