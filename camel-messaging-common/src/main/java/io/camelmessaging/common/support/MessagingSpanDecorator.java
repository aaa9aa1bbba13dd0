/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.net.URI;
import java.util.Locale;

import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.OutcomeUnknownException;
import io.camelmessaging.common.ProviderUnavailableException;
import io.camelmessaging.common.RequestRejectedException;
import io.camelmessaging.common.internal.Redaction;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.telemetry.Span;
import org.apache.camel.telemetry.TagConstants;
import org.apache.camel.telemetry.decorators.AbstractSpanDecorator;

/**
 * What the spans of a provider's endpoints tell to Camel's telemetry, with OpenTelemetry's conventions for messaging.
 * No credential, text or number is in them: URIs, which Camel puts into others, are left out, and ids of the
 * application are masked where they are numbers.
 * <p>
 * A provider has one subclass, which Camel's telemetry finds by {@code META-INF/services}; without telemetry nothing
 * loads it.
 */
public abstract class MessagingSpanDecorator extends AbstractSpanDecorator {

    /** The exchange property with the {@code traceparent} of the last send, which steps after it go on with. */
    public static final String SENT = "CamelMessagingSentTraceParent";

    private static final String CONVERSATION = "CamelMessagingConversationId";

    private final String scheme;

    /** @param scheme the component's */
    protected MessagingSpanDecorator(String scheme) {
        this.scheme = scheme;
    }

    @Override
    public String getComponent() {
        return scheme;
    }

    /** Endpoints are known by their scheme. */
    @Override
    public String getComponentClassName() {
        return null;
    }

    @Override
    public String getOperationName(Exchange exchange, Endpoint endpoint) {
        return type(endpoint) + " " + destination(endpoint);
    }

    @Override
    public void beforeTracingEvent(Span span, Exchange exchange, Endpoint endpoint) {
        span.setComponent("camel-" + scheme);
        span.setTag(TagConstants.URL_SCHEME, scheme);
        span.setTag(TagConstants.EXCHANGE_ID, exchange.getExchangeId());
        span.setTag("messaging.system", scheme);
        span.setTag(TagConstants.MESSAGE_BUS_DESTINATION, destination(endpoint));
        span.setTag("messaging.operation.type", type(endpoint));
        if (endpoint instanceof MessagingEndpoint own) {
            span.setTag("messaging.operation.name", own.getOperation().name());
            String host = host(own.getConfiguration().getBaseUrl());
            if (host != null) {
                span.setTag(TagConstants.SERVER_ADDRESS, host);
            }
        }
        Object conversation = exchange.getMessage().getHeader(CONVERSATION);
        Object id = conversation == null ? exchange.getMessage().getHeader(MessagingConstants.REFERENCE) : conversation;
        if (id != null) {
            span.setTag("messaging.message.conversation_id", Redaction.text(id.toString()));
        }
    }

    @Override
    public void afterTracingEvent(Span span, Exchange exchange) {
        // before steps that come later put theirs in its place
        Object context = exchange.getIn().getHeader("traceparent");
        if (context != null) {
            exchange.setProperty(SENT, context);
        }
        Exception failure = exchange.getException();
        if (failure != null) {
            span.setError(true);
            span.setTag("error.type", type(failure));
            return;
        }
        Object messageId = exchange.getMessage().getHeader(MessagingConstants.MESSAGE_ID);
        if (messageId != null) {
            span.setTag(TagConstants.MESSAGE_ID, messageId.toString());
        }
        Object status = exchange.getMessage().getHeader(MessagingConstants.STATUS);
        if (status != null) {
            span.setTag("camel.messaging.status", status.toString().toLowerCase(Locale.ROOT));
        }
        tag(span, "camel.messaging.accepted", exchange, MessagingConstants.ACCEPTED_COUNT);
        tag(span, "camel.messaging.rejected", exchange, MessagingConstants.REJECTED_COUNT);
    }

    private static void tag(Span span, String name, Exchange exchange, String header) {
        Object value = exchange.getMessage().getHeader(header);
        if (value != null) {
            span.setTag(name, value.toString());
        }
    }

    /** The reason of a rejection, or in a word what the send came to; never what an exception says. */
    private static String type(Exception failure) {
        if (failure instanceof RequestRejectedException rejected) {
            return rejected.reason().name().toLowerCase(Locale.ROOT);
        }
        if (failure instanceof ProviderUnavailableException) {
            return "unavailable";
        }
        return failure instanceof OutcomeUnknownException ? "unknown" : failure.getClass().getName();
    }

    private static String type(Endpoint endpoint) {
        return endpoint instanceof MessagingEndpoint own && own.getOperation().use() != Operation.Use.SEND ? "receive" : "send";
    }

    private String destination(Endpoint endpoint) {
        return scheme + (endpoint instanceof MessagingEndpoint own ? ":" + own.getOperation().name() : "");
    }

    private static String host(String baseUrl) {
        try {
            return baseUrl == null ? null : URI.create(baseUrl).getHost();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
