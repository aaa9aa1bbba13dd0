package io.camelmessaging.flows;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import io.camelmessaging.flows.store.Attempt;
import io.camelmessaging.flows.store.Flow;
import io.camelmessaging.flows.store.FlowEvent;
import io.camelmessaging.flows.store.LeasedFlow;
import org.apache.camel.Exchange;

/**
 * The bean of the Kamelet {@code failover-on-send}: the first provider that takes the message ends it.
 */
public class FailoverOnSend extends Failover {

    private boolean goOnAfterRejection;

    @Override
    protected String template() {
        return "failover-on-send";
    }

    @Override
    protected void configure(FlowParameters parameters) {
        super.configure(parameters);
        goOnAfterRejection = parameters.oneOf("rejected", "end", "end", "next").equals("next");
    }

    @Override
    protected void configureStep(FlowParameters parameters, int number) {
        // a provider has taken the message or it has not: there is nothing to wait for
    }

    @Override
    protected boolean goesOnAfterRejection() {
        return goOnAfterRejection;
    }

    @Override
    protected void begin(Exchange exchange) {
        start(exchange, NEXT, recipient(exchange), Map.of(), null, Duration.ZERO);
    }

    @Override
    protected void accepted(Exchange exchange, Flow flow, Attempt attempt, Instant now) {
        finish(exchange, flow, DONE, null, attempt);
    }

    @Override
    protected void doubtful(Exchange exchange, Flow flow, Attempt attempt, Instant now) {
        finish(exchange, flow, UNKNOWN, attempt.reason(), attempt);
    }

    @Override
    protected void waited(Exchange exchange, LeasedFlow claim) {
        throw new IllegalStateException("failover-on-send waits for nothing after a provider took the message.");
    }

    @Override
    protected void handle(Exchange exchange, LeasedFlow claim, FlowEvent event) {
        resume(exchange, claim.flow());
    }
}
