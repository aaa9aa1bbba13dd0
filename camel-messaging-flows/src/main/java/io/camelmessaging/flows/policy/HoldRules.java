/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BiFunction;
import java.util.function.Predicate;

import io.camelmessaging.flows.store.Attempt;
import io.camelmessaging.flows.store.Flow;
import io.camelmessaging.flows.store.FlowEvent;

/**
 * A message is held until it may go out.
 *
 * @param opening  the first moment, at a time or later, at which the message of a flow may go out; throws an
 *                 {@link IllegalArgumentException} if that cannot be told
 * @param optedOut whether the recipient of a flow has opted out, which is asked when it may go out
 * @param delay    how long to wait before one that reached nobody is tried again
 */
public record HoldRules(BiFunction<Flow, Instant, Instant> opening, Predicate<Flow> optedOut, Duration delay)
        implements
            SendingRules {

    @Override
    public Decision next(Situation at) {
        Flow flow = at.flow();
        Instant opens;
        try {
            // the window may have closed again while nobody was there to send, or while the provider was away
            opens = opening.apply(flow, at.now());
        } catch (IllegalArgumentException e) {
            return Decisions.finish(flow, Outcome.FAILED, e.getMessage());
        }
        if (opens.isAfter(at.now())) {
            return Decisions.await(flow, opens);
        }
        return optedOut.test(flow)
                ? Decisions.finish(flow, Outcome.OPTED_OUT, "the recipient opted out")
                : Decisions.send(flow, Attempt.intent(flow, 1, 1, at.now()));
    }

    @Override
    public Decision accepted(Situation at, Flow flow, Attempt attempt) {
        return Decisions.finish(flow, Outcome.DONE, null, attempt);
    }

    @Override
    public Decision unresolvable(Situation at, Flow flow, Attempt attempt) {
        return Decisions.finish(flow, Outcome.UNKNOWN, attempt.reason(), attempt);
    }

    @Override
    public Decision rejected(Situation at, Flow flow, Attempt attempt, boolean everywhere) {
        return Decisions.finish(flow, Outcome.FAILED, attempt.reason(), attempt);
    }

    @Override
    public Decision unavailable(Situation at, Flow flow, Attempt attempt) {
        return Decisions.await(flow.in(FlowState.NEXT), at.now().plus(delay), attempt);
    }

    @Override
    public Decision waited(Situation at) {
        throw new IllegalStateException("A held message waits for nothing after a message went out.");
    }

    @Override
    public Decision happened(Situation at, FlowEvent event, boolean reported) {
        return Decisions.resume(at.flow());
    }
}
