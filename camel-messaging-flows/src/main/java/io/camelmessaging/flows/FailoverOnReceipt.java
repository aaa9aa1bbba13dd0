package io.camelmessaging.flows;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.flows.store.Attempt;
import io.camelmessaging.flows.store.Flow;
import io.camelmessaging.flows.store.FlowEvent;
import io.camelmessaging.flows.store.LeasedFlow;
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
    /** The exchange property with what is written after a late receipt was reported. */
    private static final String LATE_RECEIPT = "CamelMessagingFlowLateReceipt";

    private static final Logger LOG = LoggerFactory.getLogger(FailoverOnReceipt.class);

    private final List<Expectation> expectations = new ArrayList<>();
    private Duration deadline;
    private Duration contradictionWait;
    private Chains chains;

    /** What the receipt of a step has to say, and how long it is awaited. */
    private record Expectation(Duration time, DeliveryStatus until) {

        boolean isMetBy(DeliveryStatus status) {
            return status == DeliveryStatus.READ || status == until;
        }
    }

    /** A receipt that comes too late to count or contradicts another one, and what is written after it was reported. */
    private record Late(Flow flow, Attempt attempt) {
    }

    @Override
    protected String template() {
        return "failover-on-receipt";
    }

    @Override
    protected void configure(FlowParameters parameters) {
        chains = new Chains(getCamelContext());
        super.configure(parameters);
        deadline = parameters.duration("deadline", null);
        contradictionWait = parameters.duration("contradictionWait", Duration.ofSeconds(1));
        endpoint(EXPIRED, parameters.has(EXPIRED) ? parameters.uri(EXPIRED) : endpoint(FAILED));
        endpoint(LATE, parameters.uri(LATE));
    }

    @Override
    protected void configureStep(FlowParameters parameters, int number) {
        Duration wait = parameters.duration("step" + number + "Wait", parameters.duration("wait", Duration.ofMinutes(5)));
        String until = parameters.oneOf("step" + number + "Until",
                parameters.oneOf("until", "delivered", "delivered", "read"), "delivered", "read");
        expectations.add(new Expectation(wait, until.equals("read") ? DeliveryStatus.READ : DeliveryStatus.DELIVERED));
        chains.add(parameters, "step" + number, number);
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
    protected boolean awaitsReceipts() {
        return true;
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
    protected void waited(Exchange exchange, LeasedFlow claim) {
        Attempt attempt = claim.lastAttempt().orElseThrow();
        DeliveryStatus status = attempt.status();
        if (status != null && expectations.get(attempt.step() - 1).isMetBy(status)) {
            // nothing has contradicted it
            resume(exchange, done(claim.flow(), attempt));
        } else if (status == null) {
            goOn(exchange, claim.flow(), givenUp(attempt, "no receipt in time"), EXPIRED);
        } else if (!status.isFinal()) {
            goOn(exchange, claim.flow(), givenUp(attempt, "no final receipt in time, the last one said " + status), EXPIRED);
        } else if (status.isSuccess()) {
            goOn(exchange, claim.flow(), givenUp(attempt, "not read in time"), EXPIRED);
        } else {
            goOn(exchange, claim.flow(), givenUp(attempt, "undelivered: " + status), FAILED);
        }
    }

    private static Flow done(Flow flow, Attempt attempt) {
        return flow.in(END).at(attempt.step()).withOutcome(DONE).withData(Map.of());
    }

    private static Attempt givenUp(Attempt attempt, String reason) {
        return attempt.ended(attempt.state(), reason, attempt.answeredAt());
    }

    @Override
    protected void handle(Exchange exchange, LeasedFlow claim, FlowEvent event) {
        Flow flow = claim.flow();
        Optional<Attempt> about = claim.attempts().stream().filter(one -> one.number() == event.attempt()).findFirst();
        if (about.isEmpty() || event.status() == null) {
            // a reply: not for this template
            resume(exchange, flow);
            return;
        }
        Attempt before = about.get();
        Expectation expected = expectations.get(before.step() - 1);
        Attempt after = settled(chains.report(before, event.status()), event);
        boolean met = expected.isMetBy(after.status()) && (before.status() == null || !expected.isMetBy(before.status()));
        boolean contradiction = chains.isContradiction(before.step(), before.status(), event.status());
        boolean last = before.number() == claim.attempts().size();
        if (met && isOpen(flow) && last && !contradiction) {
            confirm(exchange, flow, after, claim.now());
        } else if (met && isOpen(flow)) {
            tellLate(exchange, new Late(done(flow, after), after), event);
        } else if (met && !(flow.outcome().equals(DONE) && flow.step() == before.step())) {
            tellLate(exchange, new Late(flow, after), event);
        } else if (last && chains.isFailedBy(after.step(), after.status()) && isUnderWay(flow)) {
            Attempt failed = givenUp(after, "undelivered: " + after.status());
            if (contradiction) {
                tellLate(exchange, new Late(gone(flow, failed, FAILED), failed), event);
            } else {
                goOn(exchange, flow, failed, FAILED);
            }
        } else if (contradiction) {
            tellLate(exchange, new Late(flow, after), event);
        } else if (last && isInDoubt(flow)) {
            awaitReceipt(exchange, flow.in(WAIT), after, claim.now());
        } else {
            resume(exchange, flow, after);
        }
    }

    /**
     * Ends a flow after nothing else was heard of its message for a moment: parts of one message have receipts of their
     * own, and the first is not the last word.
     */
    private void confirm(Exchange exchange, Flow flow, Attempt attempt, Instant now) {
        Instant until = now.plus(contradictionWait);
        boolean inTime = flow.expiresAt() == null || until.isBefore(flow.expiresAt());
        if (attempt.status() == DeliveryStatus.DELIVERED && !chains.contains(attempt.step()) && inTime) {
            await(exchange, flow.in(WAIT), until, attempt);
        } else {
            resume(exchange, done(flow, attempt), attempt);
        }
    }

    private static boolean isUnderWay(Flow flow) {
        return flow.state().equals(WAIT) || isInDoubt(flow);
    }

    private void tellLate(Exchange exchange, Late late, FlowEvent event) {
        exchange.setProperty(LATE_RECEIPT, late);
        String uri = endpoint(LATE);
        if (uri == null) {
            LOG.warn("The flow {} {} got a receipt of step {} that is too late or contradicts an earlier one: {}",
                    late.flow().name(),
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
    @Override
    public void reported(Exchange exchange) {
        Late late = exchange.getProperty(LATE_RECEIPT, Late.class);
        resume(exchange, late.flow(), late.attempt());
    }
}
