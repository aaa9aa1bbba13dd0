/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomware;

import java.io.IOException;
import java.util.List;

import io.camelmessaging.common.MessagingEvent;
import io.camelmessaging.common.support.WebhookCall;
import io.camelmessaging.common.support.WebhookHandler;
import org.apache.camel.Processor;

/**
 * Reads what Boomware posts: one JSON object, whatever content type it names.
 */
final class BoomwareWebhookHandler extends WebhookHandler {

    private final BoomwareOperation operation;

    BoomwareWebhookHandler(BoomwareEndpoint endpoint, Processor next) {
        super(endpoint, next);
        this.operation = endpoint.getOperation();
    }

    @Override
    protected List<? extends MessagingEvent> events(WebhookCall call) throws IOException {
        List<? extends MessagingEvent> events = super.events(call);
        if (operation.marks() != null && !call.content().has(operation.marks())) {
            throw new IOException("Not what this URL is for");
        }
        return events;
    }
}
