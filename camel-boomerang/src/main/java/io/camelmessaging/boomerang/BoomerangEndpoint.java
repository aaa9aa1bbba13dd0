/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomerang;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.camelmessaging.common.NumberRule;
import io.camelmessaging.common.support.MessagingPollingConsumer;
import io.camelmessaging.common.support.PollingEndpoint;
import org.apache.camel.Category;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;

/**
 * Send SMS that are answered or not, calls that read a text out and e-mails, and receive replies and delivery receipts
 * through Boomerang (boomapp connect).
 */
@UriEndpoint(firstVersion = "0.1.0", scheme = "boomerang", title = "Boomerang", syntax = "boomerang:operation",
             category = { Category.CLOUD, Category.MESSAGING, Category.MOBILE }, headersClass = BoomerangConstants.class)
public class BoomerangEndpoint extends PollingEndpoint {

    /** The provider's own limits, which shorter numbers of small countries do not meet. */
    private static final NumberRule NUMBERS = new NumberRule(false, 11, 16);

    @UriPath
    @Metadata(required = true)
    private final BoomerangOperation operation;
    @UriParam
    private final BoomerangConfiguration configuration;

    public BoomerangEndpoint(String uri, BoomerangComponent component, BoomerangOperation operation,
                             BoomerangConfiguration configuration) {
        super(uri, component);
        this.operation = operation;
        this.configuration = configuration;
    }

    @Override
    public NumberRule numberRule() {
        return NUMBERS;
    }

    @Override
    protected Producer producer() {
        refuseFilter("uniqueIdentifier", configuration.getUniqueIdentifier(), "CamelMessagingIdempotencyKey");
        refuseFilter("customParameter", configuration.getCustomParameter(), "CamelMessagingReference");
        return new BoomerangProducer(this);
    }

    @Override
    protected MessagingPollingConsumer consumer(Processor processor) {
        BoomerangConsumer consumer = new BoomerangConsumer(this, processor);
        consumer.setMaxMessagesPerPoll(configuration.getMaxMessagesPerPoll());
        return consumer;
    }

    @Override
    public Processor createWebhookHandler(Processor next) {
        return new BoomerangWebhookHandler(this, next);
    }

    /** How the provider calls is not published. */
    @Override
    public List<String> getWebhookMethods() {
        return List.of("POST", "GET");
    }

    @Override
    public Map<String, String> authentication() {
        Map<String, String> headers = new HashMap<>();
        headers.put("Authorization", configuration.basicAuthorization());
        if (configuration.getLicenseKey() != null) {
            headers.put("X-License-Key", configuration.getLicenseKey());
        }
        return headers;
    }

    /** An option that reads like a field of a message and is none would be left out in silence. */
    private void refuseFilter(String option, String value, String header) {
        if (value != null) {
            throw new IllegalArgumentException(
                    "The option " + option + " filters replies; for boomerang:" + operation.name() + " give the header "
                                               + header
                                               + ".");
        }
    }

    /**
     * What to do.
     */
    @Override
    public BoomerangOperation getOperation() {
        return operation;
    }

    @Override
    public BoomerangConfiguration getConfiguration() {
        return configuration;
    }
}
