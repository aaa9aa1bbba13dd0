package io.camelmessaging.flows;

import java.util.ArrayList;
import java.util.List;

import io.camelmessaging.flows.engine.FlowParameters;
import io.camelmessaging.flows.policy.Outcome;
import io.camelmessaging.flows.policy.Remembered;
import io.camelmessaging.flows.store.Flow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the two failover templates share: steps that are gone through in their order, and the news of a fallback. */
abstract class Failover extends SendingFlow {

    private static final String METRIC = "micrometer:counter:camel.messaging.fallback?tags.flow=";
    private static final int MAX_STEPS = 9;

    private static final Logger LOG = LoggerFactory.getLogger(Failover.class);

    private final List<String> fallback = new ArrayList<>();

    /** Reads the parameters of one step besides those that all steps have. */
    protected abstract void configureStep(FlowParameters parameters, int number);

    @Override
    protected void configure(FlowParameters parameters) {
        int count = 0;
        for (int number = 1; number <= MAX_STEPS && (number == 1 || parameters.has("step" + number)); number++) {
            count = addStep(parameters, "step" + number);
            configureStep(parameters, number);
        }
        for (int number = count + 1; number <= MAX_STEPS; number++) {
            if (parameters.has("step" + number)) {
                throw parameters.wrong("step" + number, parameters.text("step" + number, null),
                        "comes after a gap, as step" + (count + 1) + " is missing");
            }
        }
        super.configure(parameters);
        endpoint(Outcome.DONE, parameters.uri(Outcome.DONE));
        String told = parameters.uri("fallback");
        if (told != null) {
            fallback.add(told);
        }
        if (getCamelContext().getComponent("micrometer", true, false) != null) {
            fallback.add(METRIC + parameters.required("name"));
        }
    }

    @Override
    public List<String> called(Flow flow) {
        if (flow.step() == 1) {
            return List.of();
        }
        LOG.warn("The flow {} {} used step {} of {} after: {}", flow.name(), flow.id(), flow.step(), steps().size(),
                flow.data().get(Remembered.REASON));
        return fallback;
    }
}
