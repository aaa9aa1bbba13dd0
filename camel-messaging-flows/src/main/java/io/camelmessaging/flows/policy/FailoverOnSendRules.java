/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.policy;

import java.time.Instant;

import io.camelmessaging.flows.store.Attempt;
import io.camelmessaging.flows.store.Flow;
import io.camelmessaging.flows.store.FlowEvent;

/**
 * The first provider that takes the message ends it.
 *
 * @param steps      how many there are
 * @param fallbackOn after what the next one is tried
 */
public record FailoverOnSendRules(int steps, FallbackOn fallbackOn) implements SendingRules {

    @Override
    public Decision next(Situation at) {
        return Fallbacks.next(at);
    }

    @Override
    public Decision accepted(Situation at, Flow flow, Attempt attempt) {
        return Decisions.finish(flow, Outcome.DONE, null, attempt);
    }

    @Override
    public Decision unresolvable(Situation at, Flow flow, Attempt attempt) {
        return unresolved(at, flow, attempt);
    }

    @Override
    public Decision unresolved(Situation at, Flow flow, Attempt attempt) {
        return fallbackOn.unknown()
                ? Fallbacks.goOn(steps, at, flow, attempt, Outcome.UNKNOWN)
                : Decisions.finish(flow, Outcome.UNKNOWN, attempt.reason(), attempt);
    }

    @Override
    public Decision rejected(Situation at, Flow flow, Attempt attempt, boolean everywhere) {
        return fallbackOn.rejected() && !everywhere
                ? Fallbacks.goOn(steps, at, flow, attempt, Outcome.FAILED) : Fallbacks.fail(at, flow, attempt);
    }

    @Override
    public Decision unavailable(Situation at, Flow flow, Attempt attempt) {
        return Fallbacks.goOn(steps, at, flow, attempt, Outcome.FAILED);
    }

    @Override
    public Decision withheld(Situation at, Flow flow, Attempt attempt, Instant again) {
        return Fallbacks.withheld(flow, attempt, again);
    }

    @Override
    public Decision waited(Situation at) {
        throw new IllegalStateException("failover-on-send waits for nothing after a provider took the message.");
    }

    @Override
    public Decision happened(Situation at, FlowEvent event, boolean reported) {
        return Decisions.resume(at.flow());
    }
}
