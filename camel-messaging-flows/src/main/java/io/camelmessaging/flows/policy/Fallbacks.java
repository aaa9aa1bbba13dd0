package io.camelmessaging.flows.policy;

import java.time.Instant;
import java.util.Map;

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
    static Decision goOn(int steps, Flow flow, Attempt attempt, String lastOutcome) {
        return Decisions.resume(gone(steps, flow, attempt, lastOutcome), attempt);
    }

    /** A flow that has given an attempt up. */
    static Flow gone(int steps, Flow flow, Attempt attempt, String lastOutcome) {
        Flow gone = flow.step() >= steps ? flow.in(FlowState.END).withOutcome(lastOutcome) : flow.in(FlowState.NEXT);
        return gone.withData(Map.of(Remembered.REASON, attempt.reason()));
    }
}
