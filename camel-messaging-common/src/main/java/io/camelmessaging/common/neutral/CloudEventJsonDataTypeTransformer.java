/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.neutral;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.spi.DataType;
import org.apache.camel.spi.DataTypeTransformer;
import org.apache.camel.spi.Transformer;

/**
 * An event or a result as one JSON document that is a CloudEvent (structured mode), for brokers and files.
 */
@DataTypeTransformer(name = "messaging:application-cloudevents+json",
                     description = "Turns a messaging event or result of a send into a CloudEvent in JSON format")
public class CloudEventJsonDataTypeTransformer extends Transformer {

    @Override
    public void transform(Message message, DataType from, DataType to) {
        NeutralShape shape = NeutralShapes.any(message);
        message.setBody(NeutralJson.cloudEvent(
                CloudEventAttributes.of(shape, message.getExchange().getExchangeId()), shape));
        message.setHeader(Exchange.CONTENT_TYPE, "application/cloudevents+json");
    }
}
