/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.camelmessaging.clicksend.model.HistoryRequest;
import io.camelmessaging.clicksend.model.Page;
import io.camelmessaging.clicksend.model.SentMessage;
import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.support.MessagingProducer;
import io.camelmessaging.common.support.ProviderClient;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * Tells what became of one SMS, which it finds in the history by its reference: for whoever sent it and got no answer,
 * as a flow did. What the history does not have stays of unknown outcome, as it may lag.
 */
final class LookupProducer extends MessagingProducer<ClickSendApi> {

    private static final Duration HISTORY = Duration.ofDays(1);

    LookupProducer(ClickSendEndpoint endpoint, ProviderClient<ClickSendApi> client) {
        super(endpoint, client);
    }

    /** The newest messages, whatever the body is. */
    @Override
    protected List<Record> requests(Exchange exchange) {
        if (reference(exchange) == null) {
            throw new IllegalArgumentException(
                    "clicksend:smsHistory with byReference=true needs to know which message it looks for: give its reference as header "
                                               + MessagingConstants.REFERENCE + ".");
        }
        return List.of(new PageRequest(
                new HistoryRequest(
                        null, ClickSendConfiguration.MAX_PAGE_SIZE, Instant.now().minus(HISTORY).getEpochSecond(), null, null,
                        "date:desc", null),
                null));
    }

    @Override
    protected void succeeded(Exchange exchange, Object answer) {
        Message message = exchange.getMessage();
        message.removeHeader(MessagingConstants.MESSAGE_ID);
        message.removeHeader(MessagingConstants.STATUS);
        String reference = reference(exchange);
        String to = message.getHeader(MessagingConstants.TO, String.class);
        ((Page<?>) answer).rows().stream().map(SentMessage.class::cast)
                .filter(row -> reference.equals(row.customString()) && (to == null || Correlation.sameRecipient(to, row)))
                .filter(row -> row.messageId() != null && HistoryLookup.status(row) != null)
                .findFirst().ifPresent(row -> {
                    message.setBody(row);
                    message.setHeader(MessagingConstants.MESSAGE_ID, row.messageId());
                    message.setHeader(MessagingConstants.STATUS,
                            "SUCCESS".equals(HistoryLookup.status(row)) ? DeliveryStatus.SENT : DeliveryStatus.REJECTED);
                });
    }

    private static String reference(Exchange exchange) {
        String reference = exchange.getMessage().getHeader(MessagingConstants.REFERENCE, String.class);
        return reference == null || reference.isBlank() ? null : reference;
    }
}
