/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.policy;

import java.time.Instant;

import io.camelmessaging.flows.store.Attempt;
import io.camelmessaging.flows.store.FlowEvent;

/** What is to be done after a decision was written. */
public sealed interface Next {

    /** To decide again at once. */
    record GoOn() implements Next {
    }

    /** Nothing before this time, unless an event comes. */
    record Wait(Instant until) implements Next {
    }

    /** Nothing, unless an event comes. */
    record Rest() implements Next {
    }

    /** To call a step; the attempt, whose intent is written before, says which. */
    record Send(Attempt attempt) implements Next {
    }

    /** To ask what became of an attempt. */
    record Lookup(Attempt attempt) implements Next {
    }

    /** To tell the endpoint for the outcome. */
    record TellOutcome() implements Next {
    }

    /**
     * To tell of an event that changes nothing any more; the event is handled when that has succeeded.
     *
     * @param endpoint which one is told: {@code late} or {@code ambiguous}
     * @param about    the attempt that the event is about, as it is after it; null if it is about none
     */
    record Report(FlowEvent event, String endpoint, Attempt about) implements Next {
    }
}
