/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.examples.orders;

import io.camelmessaging.common.OutcomeUnknownException;
import io.camelmessaging.common.ProviderUnavailableException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.dataformat.BindyType;

/**
 * What goes out: every order of a CSV file becomes a message to its customer.
 */
public final class OrderRoutes extends RouteBuilder {

    @Override
    public void configure() {
        // provably not accepted: wait as the provider asks, then repeat
        onException(ProviderUnavailableException.class).maximumRedeliveries(5).redeliveryDelay(1000);
        // perhaps sent: never repeated by itself, a person looks
        onException(OutcomeUnknownException.class).handled(true)
                .bean("orders", "failed(${exchangeProperty.order.id}, 'outcome unknown, look it up')");
        // refused by the provider, or by the component before anything was sent
        onException(Exception.class).handled(true)
                .bean("orders", "failed(${exchangeProperty.order.id}, ${exception.message})");

        from("file:{{demo.inbox}}?include=.*\\.csv&delay=500&move=.done").routeId("order-file")
                .unmarshal().bindy(BindyType.Csv, OrderLine.class)
                .split(body())
                .to("direct:order");

        from("direct:order").routeId("order")
                .setProperty("order", body())
                .bean("orders", "placed(${body.id}, ${body.channel}, ${body.phone})")
                .setHeader("CamelMessagingTo", simple("${body.phone}"))
                .setHeader("CamelMessagingCallbackUrl", simple("{{hooks.url}}/hooks/boomware/receipts"))
                .choice()
                .when(simple("${body.channel} == 'chain'"))
                .to("direct:chain")
                .otherwise()
                .setBody(simple("${body.customer}, your order ${body.id} has left the depot."))
                .to("boomware:sms?from=Depot")
                .end()
                .bean("orders", "accepted(${exchangeProperty.order.id}, ${header.CamelMessagingMessageId})");

        // app first, then Viber, then SMS: the provider itself goes on when a step is not delivered in time
        from("direct:chain").routeId("chain")
                .setBody(
                        simple("""
                                { "flow": [
                                    { "type": "push",  "message": { "title": "Depot", "text": "Order ${body.id} has left the depot." },
                                      "failover": { "wait": 8, "condition": "delivered" } },
                                    { "type": "viber", "message": { "from": "Depot", "text": "Order ${body.id} has left the depot." },
                                      "failover": { "wait": 8, "condition": "delivered" } },
                                    { "type": "sms",   "message": { "from": "Depot", "text": "Order ${body.id} has left the depot." } } ] }"""))
                .to("boomware:failover");
    }
}
