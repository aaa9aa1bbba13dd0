/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.policy;

import java.util.List;

import io.camelmessaging.flows.store.Attempt;
import io.camelmessaging.flows.store.Flow;
import io.camelmessaging.flows.store.FlowEvent;

/**
 * What a policy decided: how the flow stands now, and what is to be done next.
 *
 * @param flow     as it is written
 * @param attempts those that are new or have changed
 * @param next     what is done after it was written
 * @param optOut   an opt-out that is recorded before; null if none was heard
 * @param warning  for the log, without personal data; null if there is none
 * @param refusal  why an act of a person is not applied, as the end of a sentence about the flow; null if it is, or if
 *                 there was none
 */
public record Decision(Flow flow, List<Attempt> attempts, Next next, HeardOptOut optOut, String warning,
        String refusal) {

    /**
     * An opt-out in a reply.
     *
     * @param recipient who opted out, as the flow knows the person; null if it has forgotten
     */
    public record HeardOptOut(String recipient, FlowEvent reply) {

        /** Names nobody. */
        @Override
        public String toString() {
            return "HeardOptOut[" + reply + "]";
        }
    }

    public Decision {
        attempts = List.copyOf(attempts);
    }

    static Decision of(Flow flow, Next next, Attempt... attempts) {
        return new Decision(flow, List.of(attempts), next, null, null, null);
    }

    Decision with(HeardOptOut heard) {
        return new Decision(flow, attempts, next, heard, warning, refusal);
    }

    Decision with(String newWarning) {
        return new Decision(flow, attempts, next, optOut, newWarning, refusal);
    }

    Decision refusing(String why) {
        return new Decision(flow, attempts, next, optOut, warning, why);
    }
}
