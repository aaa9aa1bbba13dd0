/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.policy;

import io.camelmessaging.flows.store.Act;
import io.camelmessaging.flows.store.FlowEvent;

/** What a policy decides upon. */
public sealed interface Signal {

    /** It is time to go on: the flow is new, its deadline has passed, or what came before is decided. */
    record Due() implements Signal {
    }

    /** A provider reported something. */
    record Happened(FlowEvent event) implements Signal {
    }

    /** The endpoint for events that change nothing was told of one. */
    record Reported(FlowEvent event) implements Signal {
    }

    /** Somebody wants something to be done to the flow. */
    record Acted(Act act) implements Signal {
    }

    /** The call of a step has ended. */
    record Sent(CallOutcome outcome) implements Signal {
    }

    /** The call that finds out what became of a send has ended. */
    record LookedUp(CallOutcome outcome) implements Signal {
    }

    /** The endpoint for the outcome was told. */
    record Told() implements Signal {
    }
}
