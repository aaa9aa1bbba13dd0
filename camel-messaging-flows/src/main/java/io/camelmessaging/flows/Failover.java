package io.camelmessaging.flows;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.camelmessaging.flows.store.Attempt;
import io.camelmessaging.flows.store.Flow;
import io.camelmessaging.flows.store.LeasedFlow;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the two failover templates share: steps that are gone through in their order, each with one attempt, and the
 * news of a fallback.
 */
public abstract class Failover extends SendingProcess {

    /** The exchange property with the URIs that are told of the use of a fallback. */
    public static final String FALLBACK = "CamelMessagingFlowFallback";

    private static final String METRIC = "micrometer:counter:camel.messaging.fallback?tags.flow=";
    private static final int MOST_STEPS = 9;

    private static final Logger LOG = LoggerFactory.getLogger(Failover.class);

    private final List<String> fallback = new ArrayList<>();

    /** Reads the parameters of one step besides those that all steps have. */
    protected abstract void configureStep(FlowParameters parameters, int number);

    /** Whether the next step may be tried after a provider said no. */
    protected abstract boolean goesOnAfterRejection();

    @Override
    protected void configure(FlowParameters parameters) {
        for (int number = 1; number <= MOST_STEPS && (number == 1 || parameters.has("step" + number)); number++) {
            addStep(parameters, "step" + number);
            configureStep(parameters, number);
        }
        for (int number = steps() + 1; number <= MOST_STEPS; number++) {
            if (parameters.has("step" + number)) {
                throw parameters.wrong("step" + number, parameters.text("step" + number, null),
                        "comes after a gap, as step" + (steps() + 1) + " is missing");
            }
        }
        super.configure(parameters);
        endpoint(DONE, parameters.uri(DONE));
        String told = parameters.uri("fallback");
        if (told != null) {
            fallback.add(told);
        }
        if (getCamelContext().getComponent("micrometer", true, false) != null) {
            fallback.add(METRIC + parameters.required("name"));
        }
    }

    @Override
    protected void next(Exchange exchange, LeasedFlow claim) {
        send(exchange, claim, claim.flow().step() + 1);
    }

    @Override
    protected void called(Exchange exchange, Flow flow) {
        if (flow.step() == 1) {
            return;
        }
        String reason = flow.data().get(REASON);
        LOG.warn("The flow {} {} used step {} of {} after: {}", flow.name(), flow.id(), flow.step(), steps(), reason);
        exchange.getMessage().setHeader(FlowConstants.REASON, reason);
        if (!fallback.isEmpty()) {
            exchange.setProperty(FALLBACK, fallback);
        }
    }

    @Override
    protected void rejected(Exchange exchange, Flow flow, Attempt attempt, Instant now) {
        if (goesOnAfterRejection() && !isOptOut(exchange)) {
            goOn(exchange, flow, attempt, FAILED);
        } else {
            finish(exchange, flow, FAILED, attempt.reason(), attempt);
        }
    }

    @Override
    protected void unavailable(Exchange exchange, Flow flow, Attempt attempt, Instant now) {
        goOn(exchange, flow, attempt, FAILED);
    }

    /** Gives an attempt up and goes on to the next step, or to an outcome if it was the last. */
    protected final void goOn(Exchange exchange, Flow flow, Attempt attempt, String lastOutcome) {
        resume(exchange, gone(flow, attempt, lastOutcome), attempt);
    }

    /** A flow that has given an attempt up. */
    protected final Flow gone(Flow flow, Attempt attempt, String lastOutcome) {
        Flow gone = flow.step() >= steps() ? flow.in(END).withOutcome(lastOutcome) : flow.in(NEXT);
        return gone.withData(Map.of(REASON, attempt.reason()));
    }
}
