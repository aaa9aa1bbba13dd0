/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.courier;

import java.util.List;

import io.camelmessaging.common.support.MessagingPollingConsumer;
import io.camelmessaging.common.support.ProviderClient;
import io.camelmessaging.common.support.wire.HttpMethod;
import org.apache.camel.Processor;

/**
 * Polls the courier's receipts and takes those that are done with from its feed.
 */
final class CourierConsumer extends MessagingPollingConsumer {

    private final CourierOperation operation;
    private final ProviderClient<CourierApi> client;

    CourierConsumer(CourierEndpoint endpoint, Processor processor) {
        super(endpoint, processor, endpoint.getIdempotentRepository());
        this.operation = endpoint.getOperation();
        this.client = new ProviderClient<>(endpoint, new CourierApi(endpoint));
    }

    @Override
    protected List<Item> fetch() throws Exception {
        Wire.Feed feed = (Wire.Feed) client.await(null);
        return feed.receipts().stream().map(receipt -> new Item(receipt, () -> acknowledge(receipt))).toList();
    }

    private void acknowledge(Wire.Receipt receipt) throws Exception {
        client.await(HttpMethod.DELETE, operation.path() + "/" + receipt.id(), null);
    }
}
