/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomware;

import java.util.Map;

import io.camelmessaging.common.NumberRule;
import io.camelmessaging.common.support.MessagingProducer;
import io.camelmessaging.common.support.ProviderClient;
import io.camelmessaging.common.support.SendingEndpoint;
import org.apache.camel.Category;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;

/**
 * Send SMS, push, Viber and RCS messages, failover chains, verification codes and calls, look numbers up, and receive
 * delivery receipts and inbound SMS through Boomware.
 */
@UriEndpoint(firstVersion = "0.1.0", scheme = "boomware", title = "Boomware", syntax = "boomware:operation",
             category = { Category.CLOUD, Category.MESSAGING, Category.MOBILE }, headersClass = BoomwareConstants.class)
public class BoomwareEndpoint extends SendingEndpoint {

    @UriPath
    @Metadata(required = true)
    private final BoomwareOperation operation;
    @UriParam
    private final BoomwareConfiguration configuration;

    public BoomwareEndpoint(String uri, BoomwareComponent component, BoomwareOperation operation,
                            BoomwareConfiguration configuration) {
        super(uri, component);
        this.operation = operation;
        this.configuration = configuration;
    }

    @Override
    public NumberRule numberRule() {
        return NumberRule.INTERNATIONAL;
    }

    @Override
    protected Producer producer() {
        return new MessagingProducer<>(this, new ProviderClient<>(this, new BoomwareApi(this, operation)));
    }

    @Override
    public Processor createWebhookHandler(Processor next) {
        return new BoomwareWebhookHandler(this, next);
    }

    @Override
    public Map<String, String> authentication() {
        return Map.of("Authorization", configuration.basicAuthorization());
    }

    /**
     * What to do.
     */
    @Override
    public BoomwareOperation getOperation() {
        return operation;
    }

    @Override
    public BoomwareConfiguration getConfiguration() {
        return configuration;
    }
}
