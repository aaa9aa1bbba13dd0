/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.pigeon;

import java.util.Map;

import io.camelmessaging.common.support.MessagingComponent;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;

/** Makes {@code pigeon:} endpoints. */
@Component("pigeon")
public class PigeonComponent extends MessagingComponent {

    @Metadata(description = "The options that endpoints start from.")
    private PigeonConfiguration configuration = new PigeonConfiguration();

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        PigeonOperation operation = operation(remaining, PigeonOperation.class);
        return configure(new PigeonEndpoint(uri, this, operation, configuration.clone()), parameters);
    }

    @Override
    public PigeonConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(PigeonConfiguration configuration) {
        this.configuration = configuration;
    }
}
