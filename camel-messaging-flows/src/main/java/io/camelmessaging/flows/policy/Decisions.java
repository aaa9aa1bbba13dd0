/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.policy;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import io.camelmessaging.common.DryRunResult;
import io.camelmessaging.flows.store.Attempt;
import io.camelmessaging.flows.store.Flow;
import io.camelmessaging.flows.store.FlowEvent;

/** The decisions that all rules are made of. */
final class Decisions {

    /** Why a flow ends at once whose message nobody was called with, so that no receipt and no reply comes. */
    static final String DRY_RUN = "dry run";

    private Decisions() {
    }

    /** Whether an attempt was taken by a dry run and not by a provider. */
    static boolean isDryRun(Attempt attempt) {
        return attempt.messageId() != null && DryRunResult.isDryRun(attempt.messageId());
    }

    /** The flow goes on with what it was about to do or to wait for. */
    static Decision resume(Flow flow, Attempt... attempts) {
        Instant until = until(flow);
        if (flow.isEnded()) {
            return Decision.of(flow, new Next.Rest(), attempts);
        }
        if (until == null) {
            return Decision.of(flow, new Next.GoOn(), attempts);
        }
        boolean sooner = flow.expiresAt() != null && flow.expiresAt().isBefore(until);
        return Decision.of(flow, new Next.Wait(sooner ? flow.expiresAt() : until), attempts);
    }

    /** The flow waits. */
    static Decision await(Flow flow, Instant until, Attempt... attempts) {
        Map<String, String> data = new HashMap<>(flow.data());
        data.put(Remembered.UNTIL, until.toString());
        return resume(flow.withData(data), attempts);
    }

    /** Until when nothing is to be done unless an event comes; null if there is something to do. */
    static Instant until(Flow flow) {
        String until = flow.data().get(Remembered.UNTIL);
        return until == null ? null : Instant.parse(until);
    }

    /** A step is sent by a new attempt. */
    static Decision send(Situation at, int step) {
        return send(at.flow(), Attempt.intent(at.flow(), at.attempts().size() + 1, step, at.now()));
    }

    /** A step is sent by an attempt that is new or that provably reached nobody. */
    static Decision send(Flow flow, Attempt attempt) {
        return Decision.of(flow.in(FlowState.SENDING).at(attempt.step()), new Next.Send(attempt), attempt);
    }

    /** The outcome is decided; the endpoint for it is told next. */
    static Decision finish(Flow flow, String outcome, String reason, Attempt... attempts) {
        return finish(flow, outcome, reason, Map.of(), attempts);
    }

    /** The outcome is decided, with what its endpoint will be told of besides. */
    static Decision finish(
            Flow flow, String outcome, String reason, Map<String, String> remembered, Attempt... attempts) {
        Map<String, String> data = new HashMap<>(remembered);
        if (reason != null) {
            data.put(Remembered.REASON, reason);
        }
        return resume(flow.in(FlowState.END).withOutcome(outcome).withData(data), attempts);
    }

    /** An attempt of which an event tells: the provider took it, whatever was known of it before. */
    static Attempt resolved(Attempt attempt, FlowEvent event) {
        return attempt.state() == Attempt.State.SENDING || attempt.state() == Attempt.State.UNKNOWN
                ? attempt.accepted(event.provider(), event.account(), event.messageId(), event.occurredAt()) : attempt;
    }

    /** An attempt that is given up for a reason. */
    static Attempt givenUp(Attempt attempt, String reason) {
        return attempt.ended(attempt.state(), reason, attempt.answeredAt());
    }
}
