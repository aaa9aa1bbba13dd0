/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.courier;

import java.util.ArrayList;
import java.util.List;

import io.camelmessaging.common.support.MessagingProducer;
import io.camelmessaging.common.support.ProviderClient;
import org.apache.camel.Exchange;

/**
 * Calls one operation of the courier.
 */
final class CourierProducer extends MessagingProducer<CourierApi> {

    private final CourierEndpoint endpoint;

    CourierProducer(CourierEndpoint endpoint) {
        super(endpoint, new ProviderClient<>(endpoint, new CourierApi(endpoint)));
        this.endpoint = endpoint;
    }

    @Override
    protected List<Record> requests(Exchange exchange) {
        if (endpoint.getOperation() != CourierOperation.bulk) {
            return super.requests(exchange);
        }
        List<? extends Record> all = binder().bindAll(exchange);
        int size = endpoint.getConfiguration().getBatchSize();
        List<Record> batches = new ArrayList<>();
        for (int from = 0; from < all.size(); from += size) {
            batches.add(new Wire.SmsBatch(
                    all.subList(from, Math.min(from + size, all.size())).stream().map(Wire.Sms.class::cast).toList()));
        }
        return batches;
    }

    @Override
    protected void succeeded(Exchange exchange, Object answer) {
        if (answer instanceof Wire.Accepted accepted && "poison".equals(accepted.id())) {
            throw new LinkageError("a class of the component is missing");
        }
    }
}
