/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomerang;

import org.apache.camel.builder.RouteBuilder;

/**
 * The page's Java example of every operation.
 */
final class OperationExamples extends RouteBuilder {

    @Override
    public void configure() {
        from("direct:smsOneWay-example")
                .setHeader("CamelMessagingTo", constant("447700900123"))
                .setBody(constant("Your parcel is out for delivery."))
                .to("boomerang:smsOneWay?from=AcmeShop");

        from("direct:smsTwoWay-example")
                .setHeader("CamelMessagingTo", constant("447700900123"))
                .setBody(constant("Can you make ten? Reply YES or NO."))
                .to("boomerang:smsTwoWay?conversationId=visits");

        from("direct:smsCustomNumber-example")
                .setHeader("CamelMessagingTo", constant("447700900123"))
                .setBody(constant("Text VOTE A or VOTE B."))
                .to("boomerang:smsCustomNumber?from=441632960999");

        from("direct:voice-example")
                .setHeader("CamelMessagingTo", constant("447700900123"))
                .setBody(constant("Your engineer arrives at nine."))
                .to("boomerang:voice?voiceRetries=2");

        from("direct:email-example")
                .setHeader("CamelMessagingTo", constant("pat@example.org"))
                .setHeader("CamelMessagingSubject", constant("Your visit"))
                .setBody(constant("Please confirm by replying."))
                .to("boomerang:email?from=service");

        from("boomerang:deliveryReceipts?delay=30s&idempotentRepository=#seen")
                .log("${header.CamelMessagingStatus}");

        from("boomerang:replies?campaignName=visits&idempotentRepository=#seen")
                .log("${header.CamelMessagingEventId}");

        from("webhook:boomerang:replies?webhookPath=/example/replies&webhookVerifyToken={{hooks.token}}")
                .log("${header.CamelMessagingEventId}");
    }
}
