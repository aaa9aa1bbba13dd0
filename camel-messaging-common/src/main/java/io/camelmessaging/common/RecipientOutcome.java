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
 */
public record RecipientOutcome(String recipient, State state, String messageId, String code, Integer segments,
        BigDecimal price) {

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
     * The same with nothing of the exchange in what the provider said.
     *
     * @param redaction masks it
     */
    public RecipientOutcome redacted(UnaryOperator<String> redaction) {
        return code == null
                ? this : new RecipientOutcome(recipient, state, messageId, redaction.apply(code), segments, price);
    }

    @Override
    public String toString() {
        return "RecipientOutcome[" + Redaction.recipient(recipient) + " " + state
               + (code == null ? "" : " " + Redaction.code(code)) + "]";
    }
}
