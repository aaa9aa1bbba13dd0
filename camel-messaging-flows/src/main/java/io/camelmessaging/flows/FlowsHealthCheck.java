/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.camelmessaging.flows.store.DatabaseFailure;
import io.camelmessaging.flows.store.FlowFigures;
import io.camelmessaging.flows.store.ParkedFlow;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Tells whether the database of the flows is there, for how long the oldest message has been due, and of parked flows.
 * <p>
 * Down is what people have to look at at once: no database, or messages that nobody works on. That one endpoint fails,
 * and flows are parked, is told while it is up. It has no say in readiness and liveness: a node that is taken away or
 * started again has no other database, and sends what is overdue no sooner.
 */
final class FlowsHealthCheck extends AbstractHealthCheck {

    private static final int MOST_COUNTED = 1000;
    /**
     * Work that is due for longer is late: a lease has run out by then, and a node that died has been stepped in for.
     */
    private static final long OVERDUE_SECONDS = 300;

    private final MessagingFlows flows;

    FlowsHealthCheck(MessagingFlows flows) {
        super("camel", "messaging-flows");
        this.flows = flows;
    }

    @Override
    public boolean isReadiness() {
        return false;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        builder.up();
        List<String> told = new ArrayList<>();
        try {
            List<ParkedFlow> parked = flows.parked(MOST_COUNTED);
            builder.detail("parked", parked.size());
            if (!parked.isEmpty()) {
                builder.detail("parked.since", parked.get(0).parkedAt().toString());
                told.add("Flows are parked: mend what fails, then release them by FlowAdministration, the Kamelet flow-admin"
                         + " or JMX.");
            }
        } catch (DatabaseFailure e) {
            builder.message("The database of the flows cannot be asked, and they stand still until it is back: "
                            + e.getMessage())
                    .down();
            return;
        }
        List<String> late = late(builder);
        if (!late.isEmpty()) {
            told.add("Messages are due and nobody works on them: " + String.join(", ", late) + ". See whether a node with the"
                     + " route of the flow is up, and whether the nodes keep up (threads, maxInFlight, pool of the database, limit"
                     + " of the provider).");
            builder.down();
        }
        if (!told.isEmpty()) {
            builder.message(String.join(" ", told));
        }
    }

    private List<String> late(HealthCheckResultBuilder builder) {
        List<String> late = new ArrayList<>();
        FlowFigures figures = flows.observation().figures();
        if (figures != null) {
            figures.flows().forEach((name, flow) -> {
                long seconds = FlowsDevConsole.overdue(figures, flow);
                builder.detail("overdue.seconds." + name, seconds);
                if (seconds > OVERDUE_SECONDS) {
                    late.add("flow " + name + " for " + seconds + " s");
                }
            });
        }
        return late;
    }
}
