package io.camelmessaging.flows;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.common.MessagingConstants;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bean of the Kamelet {@code failover-on-receipt}: the first step whose receipt says what was asked for in its time
 * ends it.
 */
public class FailoverOnReceipt extends Failover {

    /** The name of the endpoint that is told of receipts that come too late to count. */
    private static final String LATE = "late";
    /** The exchange property with what is written after a late receipt was reported. */
    private static final String LATE_RECEIPT = "CamelMessagingFlowLateReceipt";

    private static final Logger LOG = LoggerFactory.getLogger(FailoverOnReceipt.class);

    private final List<Expectation> expectations = new ArrayList<>();
    private Duration deadline;

    /** What the receipt of a step has to say, and how long it is awaited. */
    private record Expectation(Duration time, DeliveryStatus until) {

        boolean isMetBy(DeliveryStatus status) {
            return status == DeliveryStatus.READ || status == until;
        }

        /** Whether nothing can meet it any more. */
        boolean isFailedBy(DeliveryStatus status) {
            return status.isFinal() && status != DeliveryStatus.DELIVERED && status != DeliveryStatus.READ;
        }
    }

    /** A receipt of a step that was given up, and what is written after it was reported. */
    private record Late(Flow flow, Attempt attempt) {
    }

    @Override
    protected String template() {
        return "failover-on-receipt";
    }

    @Override
    protected void configure(FlowParameters parameters) {
        super.configure(parameters);
        deadline = parameters.duration("deadline", null);
        endpoint(EXPIRED, parameters.has(EXPIRED) ? parameters.uri(EXPIRED) : endpoint(FAILED));
        endpoint(LATE, parameters.uri(LATE));
    }

    @Override
    protected void configureStep(FlowParameters parameters, int number) {
        Duration wait = parameters.duration("step" + number + "Wait", parameters.duration("wait", Duration.ofMinutes(5)));
        String until = parameters.oneOf("step" + number + "Until",
                parameters.oneOf("until", "delivered", "delivered", "read"), "delivered", "read");
        expectations.add(new Expectation(wait, until.equals("read") ? DeliveryStatus.READ : DeliveryStatus.DELIVERED));
    }

    @Override
    protected boolean goesOnAfterRejection() {
        return true;
    }

    @Override
    protected void begin(Exchange exchange) {
        start(exchange, NEXT, recipient(exchange), Map.of(), deadline, Duration.ZERO);
    }

    @Override
    protected void accepted(Exchange exchange, Flow flow, Attempt attempt, Instant now) {
        awaitReceipt(exchange, flow.in(WAIT), attempt, now);
    }

    @Override
    protected void doubtful(Exchange exchange, Flow flow, Attempt attempt, Instant now) {
        // a receipt settles a doubt as well, since it may bring the reference that was written before the call
        awaitReceipt(exchange, flow, attempt, now);
    }

    private void awaitReceipt(Exchange exchange, Flow flow, Attempt attempt, Instant now) {
        await(exchange, flow, now.plus(expectations.get(flow.step() - 1).time()), attempt);
    }

    @Override
    protected void waited(Exchange exchange, Claim claim) {
        Attempt attempt = claim.lastAttempt().orElseThrow();
        goOn(exchange, claim.flow(), attempt.ended(attempt.state(), "no receipt in time", attempt.answeredAt()), EXPIRED);
    }

    @Override
    protected void handle(Exchange exchange, Claim claim, FlowEvent event) {
        Flow flow = claim.flow();
        Optional<Attempt> about = claim.attempts().stream().filter(one -> one.number() == event.attempt()).findFirst();
        if (about.isEmpty() || event.status() == null) {
            // a reply: not for this template
            resume(exchange, flow);
            return;
        }
        Attempt before = about.get();
        Attempt after = settled(before.reported(event.status()), event);
        Expectation expected = expectations.get(before.step() - 1);
        boolean met = expected.isMetBy(after.status()) && !expected.isMetBy(before.status());
        boolean last = before.number() == claim.attempts().size();
        if (met && isOpen(flow)) {
            Flow done = flow.in(END).at(before.step()).withOutcome(DONE).withData(Map.of());
            if (last) {
                resume(exchange, done, after);
            } else {
                tellLate(exchange, new Late(done, after), event);
            }
        } else if (met && !(flow.outcome().equals(DONE) && flow.step() == before.step())) {
            tellLate(exchange, new Late(flow, after), event);
        } else if (last && expected.isFailedBy(after.status()) && isUnderWay(flow)) {
            goOn(exchange, flow, after.ended(after.state(), "undelivered: " + after.status(), after.answeredAt()), FAILED);
        } else if (last && isInDoubt(flow)) {
            awaitReceipt(exchange, flow.in(WAIT), after, claim.now());
        } else {
            resume(exchange, flow, after);
        }
    }

    private static boolean isUnderWay(Flow flow) {
        return flow.state().equals(WAIT) || isInDoubt(flow);
    }

    private void tellLate(Exchange exchange, Late late, FlowEvent event) {
        exchange.setProperty(LATE_RECEIPT, late);
        String uri = endpoint(LATE);
        if (uri == null) {
            LOG.warn("The flow {} {} got a receipt of step {} after that step was given up: {}", late.flow().name(),
                    late.flow().id(), late.attempt().step(), event.status());
            reported(exchange);
            return;
        }
        Message message = exchange.getMessage();
        fill(exchange, late.attempt());
        message.setHeader(MessagingConstants.EVENT_ID, event.eventId());
        message.setHeader(MessagingConstants.PROVIDER, event.provider());
        message.setHeader(MessagingConstants.STATUS, event.status());
        setIfKnown(message, MessagingConstants.MESSAGE_ID, event.messageId());
        setIfKnown(message, MessagingConstants.RECIPIENT, event.recipient());
        setIfKnown(message, MessagingConstants.TIMESTAMP, event.occurredAt());
        setIfKnown(message, FlowConstants.OUTCOME, claim(exchange).flow().outcome());
        exchange.setProperty(ACTION, LATE);
        exchange.setProperty(URI, uri);
    }

    /** The endpoint {@code late} was told of a receipt. */
    public void reported(Exchange exchange) {
        Late late = exchange.getProperty(LATE_RECEIPT, Late.class);
        resume(exchange, late.flow(), late.attempt());
    }
}
