/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.cluster;

import java.util.List;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;

/**
 * The Java example of the page about scaling: passes what concerns a recipient to the context with that recipient's
 * database.
 */
final class Shards implements Processor {

    private final String uri;
    private final List<ProducerTemplate> shards;

    /** @param uri what is called there, such as {@code direct:orders} or {@code direct:events} */
    Shards(String uri, List<CamelContext> contexts) {
        this.uri = uri;
        this.shards = contexts.stream().map(CamelContext::createProducerTemplate).toList();
    }

    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        // an order has its recipient in CamelMessagingTo, a receipt in CamelMessagingRecipient, a reply its writer
        String number = message.getHeader("CamelMessagingTo", message.getHeader("CamelMessagingSender",
                message.getHeader("CamelMessagingRecipient")), String.class);
        Exchange answer = shards.get(Math.floorMod(number.hashCode(), shards.size())).send(uri, there -> {
            there.getMessage().setBody(message.getBody());
            there.getMessage().setHeaders(message.getHeaders());
        });
        // not taken in: the caller is told, and tries again
        if (answer.getException() != null) {
            exchange.setException(answer.getException());
        }
    }
}
