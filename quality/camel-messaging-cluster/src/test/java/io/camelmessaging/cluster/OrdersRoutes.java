/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.cluster;

import com.fasterxml.jackson.core.JacksonException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;
import org.apache.camel.model.dataformat.JsonLibrary;

/**
 * The Java example of the page about Kafka.
 */
final class OrdersRoutes extends RouteBuilder {

    @Override
    public void configure() {
        // @formatter:off
        from("kafka:orders?brokers={{brokers}}&groupId=orders&autoOffsetReset=earliest&autoCommitEnable=false"
             + "&allowManualCommit=true&breakOnFirstError=true&sessionTimeoutMs=10000")
                .routeId("orders")
                .doTry()
                .unmarshal().json(JsonLibrary.Jackson)
                .setHeader("CamelMessagingTo", simple("${body[phone]}"))
                .setHeader("CamelMessagingConversationId",
                        simple("${headers[kafka.TOPIC]}-${headers[kafka.PARTITION]}-${headers[kafka.OFFSET]}"))
                .setBody(simple("Your order ${body[id]} is on its way."))
                .to("kamelet:failover-on-send?name=orders&step1=boomware:sms&failed=direct:order-not-told")
                .doCatch(JacksonException.class, IllegalArgumentException.class)
                .to("direct:order-refused")
                .end()
                // the message is in the database: now Kafka may forget the record
                .process(exchange -> exchange.getMessage()
                        .getHeader(KafkaConstants.MANUAL_COMMIT, KafkaManualCommit.class).commit());
        from("direct:order-refused").to("kafka:orders-refused?brokers={{brokers}}");
        from("direct:order-not-told").log("Order not told: ${header.CamelMessagingFlowReason}");
        // @formatter:on
    }
}
