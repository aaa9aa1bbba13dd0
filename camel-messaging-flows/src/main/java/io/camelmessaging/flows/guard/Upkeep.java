/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.guard;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.camelmessaging.flows.MessagingFlows;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What guards do beside the sends: they read what is stopped, correct counters, and delete what is over. */
final class Upkeep {

    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final Duration CORRECT = Duration.ofMillis(200);
    private static final Duration CLEAN_UP = Duration.ofMinutes(5);

    private final CamelContext context;
    private final MessagingFlows flows;
    private final Clock clock;
    private final StopSwitch stopSwitch;
    private final CounterStore counters;
    private final Corrections corrections;
    private final Holding holding;
    private ScheduledExecutorService scheduler;

    private interface Job {
        void run() throws SQLException;
    }

    /**
     * @param flows whose database this is; asked for while the context stops, there would be others, with a file of
     *              their own
     */
    Upkeep(CamelContext context, MessagingFlows flows, Clock clock, StopSwitch stopSwitch, CounterStore counters,
           Corrections corrections, Holding holding) {
        this.context = context;
        this.flows = flows;
        this.clock = clock;
        this.stopSwitch = stopSwitch;
        this.counters = counters;
        this.corrections = corrections;
        this.holding = holding;
    }

    void start() {
        scheduler = context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "camel-messaging-guard");
        // if the stops cannot be read, a send asks again, and is not made if that fails too
        every(StopSwitch.POLL, Duration.ZERO, stopSwitch::read);
        every(CORRECT, CORRECT, corrections::write);
        every(CLEAN_UP, Duration.ZERO, this::cleanUp);
    }

    private void every(Duration delay, Duration first, Job job) {
        scheduler.scheduleWithFixedDelay(() -> {
            try {
                job.run();
            } catch (SQLException | RuntimeException e) {
                LOG.debug("The guards could not ask their database, and try again.", e);
            }
        }, first.toMillis(), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void cleanUp() throws SQLException {
        counters.deleteExpired(clock.instant().minus(CLEAN_UP));
        holding.tidyUp(clock.instant(), flows.getRetention());
    }

    void stop() {
        context.getExecutorServiceManager().shutdownNow(scheduler);
        corrections.write();
    }
}
