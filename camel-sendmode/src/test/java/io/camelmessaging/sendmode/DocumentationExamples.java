/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sendmode;

import org.apache.camel.builder.RouteBuilder;

/**
 * The Java examples of the component's page.
 */
final class DocumentationExamples extends RouteBuilder {

    @Override
    public void configure() {
        from("direct:order-ready")
                .setHeader("CamelMessagingTo", simple("${body[phone]}"))
                .setHeader("CamelMessagingReference", simple("order-${body[id]}"))
                .setBody(simple("Your order ${body[id]} is ready."))
                .to("sendmode:sms?from=AcmeShop")
                .log("${header.CamelMessagingAcceptedCount} accepted at ${body.acceptedDateTime}");

        from("direct:campaign")
                .split(body()).stopOnException()
                .setHeader("CamelMessagingTo", simple("${body[phone]}"))
                .setHeader("CamelMessagingReference", simple("${body[campaign]}-${body[customer]}"))
                .setBody(simple("${body[text]}"))
                .to("sendmode:sms?from=AcmeShop")
                .end();

        from("direct:credits")
                .to("sendmode:credits")
                .filter(simple("${body.balance} < 100"))
                .log("only ${body.balance} credits are left");

        from("direct:newsletter")
                .to("sendmode:importCustomer?group=Newsletter");

        from("webhook:sendmode:replies?webhookPath=/sendmode/replies&webhookVerifyToken={{hooks.token}}")
                .filter(header("CamelSendmodeOptOut"))
                .setHeader("CamelMessagingTo", header("CamelMessagingSender"))
                .to("sendmode:optOut")
                .end();
    }
}
