/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.courier;

import java.io.IOException;
import java.util.List;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camelmessaging.common.MessagingEvent;
import io.camelmessaging.common.support.ProviderJson;
import io.camelmessaging.common.support.WebhookCall;
import io.camelmessaging.common.support.WebhookHandler;
import org.apache.camel.Processor;

/**
 * Reads one event from a JSON object, a form or a query, or several from a JSON list.
 */
final class CourierWebhookHandler extends WebhookHandler {

    private final CourierOperation operation;
    private final ObjectMapper mapper = ProviderJson.mapper();

    CourierWebhookHandler(CourierEndpoint endpoint, Processor next) {
        super(endpoint, next, ProviderJson.mapper());
        this.operation = endpoint.getOperation();
    }

    @Override
    protected List<? extends MessagingEvent> events(WebhookCall call) throws IOException {
        JsonNode content = call.content() != null
                ? call.content() : mapper.valueToTree(call.form().isEmpty() ? call.query() : call.form());
        if (content.isArray()) {
            return StreamSupport.stream(content.spliterator(), false).map(this::event).toList();
        }
        return List.of(event(content));
    }

    @Override
    protected String answer() {
        return operation == CourierOperation.inbound ? "True" : null;
    }

    private MessagingEvent event(JsonNode content) {
        if (!content.has("id")) {
            throw new IllegalArgumentException("No id");
        }
        return operation == CourierOperation.inbound
                ? mapper.convertValue(content, Wire.Inbound.class) : mapper.convertValue(content, Wire.Receipt.class);
    }
}
