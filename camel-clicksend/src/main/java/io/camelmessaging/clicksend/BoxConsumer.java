/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend;

import java.util.List;

import io.camelmessaging.clicksend.model.Page;
import io.camelmessaging.common.support.MessagingPollingConsumer;
import io.camelmessaging.common.support.ProviderClient;
import org.apache.camel.Processor;
import org.apache.camel.spi.IdempotentRepository;

/**
 * Polls a box of unread items. Reading does not mark them, so the pages stay as they are while they are read.
 */
abstract class BoxConsumer extends MessagingPollingConsumer {

    /** More than anybody leaves unread; what is behind is reached after what is before was marked. */
    private static final int PAGES = 1_000;

    private final ClickSendEndpoint endpoint;
    private final ProviderClient<ClickSendApi> client;
    private final ClickSendConfiguration configuration;
    private final ClickSendRules rules;
    private boolean ruleMade;

    BoxConsumer(ClickSendEndpoint endpoint, Processor processor, ProviderClient<ClickSendApi> client,
                IdempotentRepository processed) {
        super(endpoint, processor, processed);
        this.endpoint = endpoint;
        this.client = client;
        this.rules = endpoint.rules();
        this.configuration = endpoint.getConfiguration();
    }

    ProviderClient<ClickSendApi> client() {
        return client;
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
            page = (Page<?>) client.await(new PageRequest(null, number));
            page.rows().forEach(row -> rows.add(type.cast(row)));
        } while (page.hasNext() && number++ < PAGES && isRunAllowed());
        return !page.hasNext();
    }

    /** With the first poll and not at the start, which must not fail because the provider is away. */
    private void makeRule() throws Exception {
        if (configuration.isCreateRule() && !ruleMade) {
            registerRule();
            ruleMade = true;
        }
    }

    void registerRule() throws Exception {
        rules.register(ClickSendRules.POLL, "");
    }

    @Override
    protected void doStart() throws Exception {
        endpoint.getComponent().openTransport();
        super.doStart();
    }
}
