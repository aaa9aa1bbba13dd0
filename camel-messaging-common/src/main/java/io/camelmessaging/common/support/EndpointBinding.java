/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.util.Arrays;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.camelmessaging.common.PhoneNumbers;
import io.camelmessaging.common.SenderCheck;
import io.camelmessaging.common.support.binding.CommonField;
import io.camelmessaging.common.support.binding.Numbers;
import io.camelmessaging.common.support.binding.RequestBinder;
import org.apache.camel.component.webhook.WebhookComponent;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.PropertyConfigurerGetter;

/**
 * What the binding of requests takes from an endpoint: its options, and its rules for numbers, senders and callbacks.
 */
final class EndpointBinding {

    private final MessagingEndpoint endpoint;
    private final MessagingConfiguration configuration;

    EndpointBinding(MessagingEndpoint endpoint) {
        this.endpoint = endpoint;
        this.configuration = endpoint.getConfiguration();
    }

    /** How a provider writes numbers. */
    interface NumberForm {

        /** The number as the provider wants it. */
        String wire(Object given, String source, PhoneNumbers numbers);

        /** What is the same for two forms on the wire that are one number to the provider. */
        String identity(String wire);
    }

    /** Binds exchanges to the operation's requests. */
    RequestBinder<? extends Record> binder(ObjectMapper mapper, NumberForm form) {
        PhoneNumbers phoneNumbers = new PhoneNumbers(
                configuration.getNumberCheck(), configuration.getDefaultRegion(), endpoint.numberRule());
        Numbers numbers = new Numbers() {
            @Override
            public String wire(Object given, String source) {
                return form.wire(given, source, phoneNumbers);
            }

            @Override
            public String identity(String wire) {
                return form.identity(wire);
            }
        };
        Operation operation = endpoint.getOperation();
        return new RequestBinder<>(
                endpoint.scheme(), operation.name(), operation.requestType(), mapper, options(), numbers, this::checkSender,
                callbacks()::outgoing, configuration.getDuplicateRecipients());
    }

    private void checkSender(String sender, String field, String source) {
        if (configuration.getSenderCheck() == SenderCheck.on) {
            endpoint.senderRule().check(
                    endpoint.scheme() + ":" + endpoint.getOperation().name(), sender, field, source);
        }
    }

    private CallbackUrls callbacks() {
        RequestBinder.Options options = options();
        CallbackUrls callbacks = new CallbackUrls(
                endpoint.getConfiguration(), () -> Arrays.asList(
                        callbackOption(options),
                        endpoint.getCamelContext().hasComponent("webhook") instanceof WebhookComponent webhook
                                ? webhook.getConfiguration().getWebhookExternalUrl() : null));
        if (callbackOption(options) != null) {
            callbacks.own(callbackOption(options), "option " + CommonField.CALLBACK_URL.key());
        }
        return callbacks;
    }

    private static String callbackOption(RequestBinder.Options options) {
        String name = CommonField.CALLBACK_URL.key();
        return options.has(name) && options.get(name) instanceof String url && !url.isBlank() ? url : null;
    }

    private RequestBinder.Options options() {
        PropertyConfigurer configurer = endpoint.getComponent().getEndpointPropertyConfigurer();
        if (!(configurer instanceof PropertyConfigurerGetter getter)) {
            throw new IllegalStateException(
                    "The generated configurer of the component " + endpoint.scheme() + " is missing from its jar.");
        }
        return new RequestBinder.Options() {
            @Override
            public boolean has(String name) {
                return getter.getOptionType(name, false) != null;
            }

            @Override
            public Object get(String name) {
                return getter.getOptionValue(endpoint, name, false);
            }
        };
    }
}
