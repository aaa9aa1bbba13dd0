/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.neutral;

import java.util.Map;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.cloudevents.CloudEvent;
import org.apache.camel.spi.DataType;
import org.apache.camel.spi.DataTypeTransformer;
import org.apache.camel.spi.Transformer;

/**
 * An event or a result as the data of a CloudEvent whose attributes are Camel's headers, from which {@code knative:} or
 * {@code http:application-cloudevents} makes those of a binding.
 */
@DataTypeTransformer(name = "messaging:application-cloudevents",
                     description = "Adds CloudEvent headers to the neutral JSON of a messaging event or result of a send")
public class CloudEventDataTypeTransformer extends Transformer {

    @Override
    public void transform(Message message, DataType from, DataType to) {
        NeutralShape shape = NeutralShapes.any(message);
        CloudEventAttributes event = CloudEventAttributes.of(shape, message.getExchange().getExchangeId());
        Map<String, Object> headers = message.getHeaders();
        // those of a CloudEvent that the route got are not this one's
        headers.keySet().removeIf(name -> name.regionMatches(true, 0, "CamelCloudEvent", 0, "CamelCloudEvent".length()));
        headers.put(CloudEvent.CAMEL_CLOUD_EVENT_ID, event.id());
        headers.put(CloudEvent.CAMEL_CLOUD_EVENT_SOURCE, event.source());
        headers.put(CloudEvent.CAMEL_CLOUD_EVENT_VERSION, CloudEventAttributes.VERSION);
        headers.put(CloudEvent.CAMEL_CLOUD_EVENT_TYPE, event.type());
        headers.put(CloudEvent.CAMEL_CLOUD_EVENT_DATA_CONTENT_TYPE, CloudEventAttributes.JSON);
        headers.put(CloudEvent.CAMEL_CLOUD_EVENT_SCHEMA_URL, event.dataschema());
        if (event.subject() != null) {
            headers.put(CloudEvent.CAMEL_CLOUD_EVENT_SUBJECT, event.subject());
        }
        if (event.time() != null) {
            headers.put(CloudEvent.CAMEL_CLOUD_EVENT_TIME, event.time().toString());
        }
        headers.put(Exchange.CONTENT_TYPE, CloudEventAttributes.JSON);
        message.setBody(NeutralJson.write(shape));
    }
}
