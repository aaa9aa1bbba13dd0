/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.store;

import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;

import io.camelmessaging.common.MessagingConstants;

/**
 * A message that is to be taken in.
 *
 * @param name           the name of the flow
 * @param conversationId the key of the intake, or null for a new one
 * @param state          the first state
 * @param recipient      whom it is for, or null
 * @param message        what is to be sent
 * @param data           what the flow remembers
 * @param lifetime       after which time it ends whatever its state, or null for never
 * @param delay          after which time there is something to do; zero for at once
 * @param leased         whether the node that takes it in has it leased
 */
public record NewFlow(String name, String conversationId, String state, String recipient, FlowMessage message,
        Map<String, String> data, Duration lifetime, Duration delay, boolean leased) {

    private static final int MAX_REFERENCE = 200;
    /** Hexadecimal digits of a time in ms, until the year 10889. */
    private static final int TIME_DIGITS = 12;

    /** One that whoever looks for due work finds. */
    public NewFlow(String name, String conversationId, String state, String recipient, FlowMessage message,
                   Map<String, String> data, Duration lifetime, Duration delay) {
        this(name, conversationId, state, recipient, message, data, lifetime, delay, false);
    }

    /** The same, leased by the node that takes it in, which goes on with it at once. */
    public NewFlow withLease() {
        return new NewFlow(name, conversationId, state, recipient, message, data, lifetime, delay, true);
    }

    /** The caller's own reference, by which people look for its message; null if it gave none. */
    String reference() {
        return message == null ? null : ColumnText.cut(message.header(MessagingConstants.REFERENCE), MAX_REFERENCE);
    }

    /**
     * Ids that are made one after the other stand together in an index, so that a commit changes few of its pages; what
     * follows the time, of 80 bits, nobody guesses.
     */
    static String newId() {
        String random = UUID.randomUUID().toString().replace("-", "");
        return HexFormat.of().toHexDigits(System.currentTimeMillis(), TIME_DIGITS) + random.substring(TIME_DIGITS);
    }

    /** Names no recipient and no text. */
    @Override
    public String toString() {
        return "NewFlow[" + name + " " + state + "]";
    }
}
