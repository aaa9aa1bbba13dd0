/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.example.messaging;

import org.apache.camel.builder.RouteBuilder;

/**
 * Sends once by each provider and by a flow, and answers what people reply.
 */
public class Routes extends RouteBuilder {

    @Override
    public void configure() {
        from("timer:once?repeatCount=1&delay=0").setBody(constant("Hello from Quarkus"))
                .setHeader("CamelMessagingTo", constant("+37255500123")).to("boomware:sms?callbackUrl={{hooks}}/receipts")
                .setBody(constant("Hello from Quarkus"))
                .setHeader("CamelMessagingTo", constant("+353870000101")).to("sendmode:sms")
                .setBody(constant("Hello from Quarkus"))
                .setHeader("CamelMessagingTo", constant("+61491570156")).to("clicksend:sms")
                .setBody(constant("Hello from Quarkus"))
                .setHeader("CamelMessagingTo", constant("+447700900123")).to("boomerang:smsTwoWay?callbackUrl={{hooks}}/boomerang")
                .removeHeaders("*")
                .setBody(constant("Hello from a flow"))
                .setHeader("CamelMessagingTo", constant("+37255500199"))
                .to("kamelet:failover-on-send?name=hello&step1=boomware:sms&done=direct:done&failed=direct:failed");
        from("direct:done").setBody(simple("The flow is done: ${body}"))
                .setHeader("CamelMessagingTo", constant("+37255500198")).to("boomware:sms");
        from("direct:failed").log("The flow failed");

        from("webhook:boomware:inboundSms?webhookPath=/boomware").to("direct:answer");
        from("webhook:boomware:deliveryReceipts?webhookPath=/receipts").log("Receipt: ${header.CamelMessagingStatus}");
        from("webhook:sendmode:replies?webhookPath=/sendmode").to("direct:answer");
        from("webhook:clicksend:inboundSms?webhookPath=/clicksend&webhookExternalUrl={{hooks}}").to("direct:answer");
        from("webhook:boomerang:replies?webhookPath=/boomerang").to("direct:answer");
        from("direct:answer")
                .choice()
                    .when(body().convertToString().isEqualTo("fail")).throwException(new IllegalStateException("failed"))
                    .when(body().convertToString().isEqualTo("break")).process(exchange -> {
                        throw new AssertionError("broken");
                    })
                .end()
                .setBody(simple("You wrote: ${body}"))
                .setHeader("CamelMessagingTo", header("CamelMessagingSender"))
                .choice()
                    .when(header("CamelMessagingProvider").isEqualTo("sendmode")).to("sendmode:sms")
                    .when(header("CamelMessagingProvider").isEqualTo("clicksend")).to("clicksend:sms")
                    .when(header("CamelMessagingProvider").isEqualTo("boomerang")).to("boomerang:smsOneWay?from=Depot")
                    .otherwise().to("boomware:sms");
    }
}
