/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomerang;

import org.apache.camel.builder.RouteBuilder;

/**
 * The Java examples of the component's page.
 */
final class DocumentationExamples extends RouteBuilder {

    @Override
    public void configure() {
        from("direct:ask")
                .setHeader("CamelMessagingTo", simple("${body[phone]}"))
                .setHeader("CamelMessagingReference", simple("${body[visit]}"))
                .setBody(simple("Can you make ${body[time]}? Reply YES or NO."))
                .to("boomerang:smsTwoWay?conversationId=visits&validityPeriod=2&openTicket=true");

        from("boomerang:replies?idempotentRepository=#seen")
                .log("visit ${header.CamelMessagingReference} was answered")
                .choice()
                .when(body().convertToString().regex("(?i)\\s*yes\\b.*")).to("direct:confirmed")
                .otherwise().to("direct:call-back");

        from("direct:dispatched")
                .setHeader("CamelMessagingTo", simple("${body[phones]}"))
                .setHeader("CamelMessagingIdempotencyKey", simple("order-${body[id]}-dispatch"))
                .setBody(simple("Parcel ${body[id]} is out for delivery today."))
                .to("boomerang:smsOneWay?from=AcmeShop&campaignName=dispatch")
                .log("${header.CamelMessagingAcceptedCount} of ${header.CamelBoomerangRequestedCount} accepted");

        from("direct:engineer-call")
                .setHeader("CamelMessagingTo", constant("447700900123"))
                .setHeader("CamelBoomerangVoiceIntro", constant("This is a call from Acme. Press 1 to listen or 2 to ignore."))
                .setBody(constant("Your engineer arrives between nine and eleven. Press 9 to speak to us."))
                .to("boomerang:voice?redirectNumber=442079460000&voiceRetries=2&voiceDelay=5");

        from("boomerang:deliveryReceipts?stateRepository=#cursors&idempotentRepository=#seen&drsAfter=2026-01-01 00:00:00")
                .filter(header("CamelMessagingStatusFinal"))
                .log("${header.CamelMessagingMessageId} ended as ${header.CamelMessagingStatus}");

        from("webhook:boomerang:replies?webhookPath=/boomerang/replies&webhookVerifyToken={{hooks.token}}")
                .idempotentConsumer(header("CamelMessagingEventId")).idempotentRepository("seen")
                .to("direct:answered");
    }
}
