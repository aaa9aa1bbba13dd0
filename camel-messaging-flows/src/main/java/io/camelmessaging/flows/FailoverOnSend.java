/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.time.Duration;

import io.camelmessaging.flows.engine.FlowParameters;
import io.camelmessaging.flows.policy.FailoverOnSendRules;
import io.camelmessaging.flows.policy.FallbackOn;
import io.camelmessaging.flows.policy.SendingRules;
import org.apache.camel.Exchange;

/**
 * The bean of the Kamelet {@code failover-on-send}: the first provider that takes the message ends it.
 */
public class FailoverOnSend extends Failover {

    private FallbackOn fallbackOn;

    @Override
    protected String template() {
        return "failover-on-send";
    }

    @Override
    protected void configure(FlowParameters parameters) {
        super.configure(parameters);
        fallbackOn = fallbackOn(parameters, END);
    }

    @Override
    protected void configureStep(FlowParameters parameters, int number) {
        // a provider has taken the message or it has not: there is nothing to wait for
    }

    @Override
    protected SendingRules rules() {
        return new FailoverOnSendRules(steps().size(), fallbackOn);
    }

    @Override
    protected void begin(Exchange exchange) {
        start(exchange, recipient(exchange), null, Duration.ZERO);
    }
}
