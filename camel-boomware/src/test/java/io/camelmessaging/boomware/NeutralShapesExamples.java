/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomware;

import io.camelmessaging.common.MessagingException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.DataType;

/**
 * The routes in Java of the page about neutral JSON.
 */
final class NeutralShapesExamples extends RouteBuilder {

    @Override
    public void configure() {
        from("webhook:boomware:deliveryReceipts?webhookPath=/shapes/receipts&webhookVerifyToken={{hooks.token}}")
                .transformDataType(new DataType("messaging:event"))
                .to("seda:events?waitForTaskToComplete=Never");

        from("direct:notify-java")
                .onException(MessagingException.class)
                .handled(true)
                .transformDataType(new DataType("messaging:result"))
                .to("seda:results?waitForTaskToComplete=Never")
                .end()
                .to("boomware:sms")
                .transformDataType(new DataType("messaging:result"))
                .to("seda:results?waitForTaskToComplete=Never");

        from("seda:stored")
                .transformDataType(new DataType("messaging:application-x-java-object"))
                .choice()
                .when(header("CamelMessagingStatus").isNotNull()).to("seda:receipts-again?waitForTaskToComplete=Never")
                .otherwise().to("seda:replies-again?waitForTaskToComplete=Never");
    }
}
