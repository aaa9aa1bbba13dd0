/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.admin;

import java.time.Instant;
import java.util.List;

import io.camelmessaging.common.internal.Redaction;

/**
 * One flow with all that happened to it.
 *
 * @param flow      what a list tells of it
 * @param text      the text of its message; null if it has none, or has ended and forgotten it
 * @param step      the step that is under way, counted from 1; 0 before the first
 * @param expiresAt when it ends whatever its state; null for never
 * @param reason    why its last step was given up, or why it ends as it does; null if there is no reason
 * @param heldBy    the node that works on it at this moment; null if none does
 * @param timeline  what happened to it, oldest first, and when it is due next
 */
public record FlowDetail(FlowSummary flow, String text, int step, Instant expiresAt, String reason, String heldBy,
        List<Entry> timeline) {

    private static final String MASK = "***";

    /** What an entry of a time line tells of. */
    public enum Kind {
        /** The message was taken in. */
        INTAKE,
        /** A step was sent, or is about to be. */
        SEND,
        /** What came of a send: {@code status} is {@code ACCEPTED}, {@code REJECTED}, {@code UNAVAILABLE}... */
        RESULT,
        /** A provider reported a status. */
        RECEIPT,
        /** Somebody replied. */
        REPLY,
        /** Somebody acted: {@code status} is what became of it, {@code detail} why it did not. */
        ACT,
        /** It ended: {@code status} is the outcome. */
        END,
        /** When it is due next, unless something happens before. */
        NEXT_DUE
    }

    /**
     * One thing that happened.
     *
     * @param at        when
     * @param kind      what
     * @param step      the step that it is about; 0 for none
     * @param attempt   the number of the attempt that it is about; 0 for none
     * @param provider  the scheme of the component; null where none is known
     * @param messageId the provider's id of the message; null where none is known
     * @param reference what was sent along, and is shown in the provider's own lists; null where there is none
     * @param status    one word for how it stands; null where there is none
     * @param person    who replied, as the provider writes the number; null for none
     * @param text      what was replied; null for none
     * @param act       what somebody did, as {@code cancel}; null for none
     * @param actor     who did it; null for none
     * @param detail    why, in words without personal data; null for nothing to say
     */
    public record Entry(Instant at, Kind kind, int step, int attempt, String provider, String messageId, String reference,
            String status, String person, String text, String act, String actor, String detail) {

        Entry masked() {
            return new Entry(
                    at, kind, step, attempt, provider, messageId, reference, status,
                    person == null ? null : Redaction.recipient(person), text == null ? null : MASK, act, actor, detail);
        }

        /** Names no number and no text. */
        @Override
        public String toString() {
            return "Entry[" + at + " " + kind + (status == null ? "" : " " + status) + "]";
        }
    }

    public FlowDetail {
        timeline = List.copyOf(timeline);
    }

    /** The same for those who may not see numbers and texts. */
    public FlowDetail masked() {
        return new FlowDetail(
                flow.masked(), text == null ? null : MASK, step, expiresAt, reason, heldBy,
                timeline.stream().map(Entry::masked).toList());
    }

    /** Names no number and no text. */
    @Override
    public String toString() {
        return "FlowDetail[" + flow + ", " + timeline.size() + " entries]";
    }
}
