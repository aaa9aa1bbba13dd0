/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.util.List;

import org.apache.camel.Exchange;

/**
 * A send that is bound and checked, and not made yet.
 *
 * @param exchange asks for it; its message is as the route gave it
 * @param endpoint will make it
 * @param account  tells the accounts at one provider apart, as the header {@code CamelMessagingAccount}
 * @param messages what it sends, one for each recipient
 */
public record PlannedSend(Exchange exchange, MessagingEndpoint endpoint, String account, List<PlannedMessage> messages) {

    public PlannedSend {
        messages = List.copyOf(messages);
    }

    /**
     * One message to one recipient.
     *
     * @param recipient the number or address as the provider gets it; null where the provider expands a list of its own
     * @param text      the text; empty where there is none
     * @param segments  how many SMS segments the text takes; 1 where the channel has none
     */
    public record PlannedMessage(String recipient, String text, int segments) {

        /** Names no recipient and no text. */
        @Override
        public String toString() {
            return "PlannedMessage[" + segments + " segments]";
        }
    }

    /** Names no recipient and no text. */
    @Override
    public String toString() {
        return "PlannedSend[" + endpoint.scheme() + ":" + endpoint.getOperation().name() + ", " + messages.size()
               + " messages]";
    }
}
