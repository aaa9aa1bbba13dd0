/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.policy;

import java.time.Instant;

import io.camelmessaging.flows.store.Attempt;
import io.camelmessaging.flows.store.Flow;
import io.camelmessaging.flows.store.FlowEvent;

/** In what the flows that send differ; what they share is {@link SendingPolicy}. */
public interface SendingRules {

    /** What is done in the state {@link FlowState#NEXT}, such as sending a step. */
    Decision next(Situation at);

    /** What follows after the provider took an attempt. */
    Decision accepted(Situation at, Flow flow, Attempt attempt);

    /**
     * What follows after an attempt in doubt that can neither be repeated nor looked up.
     *
     * @param flow in the state {@link FlowState#IN_DOUBT}
     */
    Decision unresolvable(Situation at, Flow flow, Attempt attempt);

    /**
     * What follows after an attempt in doubt that nothing has resolved in its time.
     */
    default Decision unresolved(Situation at, Flow flow, Attempt attempt) {
        return Decisions.finish(flow, Outcome.UNKNOWN, attempt.reason(), attempt);
    }

    /**
     * What follows after a provider said no.
     *
     * @param everywhere whether no other provider may be tried either
     */
    Decision rejected(Situation at, Flow flow, Attempt attempt, boolean everywhere);

    /** What follows after an attempt that provably reached nobody. */
    Decision unavailable(Situation at, Flow flow, Attempt attempt);

    /**
     * What follows after an attempt of which no call was made, as sends are stopped: nothing but another try of the
     * same step. Where a provider that is away is waited for, that is the same.
     *
     * @param again when it is due
     */
    default Decision withheld(Situation at, Flow flow, Attempt attempt, Instant again) {
        return unavailable(at, flow, attempt);
    }

    /** What follows after what was awaited did not come in its time. */
    Decision waited(Situation at);

    /**
     * What follows from an event.
     *
     * @param reported whether the endpoint that it is a matter for was told of it
     */
    Decision happened(Situation at, FlowEvent event, boolean reported);
}
