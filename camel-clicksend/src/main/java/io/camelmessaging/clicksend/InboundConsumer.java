package io.camelmessaging.clicksend;

import java.util.ArrayList;
import java.util.List;

import io.camelmessaging.clicksend.model.InboundSms;
import io.camelmessaging.clicksend.model.Page;
import io.camelmessaging.common.MessagingEvent;
import io.camelmessaging.common.MessagingPollingConsumer;
import io.camelmessaging.common.transport.HttpMethod;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * Polls the box of unread inbound SMS; each is marked as read after its route succeeded.
 */
final class InboundConsumer extends MessagingPollingConsumer {

    /** Reading does not mark, so the pages stay as they are while they are read. */
    private static final int PAGES = 10;

    private final ClickSendEndpoint endpoint;
    private final ClickSendApi api;

    InboundConsumer(ClickSendEndpoint endpoint, Processor processor) {
        super(endpoint, processor, endpoint.getConfiguration().getIdempotentRepository());
        this.endpoint = endpoint;
        this.api = new ClickSendApi(endpoint, ClickSendOperation.inboundSms);
    }

    @Override
    protected List<Item> fetch() throws Exception {
        List<Item> items = new ArrayList<>();
        Page<?> page;
        int number = 1;
        do {
            page = api.page(endpoint, new AllPages.Turned(null, number));
            for (Object row : page.rows()) {
                InboundSms sms = (InboundSms) row;
                items.add(new Item(sms, () -> markRead(sms)));
            }
        } while (page.hasNext() && number++ < PAGES && isRunAllowed());
        return items;
    }

    private void markRead(InboundSms sms) throws Exception {
        endpoint.call(api, HttpMethod.PUT, "/sms/inbound-read/" + ClickSendApi.escape(sms.messageId()), null);
    }

    @Override
    protected void writeHeaders(Message message, MessagingEvent event) {
        ClickSendHeaders.write(message, event);
    }

    @Override
    protected void doStart() throws Exception {
        endpoint.getComponent().openTransport();
        if (endpoint.getConfiguration().isCreateRule()) {
            new ClickSendRules(endpoint).register(ClickSendRules.POLL, "");
        }
        super.doStart();
    }
}
