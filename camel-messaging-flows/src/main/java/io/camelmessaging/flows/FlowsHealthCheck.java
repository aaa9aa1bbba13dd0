package io.camelmessaging.flows;

import java.util.List;
import java.util.Map;

import io.camelmessaging.flows.store.ParkedFlow;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Tells of parked flows. It is up all the same: that one endpoint fails is no reason to take a node out of service.
 */
final class FlowsHealthCheck extends AbstractHealthCheck {

    private static final int MOST_COUNTED = 1000;

    private final MessagingFlows flows;

    FlowsHealthCheck(MessagingFlows flows) {
        super("camel", "messaging-flows");
        this.flows = flows;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        List<ParkedFlow> parked = flows.parked(MOST_COUNTED);
        builder.detail("parked", parked.size());
        if (!parked.isEmpty()) {
            builder.detail("parked.since", parked.get(0).parkedAt().toString());
            builder.message(
                    "Flows are parked: mend what fails, then release them by FlowAdministration, the Kamelet flow-admin or JMX.");
        }
        builder.up();
    }
}
