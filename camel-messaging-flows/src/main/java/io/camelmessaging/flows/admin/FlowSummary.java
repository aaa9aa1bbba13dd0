/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.admin;

import java.time.Instant;

import io.camelmessaging.common.internal.Redaction;

/**
 * One flow in a list.
 *
 * @param id             names it in the database, also where several flows have one conversation id
 * @param conversationId the key of its intake
 * @param flow           the name of the flow
 * @param state          where it stands, as its row says: {@code NEXT}, {@code SENDING}, {@code DOUBT}, {@code WAIT},
 *                       {@code END} or {@code ENDED}
 * @param outcome        how it ended or is about to end; null while that is open
 * @param recipient      E.164 or an e-mail address; null if it has none, or has ended and forgotten it
 * @param reference      the caller's own; null if it gave none
 * @param startedAt      when it was taken in
 * @param endedAt        when it ended; null if it has not
 * @param nextDue        when there is something to do next unless something happens before; null for never
 * @param inDoubt        whether nobody knows if its last attempt was sent
 * @param parked         whether nobody works on it any more, as its work failed for too long
 * @param overdue        whether it has been due for more than a minute and nobody works on it
 */
public record FlowSummary(String id, String conversationId, String flow, String state, String outcome, String recipient,
        String reference, Instant startedAt, Instant endedAt, Instant nextDue, boolean inDoubt, boolean parked,
        boolean overdue) {

    /** The same for those who may not see numbers: of the recipient the ends are left. */
    public FlowSummary masked() {
        return new FlowSummary(
                id, Redaction.text(conversationId), flow, state, outcome,
                recipient == null ? null : Redaction.recipient(recipient), Redaction.text(reference), startedAt, endedAt,
                nextDue, inDoubt, parked, overdue);
    }

    /** Names no number in full. */
    @Override
    public String toString() {
        return "FlowSummary[" + flow + " " + id + " " + state + (outcome == null ? "" : " " + outcome)
               + (recipient == null ? "" : " for " + Redaction.recipient(recipient)) + "]";
    }
}
