/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomware;

import org.apache.camel.builder.RouteBuilder;

/**
 * The page's Java example of every operation.
 */
final class OperationExamples extends RouteBuilder {

    @Override
    public void configure() {
        from("direct:sms-example")
                .setHeader("CamelMessagingTo", constant("+37255500123"))
                .setBody(constant("Your order has left the depot."))
                .to("boomware:sms?from=Depot");

        from("direct:push-example")
                .setHeader("CamelMessagingTo", constant("+37255500123"))
                .setHeader("CamelMessagingSubject", constant("Courier"))
                .setBody(constant("Parcel at the door."))
                .to("boomware:push");

        from("direct:viber-example")
                .setHeader("CamelMessagingTo", constant("+37255500123"))
                .setBody(constant("Tonight's menu is out."))
                .to("boomware:viber?from=Bistro");

        from("direct:rcs-example")
                .setHeader("CamelMessagingTo", constant("+37255500123"))
                .setBody(constant("Parcel at the door."))
                .to("boomware:rcs");

        from("direct:messaging-example")
                .setHeader("CamelMessagingTo", constant("+37255500123"))
                .setBody(constant("Parcel at the door."))
                .to("boomware:messaging?channel=telegram");

        from("direct:failover-example")
                .setHeader("CamelMessagingTo", constant("+37255500123"))
                .setBody(constant(
                        "{\"flow\": [{\"type\": \"push\", \"message\": {\"text\": \"At the door.\"}, \"failover\": {\"wait\": 45, \"condition\": \"delivered\"}}, {\"type\": \"sms\", \"message\": {\"text\": \"At the door.\"}}]}"))
                .to("boomware:failover");

        from("direct:verify-example")
                .setHeader("CamelMessagingTo", constant("+37255500123"))
                .to("boomware:verify?method=sms&codeLength=6");

        from("direct:verifyCheck-example")
                .setHeader("CamelBoomwareRequestId", constant("rq1"))
                .setBody(constant("123456"))
                .to("boomware:verifyCheck");

        from("direct:verifyInfo-example")
                .setBody(constant("rq1"))
                .to("boomware:verifyInfo");

        from("direct:hlr-example")
                .setBody(constant("+37255500123"))
                .to("boomware:hlr");

        from("direct:requestInfo-example")
                .setBody(constant("rq1"))
                .to("boomware:requestInfo");

        from("direct:requestGoal-example")
                .setHeader("CamelBoomwareId", constant("rq1"))
                .setBody(constant("bought"))
                .to("boomware:requestGoal");

        from("direct:flashCall-example")
                .setHeader("CamelMessagingTo", constant("+37255500123"))
                .to("boomware:flashCall");

        from("direct:textCall-example")
                .setHeader("CamelMessagingTo", constant("+37255500123"))
                .setBody(constant("Your code is 1, 2, 3."))
                .to("boomware:textCall");

        from("webhook:boomware:deliveryReceipts?webhookPath=/example/receipts&webhookVerifyToken={{hooks.token}}")
                .log("${header.CamelMessagingStatus}");

        from("webhook:boomware:inboundSms?webhookPath=/example/inbound&webhookVerifyToken={{hooks.token}}")
                .log("${header.CamelMessagingEventId}");
    }
}
