/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.guard;

import java.time.Instant;

import io.camelmessaging.common.internal.Redaction;

/**
 * A message that waits for a person, or that a person decided on.
 *
 * @param id             for {@link SendGuards#release} and {@link SendGuards#drop}
 * @param rule           the rule, or {@code stop} with the scope, that held it
 * @param why            one clause without personal data
 * @param operation      what would have sent it, such as {@code boomware:sms}, or {@code flow:orders} for the step of a
 *                       flow; null for a Kamelet's
 * @param conversationId that of the flow whose step it is; null if it is none
 * @param recipients     how many it has
 * @param state          what became of it
 * @param heldAt         since when
 * @param decidedBy      who decided; null if nobody has
 * @param decision       why
 * @param decidedAt      when
 */
public record HeldMessage(String id, String rule, String why, String operation, String conversationId, int recipients,
        State state, Instant heldAt, String decidedBy, String decision, Instant decidedAt) {

    /** The same for those who may not see numbers, which a person may have written into a reason. */
    public HeldMessage masked() {
        return new HeldMessage(
                id, rule, Redaction.text(why), operation, Redaction.text(conversationId), recipients, state, heldAt, decidedBy,
                Redaction.text(decision), decidedAt);
    }

    /** What became of a held message. */
    public enum State {
        /** It waits. */
        HELD,
        /** It is being sent; if the process ended in the middle, it becomes {@link #UNKNOWN} after some minutes. */
        RELEASING,
        /** It was sent, or its flow sends it. */
        RELEASED,
        /** Nobody knows whether it went out after its release: {@link SendGuards#settle}. */
        UNKNOWN,
        /** It will not be sent. */
        DROPPED
    }
}
