/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.camelmessaging.flows.store.Flow;
import io.camelmessaging.flows.store.Rescheduled;

/** What somebody may change of a message that is held for a time: nothing any more after its send has begun. */
public final class HeldChanges {

    private HeldChanges() {
    }

    /** Whether it was cancelled before. */
    public static boolean isCancelled(Flow flow) {
        return Outcome.CANCELLED.equals(flow.outcome());
    }

    /** It is not sent. Empty if its send has begun, or it has an outcome. */
    public static Optional<Rescheduled> cancelled(Flow flow, Instant now) {
        return isHeld(flow)
                ? Optional.of(new Rescheduled(
                        flow.in(FlowState.END).withOutcome(Outcome.CANCELLED)
                                .withData(Map.of(Remembered.REASON, "cancelled before its time")),
                        now))
                : Optional.empty();
    }

    /**
     * It is sent at another time. Empty if its send has begun, or it has an outcome.
     *
     * @throws IllegalArgumentException if it would be too late by then
     */
    public static Optional<Rescheduled> moved(Flow flow, Instant time, Instant now) {
        if (!isHeld(flow)) {
            return Optional.empty();
        }
        Duration shift = Duration.between(Instant.parse(flow.data().get(Remembered.SCHEDULE)), time);
        Instant expires = flow.expiresAt() == null ? null : flow.expiresAt().plus(shift);
        if (expires != null && !expires.isAfter(now)) {
            throw new IllegalArgumentException(
                    "A message of the flow " + flow.name() + " cannot be moved to " + time
                                               + ", which is further back than its parameter maxLate allows.");
        }
        Map<String, String> data = new HashMap<>(flow.data());
        data.put(Remembered.SCHEDULE, time.toString());
        data.remove(Remembered.UNTIL);
        return Optional.of(new Rescheduled(flow.withData(data).expiringAt(expires), time));
    }

    private static boolean isHeld(Flow flow) {
        return FlowState.isOpen(flow) && flow.state().equals(FlowState.NEXT)
                && flow.data().containsKey(Remembered.SCHEDULE);
    }
}
