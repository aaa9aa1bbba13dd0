/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.flows.engine.Chains;
import io.camelmessaging.flows.engine.FlowCalls;
import io.camelmessaging.flows.engine.FlowParameters;
import io.camelmessaging.flows.engine.MissingReceipts;
import io.camelmessaging.flows.policy.FailoverOnReceiptRules;
import io.camelmessaging.flows.policy.FallbackOn;
import io.camelmessaging.flows.policy.Next;
import io.camelmessaging.flows.policy.Outcome;
import io.camelmessaging.flows.policy.Remembered;
import io.camelmessaging.flows.policy.SendingRules;
import io.camelmessaging.flows.policy.Situation;
import io.camelmessaging.flows.policy.StepReceipts;
import io.camelmessaging.flows.store.FlowEvent;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bean of the Kamelet {@code failover-on-receipt}: the first step whose receipt says what was asked for in its time
 * ends it.
 */
public class FailoverOnReceipt extends Failover {

    /** The name of the endpoint that is told of receipts that come too late to count, or contradict another one. */
    private static final String LATE = "late";

    private static final Logger LOG = LoggerFactory.getLogger(FailoverOnReceipt.class);

    private final List<FailoverOnReceiptRules.Expectation> expectations = new ArrayList<>();
    private Duration deadline;
    private Duration contradictionWait;
    private Chains chains;
    private FallbackOn fallbackOn;

    @Override
    protected String template() {
        return "failover-on-receipt";
    }

    @Override
    protected void configure(FlowParameters parameters) {
        chains = new Chains(getCamelContext());
        super.configure(parameters);
        fallbackOn = fallbackOn(parameters, NEXT);
        deadline = parameters.duration("deadline", null);
        contradictionWait = parameters.duration("contradictionWait", Duration.ofSeconds(1));
        endpoint(Outcome.EXPIRED, parameters.has(Outcome.EXPIRED)
                ? parameters.uri(Outcome.EXPIRED) : endpoint(Outcome.FAILED));
        endpoint(LATE, parameters.uri(LATE));
    }

    @Override
    protected void configureStep(FlowParameters parameters, int number) {
        Duration wait = parameters.duration("step" + number + "Wait", parameters.duration("wait", Duration.ofMinutes(5)));
        String until = parameters.oneOf("step" + number + "Until",
                parameters.oneOf("until", "delivered", "delivered", "read"), "delivered", "read");
        expectations.add(new FailoverOnReceiptRules.Expectation(
                wait, until.equals("read") ? DeliveryStatus.READ : DeliveryStatus.DELIVERED));
        chains.add(parameters, "step" + number, number);
    }

    @Override
    protected SendingRules rules() {
        return new FailoverOnReceiptRules(expectations, contradictionWait, new StepReceipts(chains::contains), fallbackOn);
    }

    @Override
    protected void begin(Exchange exchange) {
        start(exchange, recipient(exchange), deadline, Duration.ZERO);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        // the routes that feed them may be added after this one
        getCamelContext().addStartupListener((context, alreadyStarted) -> missingReceipts().warn(name(), steps()));
    }

    private MissingReceipts missingReceipts() {
        return new MissingReceipts(getCamelContext(), store().events());
    }

    @Override
    public String endpoint(Situation at, Next next) {
        String uri = super.endpoint(at, next);
        if (uri == null && next instanceof Next.Report report) {
            LOG.warn("The flow {} {} got a receipt of step {} that is too late or contradicts an earlier one: {}",
                    at.flow().name(), at.flow().shown(), report.about().step(), report.event().status());
        }
        return uri;
    }

    @Override
    public void complete(Message message, Situation at, Next next) {
        if (next instanceof Next.TellOutcome && Outcome.EXPIRED.equals(at.flow().outcome())
                && at.flow().data().containsKey(Remembered.REASON)) {
            message.setHeader(FlowConstants.REASON,
                    at.flow().data().get(Remembered.REASON) + missingReceipts().told(at.attempts()));
        } else if (next instanceof Next.Report report) {
            FlowEvent event = report.event();
            FlowCalls.describe(message, report.about());
            message.setHeader(MessagingConstants.EVENT_ID, event.eventId());
            message.setHeader(MessagingConstants.PROVIDER, event.provider());
            message.setHeader(MessagingConstants.STATUS, event.status());
            setIfKnown(message, MessagingConstants.MESSAGE_ID, event.messageId());
            setIfKnown(message, MessagingConstants.RECIPIENT, event.recipient());
            setIfKnown(message, MessagingConstants.TIMESTAMP, event.occurredAt());
            setIfKnown(message, FlowConstants.OUTCOME, at.flow().outcome());
        }
    }
}
