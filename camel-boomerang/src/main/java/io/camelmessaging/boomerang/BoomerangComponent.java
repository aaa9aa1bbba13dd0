/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomerang;

import java.util.Map;

import io.camelmessaging.common.support.InternationalNumber;
import io.camelmessaging.common.support.MessagingComponent;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;

/**
 * Makes {@code boomerang:} endpoints.
 */
@Component("boomerang")
public class BoomerangComponent extends MessagingComponent {

    @Metadata
    private BoomerangConfiguration configuration = new BoomerangConfiguration();

    public BoomerangComponent() {
        // made by name
    }

    public BoomerangComponent(CamelContext context) {
        super(context);
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        BoomerangOperation operation = operation(remaining, BoomerangOperation.class);
        if (parameters.get("licenseKey") instanceof String key && !key.startsWith("#bean:")) {
            // unlike username and password it would stand in clear in logs and JMX
            throw new IllegalArgumentException(
                    "The option licenseKey is a secret that Camel does not mask in URIs: set it on the component, or give it"
                                               + " as a reference such as licenseKey=#bean:licence.");
        }
        return configure(new BoomerangEndpoint(uri, this, operation, configuration.clone()), parameters);
    }

    @Override
    public BoomerangConfiguration getConfiguration() {
        return configuration;
    }

    /**
     * The options that endpoints start from.
     */
    public void setConfiguration(BoomerangConfiguration configuration) {
        this.configuration = configuration;
    }

    /** The provider always writes the country code. */
    @Override
    public String e164(String written) {
        return InternationalNumber.of(written);
    }
}
