/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend;

import java.util.List;

import io.camelmessaging.clicksend.model.Page;
import io.camelmessaging.common.support.MessagingProducer;
import io.camelmessaging.common.support.ProviderClient;
import org.apache.camel.Exchange;

/**
 * Lists rows: one page, or all of them by an iterator.
 */
final class ListingProducer extends MessagingProducer<ClickSendApi> {

    private final boolean allPages;

    ListingProducer(ClickSendEndpoint endpoint, ProviderClient<ClickSendApi> client) {
        super(endpoint, client);
        this.allPages = endpoint.getConfiguration().isAllPages();
    }

    @Override
    protected List<Record> requests(Exchange exchange) {
        return super.requests(exchange).stream().map(listing -> (Record) new PageRequest(listing, null)).toList();
    }

    @Override
    protected Object combine(List<Record> requests, List<Object> answers) {
        PageRequest request = (PageRequest) requests.get(0);
        Page<?> page = (Page<?>) answers.get(0);
        return allPages
                ? new AllPages(client(), getEndpoint().getCamelContext()::isStopping, request.listing(), page) : page;
    }
}
