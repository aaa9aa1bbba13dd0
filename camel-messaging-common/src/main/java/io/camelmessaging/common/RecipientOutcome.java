/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common;

import java.math.BigDecimal;
import java.util.function.UnaryOperator;

import io.camelmessaging.common.internal.Redaction;

/**
 * What became of one recipient of a sending call.
 *
 * @param recipient the number or address as it was sent; null where the provider expands a list
 * @param state     whether the provider took the message
 * @param messageId the provider's id, or null
 * @param code      the provider's status or error code, or null
 * @param segments  how many segments the provider counted, or null
 * @param price     the price, or null
 * @param currency  the currency of the price by ISO 4217; null where the provider names none
 */
public record RecipientOutcome(String recipient, State state, String messageId, String code, Integer segments,
        BigDecimal price, String currency) {

    /** An outcome whose price, if it has one, is of a currency that the provider does not name. */
    public RecipientOutcome(String recipient, State state, String messageId, String code, Integer segments,
                            BigDecimal price) {
        this(recipient, state, messageId, code, segments, price, null);
    }

    /** Whether the provider took a message. */
    public enum State {
        /** Taken, which is not yet delivered. */
        ACCEPTED,
        /** Refused. */
        REJECTED,
        /** Sent to the provider, and no clear answer came. */
        UNKNOWN,
        /** Not sent, because an earlier part of the list failed. */
        NOT_SENT
    }

    /** An outcome of which only the state is known. */
    public static RecipientOutcome of(String recipient, State state) {
        return new RecipientOutcome(recipient, state, null, null, null, null);
    }

    /**
     * The same with the currency of its price.
     *
     * @param newCurrency by ISO 4217, or null
     */
    public RecipientOutcome pricedIn(String newCurrency) {
        return price == null || newCurrency == null
                ? this : new RecipientOutcome(recipient, state, messageId, code, segments, price, newCurrency);
    }

    /**
     * The same with nothing of the exchange in what the provider said.
     *
     * @param redaction masks it
     */
    public RecipientOutcome redacted(UnaryOperator<String> redaction) {
        return code == null
                ? this : new RecipientOutcome(recipient, state, messageId, redaction.apply(code), segments, price, currency);
    }

    @Override
    public String toString() {
        return "RecipientOutcome[" + Redaction.recipient(recipient) + " " + state
               + (code == null ? "" : " " + Redaction.code(code)) + "]";
    }
}
