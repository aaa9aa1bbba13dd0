package io.camelmessaging.boomware;

import java.io.IOException;
import java.util.List;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.camelmessaging.common.MessagingEvent;
import io.camelmessaging.common.support.ProviderJson;
import io.camelmessaging.common.support.WebhookCall;
import io.camelmessaging.common.support.WebhookHandler;
import org.apache.camel.Processor;

/**
 * Reads what Boomware posts: one JSON object, whatever content type it names.
 */
final class BoomwareWebhookHandler extends WebhookHandler {

    private final ObjectMapper mapper;
    private final BoomwareOperation operation;

    BoomwareWebhookHandler(BoomwareEndpoint endpoint, Processor next) {
        this(endpoint, next, ProviderJson.lenient(ProviderJson.mapper()));
    }

    private BoomwareWebhookHandler(BoomwareEndpoint endpoint, Processor next, ObjectMapper mapper) {
        super(endpoint, next, mapper);
        this.mapper = mapper;
        this.operation = endpoint.getOperation();
    }

    @Override
    protected List<? extends MessagingEvent> events(WebhookCall call) throws IOException {
        if (call.content() == null || !call.content().isObject()) {
            throw new IOException("Not a JSON object");
        }
        if (operation == BoomwareOperation.inboundSms && !call.content().has("text")) {
            throw new IOException("Not an inbound SMS");
        }
        return List.of((MessagingEvent) mapper.treeToValue(call.content(), operation.rowType()));
    }
}
