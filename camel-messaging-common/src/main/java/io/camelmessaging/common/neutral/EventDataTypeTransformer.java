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
 * A receipt or an inbound message of any provider as neutral JSON.
 */
@DataTypeTransformer(name = "messaging:event",
                     description = "Turns a delivery receipt or inbound message of any messaging provider into the same JSON")
public class EventDataTypeTransformer extends Transformer {

    @Override
    public void transform(Message message, DataType from, DataType to) {
        message.setBody(NeutralJson.write(NeutralShapes.event(message)));
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
    }
}
