/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

import io.camelmessaging.flows.policy.HeldChanges;
import io.camelmessaging.flows.store.Flow;
import io.camelmessaging.flows.store.FlowStore;
import io.camelmessaging.flows.store.Rescheduled;
import org.apache.camel.CamelContext;

/**
 * Cancels and moves messages that the Kamelet {@code send-later} holds, by the name of the flow and the conversation
 * id, on any node that shares the database.
 * <p>
 * It is atomic with the send: after {@link Change#DONE} the message does not go out at its old time, whatever the node
 * was about to do.
 */
public final class ScheduledMessages {

    /** What became of the wish to change a message. */
    public enum Change {
        /** It was changed. A message that was cancelled before counts as cancelled. */
        DONE,
        /** Its send has begun, or it has ended; nothing was changed. */
        TOO_LATE,
        /** The flow has none with this conversation id, or its end is longer ago than the retention. */
        NOT_FOUND
    }

    private final CamelContext context;

    /** Those of the flows of a context. */
    public ScheduledMessages(CamelContext context) {
        this.context = context;
    }

    /**
     * Cancels a message that has not been sent.
     *
     * @param flow           the parameter {@code name} of the Kamelet
     * @param conversationId of the message
     */
    public Change cancel(String flow, String conversationId) {
        return change(flow, conversationId, HeldChanges::cancelled, HeldChanges::isCancelled);
    }

    /**
     * Moves a message that has not been sent to another time, which may be past: then it is sent at once.
     *
     * @param  flow                     the parameter {@code name} of the Kamelet
     * @param  conversationId           of the message
     * @throws IllegalArgumentException if the parameter {@code maxLate} does not allow to send it then
     */
    public Change move(String flow, String conversationId, Instant time) {
        return change(flow, conversationId, (held, now) -> HeldChanges.moved(held, time, now), held -> false);
    }

    /** How a held message is changed at a time. */
    private interface Changing {
        Optional<Rescheduled> at(Flow held, Instant now);
    }

    /** @param isSo whether a message is already as it is to be, so that nothing is written: it may be at work */
    private Change change(String flow, String conversationId, Changing changing, Predicate<Flow> isSo) {
        MessagingFlows flows = MessagingFlows.of(context);
        FlowStore store = flows.store();
        Instant now = store.now();
        Function<Flow, Optional<Rescheduled>> change = held -> changing.at(held, now);
        Optional<Flow> before = store.change(flow, conversationId, change);
        flows.wakeUp();
        return before.map(held -> isSo.test(held) || change.apply(held).isPresent() ? Change.DONE : Change.TOO_LATE)
                .orElse(Change.NOT_FOUND);
    }
}
