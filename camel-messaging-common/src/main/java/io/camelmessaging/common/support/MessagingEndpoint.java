/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.util.List;
import java.util.Map;

import io.camelmessaging.common.NumberRule;
import org.apache.camel.AsyncEndpoint;
import org.apache.camel.Processor;
import org.apache.camel.component.webhook.WebhookCapableEndpoint;
import org.apache.camel.component.webhook.WebhookConfiguration;
import org.apache.camel.spi.EndpointServiceLocation;

/**
 * What all messaging endpoints are.
 */
public interface MessagingEndpoint extends AsyncEndpoint, WebhookCapableEndpoint, EndpointServiceLocation {

    /** What the URI names after the scheme. */
    Operation getOperation();

    MessagingConfiguration getConfiguration();

    @Override
    MessagingComponent getComponent();

    /** The headers that carry the credentials. */
    Map<String, String> authentication();

    /** What the provider takes for a phone number. */
    default NumberRule numberRule() {
        return NumberRule.LOCAL;
    }

    /** What the provider takes for a sender id. */
    default SenderRule senderRule() {
        return SenderRule.GSM;
    }

    /** The scheme. */
    default String scheme() {
        return getComponent().getDefaultName();
    }

    /**
     * Checks that the operation can be used this way.
     *
     * @throws IllegalArgumentException if it cannot; it names the right form
     */
    default void requireUse(boolean allowed, String attempted) {
        if (!allowed) {
            String name = scheme() + ":" + getOperation().name();
            Operation.Use use = getOperation().use();
            throw new IllegalArgumentException(name + " cannot be used " + attempted + ": use " + switch (use) {
                case SEND -> "to(\"" + name + "\")";
                case WEBHOOK -> "from(\"webhook:" + name + "\")";
                case POLL -> "from(\"" + name + "\")";
                case POLL_OR_WEBHOOK -> "from(\"" + name + "\") or from(\"webhook:" + name + "\")";
            } + ".");
        }
    }

    /** Each call is one event as a JSON object; a provider that calls in another way has a handler of its own. */
    @Override
    default Processor createWebhookHandler(Processor next) {
        return new WebhookHandler(this, next);
    }

    /** Has the server that takes the provider's calls leave their bodies to the webhook. */
    @Override
    default void setWebhookConfiguration(WebhookConfiguration webhookConfiguration) {
        RawBodies.request(getCamelContext(), webhookConfiguration);
    }

    /** Nothing to register: the URL goes along with each message, or is set in the provider's console. */
    @Override
    default void registerWebhook() throws Exception {
        // nothing to do
    }

    /** Nothing to unregister. */
    @Override
    default void unregisterWebhook() throws Exception {
        // nothing to do
    }

    @Override
    default List<String> getWebhookMethods() {
        return List.of("POST");
    }

    @Override
    default String getServiceUrl() {
        return getConfiguration().getBaseUrl();
    }

    @Override
    default String getServiceProtocol() {
        return "http";
    }

    @Override
    default Map<String, String> getServiceMetadata() {
        return Map.of("operation", getOperation().name());
    }
}
