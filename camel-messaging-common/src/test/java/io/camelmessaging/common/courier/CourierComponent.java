/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.courier;

import java.util.Map;

import io.camelmessaging.common.support.MessagingComponent;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.annotations.Component;

/**
 * A small component of an invented provider, through which the shared parts are tested from outside.
 */
@Component("courier")
public class CourierComponent extends MessagingComponent {

    private CourierConfiguration configuration = new CourierConfiguration();

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        CourierOperation operation = operation(remaining, CourierOperation.class);
        return configure(new CourierEndpoint(uri, this, operation, configuration.clone()), parameters);
    }

    /** In place of the generated one. */
    @Override
    public PropertyConfigurer getEndpointPropertyConfigurer() {
        return new CourierConfigurer(getCamelContext());
    }

    public CourierConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(CourierConfiguration configuration) {
        this.configuration = configuration;
    }
}
