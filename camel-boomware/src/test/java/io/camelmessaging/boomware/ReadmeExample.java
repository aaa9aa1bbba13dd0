/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomware;

import org.apache.camel.builder.RouteBuilder;

/**
 * The route of the README.
 */
final class ReadmeExample extends RouteBuilder {

    @Override
    public void configure() {
        from("direct:order-shipped")
                .setHeader("CamelMessagingTo", simple("${header.phone}"))
                .setBody(simple("Your order ${header.order} has left the depot."))
                .to("boomware:sms?from=Depot");
    }
}
