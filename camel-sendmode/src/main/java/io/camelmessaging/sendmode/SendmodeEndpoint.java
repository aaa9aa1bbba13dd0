/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sendmode;

import java.util.List;
import java.util.Map;

import io.camelmessaging.common.NumberRule;
import io.camelmessaging.common.support.SendingEndpoint;
import org.apache.camel.Category;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;

/**
 * Send SMS and one-time codes, import and opt out customers, check credits, and receive delivery receipts and replies
 * through Sendmode.
 */
@UriEndpoint(firstVersion = "0.1.0", scheme = "sendmode", title = "Sendmode", syntax = "sendmode:operation",
             category = { Category.CLOUD, Category.MESSAGING, Category.MOBILE }, headersClass = SendmodeConstants.class)
public class SendmodeEndpoint extends SendingEndpoint {

    @UriPath
    @Metadata(required = true)
    private final SendmodeOperation operation;
    @UriParam
    private final SendmodeConfiguration configuration;

    public SendmodeEndpoint(String uri, SendmodeComponent component, SendmodeOperation operation,
                            SendmodeConfiguration configuration) {
        super(uri, component);
        this.operation = operation;
        this.configuration = configuration;
    }

    /** Local numbers have no E.164 form. */
    @Override
    public NumberRule numberRule() {
        return configuration.getNumberFormat() == NumberFormat.e164 ? NumberRule.INTERNATIONAL : NumberRule.LOCAL;
    }

    @Override
    protected Producer producer() {
        return new SendmodeProducer(this);
    }

    @Override
    public Processor createWebhookHandler(Processor next) {
        return new SendmodeWebhookHandler(this, next);
    }

    /** The provider's page says "post", and its example is a URL with a query. */
    @Override
    public List<String> getWebhookMethods() {
        return List.of("GET", "POST");
    }

    @Override
    public Map<String, String> authentication() {
        return Map.of("Authorization", configuration.getApiKey());
    }

    /**
     * What to do.
     */
    @Override
    public SendmodeOperation getOperation() {
        return operation;
    }

    @Override
    public SendmodeConfiguration getConfiguration() {
        return configuration;
    }
}
