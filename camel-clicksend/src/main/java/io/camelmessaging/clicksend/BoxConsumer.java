package io.camelmessaging.clicksend;

import java.util.List;

import io.camelmessaging.clicksend.model.Page;
import io.camelmessaging.common.MessagingEvent;
import io.camelmessaging.common.MessagingPollingConsumer;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.spi.IdempotentRepository;

/**
 * Polls a box of unread items. Reading does not mark them, so the pages stay as they are while they are read.
 */
abstract class BoxConsumer extends MessagingPollingConsumer {

    /** More than anybody leaves unread; what is behind is reached after what is before was marked. */
    private static final int PAGES = 1_000;

    private final ClickSendEndpoint endpoint;
    private final ClickSendApi api;
    private boolean ruleMade;

    BoxConsumer(ClickSendEndpoint endpoint, Processor processor, IdempotentRepository processed) {
        super(endpoint, processor, processed);
        this.endpoint = endpoint;
        this.api = new ClickSendApi(endpoint, endpoint.getOperation());
    }

    ClickSendApi api() {
        return api;
    }

    /**
     * Reads the box page by page.
     *
     * @param  rows takes what was read
     * @return      whether all of it was read
     */
    <T> boolean read(Class<T> type, List<T> rows) throws Exception {
        makeRule();
        Page<?> page;
        int number = 1;
        do {
            page = api.page(endpoint, new AllPages.Turned(null, number));
            page.rows().forEach(row -> rows.add(type.cast(row)));
        } while (page.hasNext() && number++ < PAGES && isRunAllowed());
        return !page.hasNext();
    }

    @Override
    protected void writeHeaders(Message message, MessagingEvent event) {
        ClickSendHeaders.write(message, event);
    }

    /** With the first poll and not at the start, which must not fail because the provider is away. */
    private void makeRule() throws Exception {
        if (endpoint.getConfiguration().isCreateRule() && !ruleMade) {
            new ClickSendRules(endpoint).register(ClickSendRules.POLL, "");
            ruleMade = true;
        }
    }

    @Override
    protected void doStart() throws Exception {
        endpoint.getComponent().openTransport();
        super.doStart();
    }
}
