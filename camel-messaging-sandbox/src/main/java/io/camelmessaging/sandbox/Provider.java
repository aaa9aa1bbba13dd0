/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sandbox;

import java.util.Optional;

/**
 * The stand-in of one provider.
 */
public interface Provider {

    /** Path prefix of its API and its name everywhere in the sandbox. */
    String name();

    /** Answers a request as the provider would. */
    WireAnswer answer(WireRequest request);

    /** Hands on what the recipient of a message answered. */
    void reply(SentMessage message, String text);

    /** Whether it tells when a message of the channel was read. */
    default boolean tellsReads(String channel) {
        return false;
    }

    /** Hands on a key that the recipient pressed in a call, where the provider tells it. */
    default void keyPressed(SentMessage call, String key) {
        // not every provider tells it
    }

    /** Something that happens while a feed is read, so that it grows; empty if the request reads none. */
    default Optional<Runnable> feedGrowth(WireRequest request) {
        return Optional.empty();
    }

    /**
     * Makes a contact list, where the provider keeps some.
     *
     * @throws UnsupportedOperationException if it keeps none
     */
    default long contactList(String name, Iterable<String> numbers) {
        throw new UnsupportedOperationException(name() + " keeps no contact lists");
    }

    /** Posts a message that nobody asked for to the account's own number. */
    void inbound(String from, String to, String text);
}
