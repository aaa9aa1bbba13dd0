/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend.model;

import java.math.BigDecimal;

import io.camelmessaging.common.RecipientOutcome;

/**
 * What became of one message of a sending request.
 */
public sealed interface SentEntry permits SentMessage, SentPost {

    String messageId();

    /** {@code SUCCESS}, or why it was refused. */
    String status();

    /** The recipient in E.164, or the name on a letter. */
    String to();

    String customString();

    /** Segments or pages, or null. */
    Integer parts();

    BigDecimal price();

    /**
     * The outcome for a recipient as it was sent. Two statuses leave it open whether the message went out.
     */
    default RecipientOutcome outcome(String recipient) {
        RecipientOutcome.State state = switch (status() == null ? "" : status()) {
            case "SUCCESS" -> RecipientOutcome.State.ACCEPTED;
            case "", "INTERNAL_ERROR", "SOMETHING_IS_WRONG" -> RecipientOutcome.State.UNKNOWN;
            default -> RecipientOutcome.State.REJECTED;
        };
        return new RecipientOutcome(recipient, state, messageId(), status(), parts(), price());
    }
}
