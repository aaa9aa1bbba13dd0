/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import org.apache.camel.builder.RouteBuilder;

/**
 * The Java examples of the pages about failover.
 */
final class DocumentationExamples extends RouteBuilder {

    @Override
    public void configure() {
        from("direct:order-ready")
                .setHeader("CamelMessagingTo", simple("${body[phone]}"))
                .setHeader("CamelMessagingConversationId", simple("ready-${body[id]}"))
                .setBody(simple("Your order ${body[id]} is ready."))
                .to("kamelet:failover-on-send?name=order-ready"
                    + "&step1=clicksend:sms&step1Lookup=clicksend:smsHistory?byReference=true"
                    + "&step2=RAW(sendmode:sms?from=Depot)"
                    + "&done=direct:order-told&failed=direct:order-not-told&unknown=direct:ask-the-customer");

        from("direct:parcel")
                .setHeader("CamelMessagingTo", simple("${body[phone]}"))
                .setBody(simple("Your parcel is waiting for you until ${body[until]}."))
                .to("kamelet:failover-on-receipt?name=parcel&wait=5m"
                    + "&step1=RAW(sendmode:sms?from=Depot)&step2=clicksend:sms"
                    + "&done=direct:told&failed=direct:not-told&expired=direct:not-told&late=direct:told-late");

        from("clicksend:deliveryReceipts").to("kamelet:flow-events");

        from("direct:intrusion")
                .setHeader("CamelMessagingTo", header("onCall"))
                .to("kamelet:failover-on-send?name=intrusion&step1=boomware:sms?from=Alarm&step2=boomerang:voice?voiceIntro=Alarm"
                    + "&rejected=next&ifUnknown=next&failed=direct:order-not-told");

        from("direct:outage")
                .setHeader("CamelMessagingTo", header("onCall"))
                .to("kamelet:failover-on-receipt?name=outage&wait=30s&step1=clicksend:sms&step2=boomerang:voice?voiceIntro=Alarm"
                    + "&rejected=end&ifUnknown=next&failed=direct:not-told");
    }
}
