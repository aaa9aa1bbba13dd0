/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sendmode;

import java.util.Map;

import io.camelmessaging.common.support.MessagingComponent;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;

/**
 * Makes {@code sendmode:} endpoints.
 */
@Component("sendmode")
public class SendmodeComponent extends MessagingComponent {

    @Metadata
    private SendmodeConfiguration configuration = new SendmodeConfiguration();

    public SendmodeComponent() {
        // made by name
    }

    public SendmodeComponent(CamelContext context) {
        super(context);
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        SendmodeOperation operation = operation(remaining, SendmodeOperation.class);
        return configure(new SendmodeEndpoint(uri, this, operation, configuration.clone()), parameters);
    }

    @Override
    public SendmodeConfiguration getConfiguration() {
        return configuration;
    }

    /**
     * The options that endpoints start from.
     */
    public void setConfiguration(SendmodeConfiguration configuration) {
        this.configuration = configuration;
    }

    /** Of a local form the region has to be known. */
    @Override
    public String e164(String written) {
        return SendmodeNumbers.e164(written, configuration.getDefaultRegion());
    }
}
