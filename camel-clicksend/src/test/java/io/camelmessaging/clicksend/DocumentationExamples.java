/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend;

import java.util.ArrayList;

import io.camelmessaging.common.AutoAnswerGuard;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.builder.AggregationStrategies;
import org.apache.camel.builder.RouteBuilder;

/**
 * The Java examples of the component's page.
 */
final class DocumentationExamples extends RouteBuilder {

    @Override
    public void configure() {
        from("direct:order-shipped")
                .setHeader("CamelMessagingTo", simple("${body[phone]}"))
                .setHeader("CamelMessagingReference", simple("order-${body[id]}"))
                .setBody(simple("Your order ${body[id]} has left the depot."))
                .to("clicksend:sms?from=Depot&lookup=true")
                .log("${header.CamelMessagingMessageId} costs ${header.CamelMessagingPrice}");

        AggregationStrategy list = AggregationStrategies.flexible().accumulateInCollection(ArrayList.class);
        from("direct:campaign").noStreamCaching()
                .split(body().tokenize("\n", 1000, false)).streaming().stopOnException()
                .split(body().tokenize("\n"), list)
                .transform().method(CampaignLine.class, "message")
                .end()
                .to("clicksend:sms?from=Depot")
                .end();

        from("direct:photo")
                .setHeader("CamelClicksendFile", body())
                .setBody(constant("Your parcel is in the garage."))
                .to("clicksend:mms?autoUpload=true&subject=Delivered&to=+61400000101");

        from("direct:all-contacts")
                .to("clicksend:contacts?allPages=true")
                .split(body()).streaming()
                .to("direct:contact");
        from("direct:contact").log("${body.contactId}");

        from("webhook:clicksend:inboundSms?webhookPath=/clicksend/inbound&webhookVerifyToken={{hooks.token}}")
                .filter(new AutoAnswerGuard())
                .setHeader("CamelMessagingTo", header("CamelMessagingSender"))
                .setBody(simple("Thank you, we look into ${header.CamelMessagingReference}."))
                .to("clicksend:sms");
    }
}
