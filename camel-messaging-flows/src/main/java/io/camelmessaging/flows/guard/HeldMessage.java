package io.camelmessaging.flows.guard;

import java.time.Instant;

/**
 * A message that waits for a person, or that a person decided on.
 *
 * @param id         for {@link SendGuards#release} and {@link SendGuards#drop}
 * @param rule       the rule, or {@code stop} with the scope, that held it
 * @param why        one clause without personal data
 * @param operation  what would have sent it, such as {@code boomware:sms}; null for a Kamelet's
 * @param recipients how many it has
 * @param state      what became of it
 * @param heldAt     since when
 * @param decidedBy  who decided; null if nobody has
 * @param decision   why
 * @param decidedAt  when
 */
public record HeldMessage(String id, String rule, String why, String operation, int recipients, State state, Instant heldAt,
        String decidedBy, String decision, Instant decidedAt) {

    /** What became of a held message. */
    public enum State {
        /** It waits. */
        HELD,
        /** It is being sent; if the process ended in the middle, nobody knows whether it was. */
        RELEASING,
        /** It was sent. */
        RELEASED,
        /** Its send failed after the release, in a way that leaves open whether it went out. */
        UNKNOWN,
        /** It will not be sent. */
        DROPPED
    }
}
