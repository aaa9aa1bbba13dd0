/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomware;

import org.apache.camel.builder.RouteBuilder;

/**
 * The Java examples of the component's page.
 */
final class DocumentationExamples extends RouteBuilder {

    @Override
    public void configure() {
        from("direct:order-shipped")
                .setHeader("CamelMessagingTo", simple("${body[phone]}"))
                .setBody(simple("Your order ${body[id]} has left the depot."))
                .to("boomware:sms?from=Depot&callbackUrl={{hooks.url}}/boomware/receipts")
                .log("Boomware took it as ${body.requestId}");

        from("direct:menu")
                .setHeader("CamelMessagingTo", constant("+37255500123"))
                .setHeader("CamelBoomwareButtonCaption", constant("Open"))
                .setHeader("CamelBoomwareButtonActionUrl", constant("https://bistro.example.org/menu"))
                .setBody(constant("Tonight's menu is out."))
                .to("boomware:viber?from=Bistro");

        from("direct:parcel-chain")
                .setHeader("CamelMessagingTo", constant("+37255500123"))
                .setBody(constant("""
                        { "flow": [
                            { "type": "push",  "message": { "title": "Courier", "text": "Parcel at the door." },
                              "failover": { "wait": 45, "condition": "delivered" } },
                            { "type": "sms",   "message": { "from": "Courier", "text": "Parcel at the door." } } ] }"""))
                .to("boomware:failover");

        from("direct:lookup")
                .to("boomware:hlr")
                .choice()
                .when(simple("${body.reachable}")).log("on network ${body.network}")
                .otherwise().log("not reachable");

        from("direct:confirm")
                .setBody(header("CamelMessagingMessageId"))
                .to("boomware:requestInfo")
                .log("it is ${body.deliveryStatus}");

        from("direct:flash")
                .to("boomware:flashCall")
                .setProperty("callingNumber", simple("${body.from}"));

        from("webhook:boomware:deliveryReceipts?webhookPath=/boomware/receipts&webhookVerifyToken={{hooks.token}}")
                .filter(header("CamelMessagingStatusFinal"))
                .log("${header.CamelMessagingMessageId} ended as ${header.CamelMessagingStatus}");
    }
}
