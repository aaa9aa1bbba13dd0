/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.camelmessaging.common.MessagingEvent;
import io.camelmessaging.common.support.WebhookCall;
import io.camelmessaging.common.support.WebhookHandler;
import org.apache.camel.Processor;

/**
 * Reads what ClickSend pushes: a JSON object, a form or a query; an empty value is none.
 */
final class ClickSendWebhookHandler extends WebhookHandler {

    /** Older names that stand beside the ones of today. */
    private static final Map<String, String> LEGACY = Map.of("message", "body", "originalmessage", "original_body",
            "originalmessageid", "original_message_id", "customstring", "custom_string", "messageid", "message_id",
            "_message_type", "message_type");

    private static final Set<String> NUMBERS = Set.of("from", "to", "originalsenderid");

    private final ClickSendOperation operation;

    ClickSendWebhookHandler(ClickSendEndpoint endpoint, Processor next) {
        super(endpoint, next);
        this.operation = endpoint.getOperation();
    }

    @Override
    protected List<? extends MessagingEvent> events(WebhookCall call) throws IOException {
        return List.of((MessagingEvent) mapper().convertValue(fields(call), operation.rowType()));
    }

    /** The fields without the legacy copies of others, which would stand for the same. */
    private static Map<String, Object> fields(WebhookCall call) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (call.content() != null) {
            if (!call.content().isObject()) {
                throw new IOException("Not a JSON object");
            }
            call.content().properties().forEach(field -> put(fields, field.getKey(), WebhookCall.text(field.getValue())));
        } else {
            Map<String, String> parameters = call.form().isEmpty() ? call.query() : call.form();
            parameters.forEach((name, value) -> put(fields, name, value));
        }
        fields.remove("token");
        LEGACY.forEach((legacy, name) -> {
            Object copy = fields.remove(legacy);
            if (copy != null) {
                fields.putIfAbsent(name, copy);
            }
        });
        return fields;
    }

    private static void put(Map<String, Object> fields, String name, String value) {
        boolean text = name.equals("body") || name.equals("message");
        // an empty text of a message is one, and the word may be one
        if (text || !value.equals("null") && !value.isEmpty()) {
            fields.put(name, NUMBERS.contains(name) ? WebhookCall.number(value) : value);
        }
    }

}
