/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.policy;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import io.camelmessaging.flows.store.Attempt;
import io.camelmessaging.flows.store.Flow;

/** What both failovers do: steps are gone through in their order, each with one attempt. */
final class Fallbacks {

    private Fallbacks() {
    }

    /** Sends the next step, or the same again of which no call was made. */
    static Decision next(Situation at) {
        int step = at.flow().step() + 1;
        return at.lastAttempt().filter(last -> last.step() == step)
                .map(last -> Decisions.send(at.flow(), Attempt.intent(at.flow(), last.number(), step, at.now())))
                .orElseGet(() -> Decisions.send(at, step));
    }

    /** The step of an attempt of which no call was made is the next one again. */
    static Decision withheld(Flow flow, Attempt attempt, Instant again) {
        return Decisions.await(flow.in(FlowState.NEXT).at(attempt.step() - 1), again, attempt);
    }

    /** Gives an attempt up and goes on to the next step, or to an outcome if it was the last. */
    static Decision goOn(int steps, Situation at, Flow flow, Attempt attempt, String lastOutcome) {
        return Decisions.resume(gone(steps, at, flow, attempt, lastOutcome), attempt);
    }

    /** A flow that has given an attempt up. */
    static Flow gone(int steps, Situation at, Flow flow, Attempt attempt, String lastOutcome) {
        return flow.step() >= steps
                ? ended(at, flow, attempt, lastOutcome)
                : flow.in(FlowState.NEXT).withData(Map.of(Remembered.REASON, attempt.reason()));
    }

    /** Ends as failed, with no other step. */
    static Decision fail(Situation at, Flow flow, Attempt attempt) {
        return Decisions.resume(ended(at, flow, attempt, Outcome.FAILED), attempt);
    }

    /** A flow that has ended. Where an earlier step may have been taken, nobody can say that none was. */
    static Flow ended(Situation at, Flow flow, Attempt attempt, String outcome) {
        Optional<Attempt> doubtful = at.attempts().stream()
                .filter(one -> one.number() != attempt.number() && one.state() == Attempt.State.UNKNOWN).findFirst();
        boolean unknown = outcome.equals(Outcome.FAILED) && doubtful.isPresent();
        String reason = unknown
                ? attempt.reason() + "; nobody knows whether step " + doubtful.get().step() + " was sent" : attempt.reason();
        return flow.in(FlowState.END).withOutcome(unknown ? Outcome.UNKNOWN : outcome)
                .withData(Map.of(Remembered.REASON, reason));
    }
}
