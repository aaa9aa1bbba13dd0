/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.neutral;

import java.util.List;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.ContextServicePlugin;
import org.apache.camel.spi.DataType;
import org.apache.camel.spi.Transformer;
import org.apache.camel.spi.TransformerKey;

/**
 * Makes the data types known to a context before any route asks for them. Camel finds them by itself too, by a file for
 * each; Quarkus looks at its build for files of services, and not for those of data types.
 */
public final class NeutralShapesPlugin implements ContextServicePlugin {

    /** Camel's plugins are made from {@code META-INF/services} before any route is. */
    public NeutralShapesPlugin() {
        // nothing to set
    }

    @Override
    public void load(CamelContext context) {
        List<Transformer> types = List.of(
                new EventDataTypeTransformer(), new ResultDataTypeTransformer(), new CloudEventDataTypeTransformer(),
                new CloudEventJsonDataTypeTransformer(), new JavaObjectDataTypeTransformer());
        for (Transformer type : types) {
            type.setCamelContext(context);
            context.getTransformerRegistry().put(new TransformerKey(new DataType(type.getName())), type);
        }
    }
}
