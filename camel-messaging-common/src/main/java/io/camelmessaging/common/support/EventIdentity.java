/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.MessagingEvent;
import io.camelmessaging.common.internal.Fingerprint;
import org.apache.camel.Component;

/**
 * What tells the events of an endpoint from all others: the one place where their keys are made.
 *
 * @param feed    scheme, operation and account
 * @param account in short; holds no name
 * @param main    whether the account is that of the component of the scheme
 * @param known   whether credentials tell the account; a webhook may do without
 */
record EventIdentity(String feed, String account, boolean main, boolean known) {

    /** A key of this length fits into Camel's tables for idempotent repositories, a claim's slot of time before it. */
    private static final int MAX_ID_LENGTH = 40;
    private static final int ACCOUNT_DIGITS = 12;

    static EventIdentity of(MessagingEndpoint endpoint) {
        String account = endpoint.getConfiguration().account();
        String digits = digits(endpoint.getConfiguration());
        Component first = endpoint.getCamelContext().hasComponent(endpoint.scheme());
        boolean main = first instanceof MessagingComponent component
                && component.getConfiguration().credentialsProblem() == null
                && component.getConfiguration().account().equals(account);
        return new EventIdentity(
                endpoint.scheme() + ":" + endpoint.getOperation().name() + ":" + digits, digits, main,
                endpoint.getConfiguration().credentialsProblem() == null);
    }

    /** The account in short: the header {@link MessagingConstants#ACCOUNT}. */
    static String digits(MessagingConfiguration configuration) {
        return Fingerprint.shortOf(ACCOUNT_DIGITS, configuration.account());
    }

    /**
     * The header {@link MessagingConstants#EVENT_ID}: the provider's id, and with it the account where that is not the
     * one of the component.
     */
    String id(MessagingEvent event) {
        return main ? event.eventId() : event.eventId() + "@" + account;
    }

    /** The key in repositories, for claims too. */
    String key(MessagingEvent event) {
        String id = event.eventId();
        return feed + ":" + (id.length() <= MAX_ID_LENGTH ? id : Fingerprint.shortOf(MAX_ID_LENGTH, id));
    }
}
