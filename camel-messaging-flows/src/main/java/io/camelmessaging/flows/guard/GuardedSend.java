/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.guard;

import io.camelmessaging.common.internal.Redaction;

/**
 * One message to one recipient, as the rules see it.
 *
 * @param recipient   the number as E.164, or the address in lower case
 * @param destination where it goes; null for an address
 * @param provider    the component's scheme; null before it is known
 * @param account     the account at the provider; null before it is known
 * @param campaign    what the route calls its campaign; null for none
 * @param caller      who asked for it, such as a session or an address; null if nobody says
 * @param message     tells one message from the next: a second provider that is tried for it is no second message
 * @param text        a keyed digest of recipient and text; null without a text
 * @param micros      what it costs, in millionths of the currency; {@link #NO_PRICE} if the table has no price
 */
record GuardedSend(String recipient, Destination destination, String provider, String account, String campaign,
        String caller, String message, String text, long micros) {

    /** The price is not known. */
    static final long NO_PRICE = -1;

    String country() {
        return destination == null ? null : destination.country();
    }

    @Override
    public String toString() {
        return "GuardedSend[" + Redaction.recipient(recipient) + "]";
    }
}
