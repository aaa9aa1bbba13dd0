package io.camelmessaging.flows.policy;

import java.util.Map;

import io.camelmessaging.flows.store.Attempt;
import io.camelmessaging.flows.store.Flow;

/** What both failovers do: steps are gone through in their order, each with one attempt. */
final class Fallbacks {

    private Fallbacks() {
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
