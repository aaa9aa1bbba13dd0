/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.camelmessaging.flows.engine.FlowParameters;
import io.camelmessaging.flows.policy.FallbackOn;
import io.camelmessaging.flows.policy.Outcome;
import io.camelmessaging.flows.policy.Remembered;
import io.camelmessaging.flows.store.Flow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the two failover templates share: steps that are gone through in their order, and the news of a fallback. */
abstract class Failover extends SendingFlow {

    private static final int MAX_STEPS = 9;
    /** What a parameter that says what follows may be. */
    protected static final String NEXT = "next";
    protected static final String END = "end";

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
        refuseWordForEndpoint(parameters);
        super.configure(parameters);
        endpoint(Outcome.DONE, parameters.uri(Outcome.DONE));
        String told = parameters.uri("fallback");
        if (told != null) {
            fallback.add(told);
        }
    }

    /** The parameter {@code unknown} is an endpoint, and what follows after an unknown outcome has one of its own. */
    private static void refuseWordForEndpoint(FlowParameters parameters) {
        String endpoint = parameters.text(Outcome.UNKNOWN, "");
        if (endpoint.equalsIgnoreCase(NEXT) || endpoint.equalsIgnoreCase(END)) {
            throw parameters.wrong(Outcome.UNKNOWN, endpoint,
                    "is no endpoint: write ifUnknown=" + endpoint.toLowerCase(Locale.ROOT)
                                                              + " to say what follows, and leave unknown to the endpoint that is told");
        }
    }

    /**
     * After what the next step is tried: the parameters {@code rejected} and {@code ifUnknown}.
     *
     * @param rejected what follows after a refusal by default
     */
    protected final FallbackOn fallbackOn(FlowParameters parameters, String rejected) {
        return new FallbackOn(
                parameters.oneOf("rejected", rejected, END, NEXT).equals(NEXT),
                parameters.oneOf("ifUnknown", END, END, NEXT).equals(NEXT));
    }

    @Override
    public List<String> called(Flow flow) {
        if (flow.step() == 1) {
            return List.of();
        }
        LOG.warn("The flow {} {} used step {} of {} after: {}", flow.name(), flow.shown(), flow.step(), steps().size(),
                flow.data().get(Remembered.REASON));
        flows().observation().observers().tell(observer -> observer.flowFellBack(flow.name()));
        return fallback;
    }
}
