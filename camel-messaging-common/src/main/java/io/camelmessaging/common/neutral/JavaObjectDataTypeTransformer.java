/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.neutral;

import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.MessagingEvent;
import io.camelmessaging.common.support.EventHeaders;
import io.camelmessaging.common.support.ResultHeaders;
import org.apache.camel.Message;
import org.apache.camel.spi.DataType;
import org.apache.camel.spi.DataTypeTransformer;
import org.apache.camel.spi.Transformer;

/**
 * Neutral JSON as what it stands for, with the headers that its event or send had: what came over a queue goes on as if
 * it came from the provider.
 */
@DataTypeTransformer(name = "messaging:application-x-java-object",
                     description = "Turns neutral messaging JSON back into a receipt, an inbound message or a result of a send")
public class JavaObjectDataTypeTransformer extends Transformer {

    @Override
    public void transform(Message message, DataType from, DataType to) {
        NeutralShape shape = NeutralJson.read(message.getBody(String.class));
        message.setBody(shape);
        if (shape instanceof MessagingEvent event) {
            EventHeaders.write(message, event, shape.provider(), shape.account(), event.eventId());
        } else if (shape instanceof NeutralResult result) {
            message.setHeader(MessagingConstants.PROVIDER, result.provider());
            message.setHeader(MessagingConstants.ACCOUNT, result.account());
            ResultHeaders.write(message, result, false);
        }
    }
}
