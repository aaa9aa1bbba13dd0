/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.engine;

import java.time.Duration;

import io.camelmessaging.common.internal.Redaction;
import io.camelmessaging.common.support.ExchangeFailure;
import io.camelmessaging.flows.store.Flow;
import io.camelmessaging.flows.store.FlowStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of work that failed: it is done again later, and parked if it has failed for too long.
 */
record Postponement(FlowStore store, EngineOptions options) {

    private static final Logger LOG = LoggerFactory.getLogger(Postponement.class);
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(1);
    private static final int MAX_DOUBLINGS = 6;

    /** Puts work off: a second, and twice as long each time, up to a minute. */
    void failed(Flow flow, Throwable thrown) {
        Throwable failure = ExchangeFailure.cause(thrown);
        Duration delay = Duration.ofSeconds(1L << Math.min(flow.failures(), MAX_DOUBLINGS));
        Duration bounded = delay.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : delay;
        LOG.warn("The work on the flow {} {} failed and is done again in {} s: {}: {}", flow.name(), flow.shown(),
                bounded.toSeconds(), failure.getClass().getSimpleName(), Redaction.text(failure.getMessage()));
        LOG.debug("The work on a flow failed.", failure);
        try {
            if (store.postpone(flow, bounded, options.parkAfter(), options.parkFailures())) {
                LOG.warn(
                        "The flow {} {} is parked, as its work has failed for {} and {} times in a row: mend the cause that the warnings before name,"
                         + " and release it by FlowAdministration, the Kamelet flow-admin or JMX.",
                        flow.name(), flow.shown(), options.parkAfter(), flow.failures() + 1);
            }
        } catch (RuntimeException e) {
            // the lease ends by itself
            LOG.debug("The flow {} {} could not be put off.", flow.name(), flow.shown(), e);
        }
    }
}
