/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.examples.campaign;

import io.camelmessaging.common.AutoAnswerGuard;
import org.apache.camel.builder.RouteBuilder;

/**
 * Who answers the campaign is answered, by a flow, which people see at the flow desk.
 */
public final class AnswerRoutes extends RouteBuilder {

    @Override
    public void configure() {
        from("clicksend:inboundSms?delay=2000").routeId("answers")
                .filter(new AutoAnswerGuard())
                .setHeader("CamelMessagingConversationId", header("CamelMessagingEventId"))
                .setHeader("CamelMessagingTo", header("CamelMessagingSender"))
                .setBody(constant("Thank you for your answer. Our shop calls you back."))
                .to("kamelet:failover-on-send?name=answer&step1=RAW(clicksend:sms?from={{campaign.from}})"
                    + "&failed=direct:unanswered");

        from("direct:unanswered").routeId("unanswered")
                .log("The answer ${header.CamelMessagingConversationId} could not be answered.");
    }
}
