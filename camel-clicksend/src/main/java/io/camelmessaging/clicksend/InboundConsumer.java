/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend;

import java.util.ArrayList;
import java.util.List;

import io.camelmessaging.clicksend.model.InboundSms;
import io.camelmessaging.common.support.ProviderClient;
import io.camelmessaging.common.support.wire.HttpMethod;
import org.apache.camel.Processor;

/**
 * Polls inbound SMS; each is marked as read after its route succeeded.
 */
final class InboundConsumer extends BoxConsumer {

    InboundConsumer(ClickSendEndpoint endpoint, Processor processor, ProviderClient<ClickSendApi> client) {
        super(endpoint, processor, client, endpoint.getConfiguration().getIdempotentRepository());
    }

    @Override
    protected List<Item> fetch() throws Exception {
        List<InboundSms> unread = new ArrayList<>();
        read(InboundSms.class, unread);
        return unread.stream().map(sms -> new Item(sms, () -> markRead(sms))).toList();
    }

    private void markRead(InboundSms sms) throws Exception {
        client().await(HttpMethod.PUT, "/sms/inbound-read/" + ClickSendApi.escape(sms.messageId()), null);
    }
}
