/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend;

import java.util.Map;

import io.camelmessaging.common.support.MessagingComponent;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;

/**
 * Makes {@code clicksend:} endpoints.
 */
@Component("clicksend")
public class ClickSendComponent extends MessagingComponent {

    @Metadata
    private ClickSendConfiguration configuration = new ClickSendConfiguration();

    private final ToldMessages toldMessages = new ToldMessages();

    public ClickSendComponent() {
        // made by name
    }

    public ClickSendComponent(CamelContext context) {
        super(context);
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        ClickSendOperation operation = operation(remaining, ClickSendOperation.class);
        return configure(new ClickSendEndpoint(uri, this, operation, configuration.clone(), toldMessages), parameters);
    }

    @Override
    public ClickSendConfiguration getConfiguration() {
        return configuration;
    }

    /**
     * The options that endpoints start from.
     */
    public void setConfiguration(ClickSendConfiguration configuration) {
        this.configuration = configuration;
    }
}
