/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomware;

import java.util.Map;

import io.camelmessaging.common.support.InternationalNumber;
import io.camelmessaging.common.support.MessagingComponent;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;

/**
 * Makes {@code boomware:} endpoints.
 */
@Component("boomware")
public class BoomwareComponent extends MessagingComponent {

    @Metadata
    private BoomwareConfiguration configuration = new BoomwareConfiguration();

    public BoomwareComponent() {
        // made by name
    }

    public BoomwareComponent(CamelContext context) {
        super(context);
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        BoomwareOperation operation = operation(remaining, BoomwareOperation.class);
        return configure(new BoomwareEndpoint(uri, this, operation, configuration.clone()), parameters);
    }

    @Override
    public BoomwareConfiguration getConfiguration() {
        return configuration;
    }

    /**
     * The options that endpoints start from.
     */
    public void setConfiguration(BoomwareConfiguration configuration) {
        this.configuration = configuration;
    }

    /** The provider always writes the country code. */
    @Override
    public String e164(String written) {
        return InternationalNumber.of(written);
    }
}
