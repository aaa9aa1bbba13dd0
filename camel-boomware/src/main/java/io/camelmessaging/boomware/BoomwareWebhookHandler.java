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
        if (call.content() == null || !call.content().isObject()) {
            throw new IOException("Not a JSON object");
        }
        if (operation.marks() != null && !call.content().has(operation.marks())) {
            throw new IOException("Not what this URL is for");
        }
        return List.of((MessagingEvent) mapper().treeToValue(call.content(), operation.rowType()));
    }
}
