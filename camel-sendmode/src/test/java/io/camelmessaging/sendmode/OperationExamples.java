/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sendmode;

import org.apache.camel.builder.RouteBuilder;

/**
 * The page's Java example of every operation.
 */
final class OperationExamples extends RouteBuilder {

    @Override
    public void configure() {
        from("direct:sms-example")
                .setHeader("CamelMessagingTo", constant("+353870000101"))
                .setBody(constant("Your order is ready."))
                .to("sendmode:sms?from=AcmeShop");

        from("direct:credits-example")
                .to("sendmode:credits");

        from("direct:importCustomer-example")
                .setHeader("CamelMessagingTo", constant("+353870000101"))
                .setHeader("CamelSendmodeFirstName", constant("Ada"))
                .to("sendmode:importCustomer?group=Newsletter");

        from("direct:optOut-example")
                .setHeader("CamelMessagingTo", constant("+353870000101"))
                .setBody(constant("STOP"))
                .to("sendmode:optOut");

        from("direct:verify-example")
                .setHeader("CamelMessagingTo", constant("+353870000101"))
                .setBody(constant("Your code is"))
                .to("sendmode:verify?codeLength=6");

        from("direct:verifyCheck-example")
                .setHeader("CamelMessagingTo", constant("+353870000101"))
                .setBody(constant("123456"))
                .to("sendmode:verifyCheck");

        from("webhook:sendmode:deliveryReceipts?webhookPath=/example/receipts&webhookVerifyToken={{hooks.token}}")
                .log("${header.CamelMessagingStatus}");

        from("webhook:sendmode:replies?webhookPath=/example/replies&webhookVerifyToken={{hooks.token}}")
                .log("${header.CamelMessagingEventId}");
    }
}
