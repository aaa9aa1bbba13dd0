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
 * What a send came to as neutral JSON.
 */
@DataTypeTransformer(name = "messaging:result",
                     description = "Turns the answer of any messaging provider to a send, or its failure, into the same JSON")
public class ResultDataTypeTransformer extends Transformer {

    @Override
    public void transform(Message message, DataType from, DataType to) {
        message.setBody(NeutralJson.write(NeutralShapes.result(message)));
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
    }
}
