/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.test;

import java.util.List;
import java.util.stream.Collectors;

import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.flows.store.Attempt;
import io.camelmessaging.flows.store.Flow;

/**
 * How a flow ended: what was sent, and why.
 *
 * @param name           the parameter {@code name} of its Kamelet
 * @param conversationId by which it was started
 * @param outcome        such as {@code done}; null if it has not ended
 * @param step           the last step, or the one that succeeded
 * @param sends          what was sent, oldest first
 */
public record EndedFlow(String name, String conversationId, String outcome, int step, List<Send> sends) {

    /**
     * One send.
     *
     * @param step      the step that it belongs to
     * @param provider  who took it; null if nobody did
     * @param messageId the provider's; null if there is none
     * @param state     what is known of the call
     * @param status    what receipts told; null before the first
     * @param reason    why it was given up; null if it was not
     */
    public record Send(int step, String provider, String messageId, Attempt.State state, DeliveryStatus status,
            String reason) {

        static Send of(Attempt attempt) {
            return new Send(
                    attempt.step(), attempt.provider(), attempt.messageId(), attempt.state(), attempt.status(),
                    attempt.reason());
        }

        @Override
        public String toString() {
            return "step " + step + (provider == null ? "" : " by " + provider) + " " + state
                   + (status == null ? "" : " " + status) + (reason == null ? "" : " (" + reason + ")");
        }
    }

    public EndedFlow {
        sends = List.copyOf(sends);
    }

    static EndedFlow of(Flow flow, List<Attempt> attempts) {
        return new EndedFlow(
                flow.name(), flow.conversationId(), flow.isEnded() ? flow.outcome() : null, flow.step(),
                attempts.stream().map(Send::of).toList());
    }

    /** Whether it has ended, and its endpoint was told. */
    boolean hasEnded() {
        return outcome != null;
    }

    /** What happened, in one line, without text and recipient. */
    @Override
    public String toString() {
        return name + " " + (outcome == null ? "is open" : outcome) + " at step " + step
               + sends.stream().map(Send::toString).collect(Collectors.joining("; ", sends.isEmpty() ? "" : ": ", ""));
    }
}
