/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.pigeon;

import java.util.Map;

import io.camelmessaging.common.NumberRule;
import io.camelmessaging.common.support.MessagingProducer;
import io.camelmessaging.common.support.ProviderClient;
import io.camelmessaging.common.support.SendingEndpoint;
import org.apache.camel.Category;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;

/** Send SMS and receive delivery receipts by pigeon. */
@UriEndpoint(firstVersion = "0.1.0", scheme = "pigeon", title = "Pigeon", syntax = "pigeon:operation",
             category = Category.MESSAGING)
public class PigeonEndpoint extends SendingEndpoint {

    @UriPath(description = "What to do.")
    @Metadata(required = true)
    private final PigeonOperation operation;
    @UriParam
    private final PigeonConfiguration configuration;

    PigeonEndpoint(String uri, PigeonComponent component, PigeonOperation operation, PigeonConfiguration configuration) {
        super(uri, component);
        this.operation = operation;
        this.configuration = configuration;
    }

    @Override
    protected Producer producer() {
        return new MessagingProducer<>(this, new ProviderClient<>(this, new PigeonApi(this)));
    }

    @Override
    public NumberRule numberRule() {
        return NumberRule.INTERNATIONAL;
    }

    @Override
    public Map<String, String> authentication() {
        return Map.of("Authorization", "Bearer " + configuration.getApiKey());
    }

    @Override
    public PigeonOperation getOperation() {
        return operation;
    }

    @Override
    public PigeonConfiguration getConfiguration() {
        return configuration;
    }
}
