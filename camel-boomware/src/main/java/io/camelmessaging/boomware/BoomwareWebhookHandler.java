package io.camelmessaging.boomware;

import java.io.IOException;
import java.util.List;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.camelmessaging.boomware.model.DeliveryCallback;
import io.camelmessaging.boomware.model.InboundSms;
import io.camelmessaging.common.MessagingEvent;
import io.camelmessaging.common.ProviderJson;
import io.camelmessaging.common.WebhookCall;
import io.camelmessaging.common.WebhookHandler;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * Reads what Boomware posts: one JSON object, whatever content type it names.
 */
final class BoomwareWebhookHandler extends WebhookHandler {

    private final ObjectMapper mapper;
    private final Class<?> eventType;

    BoomwareWebhookHandler(BoomwareEndpoint endpoint, Processor next) {
        this(endpoint, next, ProviderJson.lenient(ProviderJson.mapper()));
    }

    private BoomwareWebhookHandler(BoomwareEndpoint endpoint, Processor next, ObjectMapper mapper) {
        super(endpoint, next, mapper);
        this.mapper = mapper;
        this.eventType = endpoint.getOperation().responseType();
    }

    @Override
    protected List<? extends MessagingEvent> events(WebhookCall call) throws IOException {
        if (call.content() == null || !call.content().isObject()) {
            throw new IOException("Not a JSON object");
        }
        MessagingEvent event = (MessagingEvent) mapper.treeToValue(call.content(), eventType);
        boolean complete = event instanceof DeliveryCallback receipt
                ? receipt.requestId() != null && receipt.status() != null
                : event instanceof InboundSms inbound && inbound.messageId() != null && call.content().has("text");
        if (!complete) {
            throw new IOException("Not what this URL is for");
        }
        return List.of(event);
    }

    @Override
    protected void writeHeaders(Message message, MessagingEvent event) {
        if (event instanceof DeliveryCallback receipt) {
            message.setHeader(BoomwareConstants.RAW_STATUS, receipt.status());
        } else if (event instanceof InboundSms inbound && inbound.parts() != null) {
            message.setHeader(BoomwareConstants.PARTS, inbound.parts());
        }
    }
}
