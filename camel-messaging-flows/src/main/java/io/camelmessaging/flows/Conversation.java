package io.camelmessaging.flows;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.flows.optout.OptOuts;
import io.camelmessaging.flows.optout.RecipientKeys;
import io.camelmessaging.flows.store.Attempt;
import io.camelmessaging.flows.store.Flow;
import io.camelmessaging.flows.store.FlowEvent;
import io.camelmessaging.flows.store.LeasedFlow;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bean of the Kamelet {@code conversation}: a question, and all that has to happen until it is answered or somebody
 * else takes it over.
 */
public class Conversation extends SendingProcess {

    private static final String ANSWERED = "answered";
    private static final String HANDOVER = "handover";
    private static final String OPTED_OUT = "optedOut";
    private static final String LATE = "late";
    private static final String AMBIGUOUS = "ambiguous";

    /** Remembered: the step that is sent next. */
    private static final String NEXT_STEP = "nextStep";
    /** Remembered of a reply: its text, sender, time and key. */
    private static final String REPLY_TEXT = "replyText";
    private static final String REPLY_SENDER = "replySender";
    private static final String REPLY_TIME = "replyTime";
    /** The exchange property with the flow as it is after a reply was reported. */
    private static final String REPORTED = "CamelMessagingFlowReported";

    /** By how much a provider's clock may be behind ours. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

    private int ask;
    private int remind;
    private int escalate;
    private int invalid;
    private int reminders;
    private int invalidTimes;
    private Duration wait;
    private Duration escalateWait;
    private Duration deadline;
    private RecipientKeys keys;
    private Answers answers;
    private OptOuts optOuts;
    private Chains chains;

    @Override
    protected String template() {
        return "conversation";
    }

    @Override
    protected void configure(FlowParameters parameters) {
        chains = new Chains(getCamelContext());
        addStep(parameters, "ask");
        ask = steps();
        chains.add(parameters, "ask", ask);
        remind = addOptionalStep(parameters, "remind");
        escalate = addOptionalStep(parameters, "escalate");
        invalid = addOptionalStep(parameters, "invalid");
        super.configure(parameters);
        keys = new RecipientKeys(parameters.text("defaultRegion", null));
        wait = parameters.duration("wait", Duration.ofHours(1));
        escalateWait = parameters.duration("escalateWait", wait);
        deadline = parameters.duration("deadline", null);
        reminders = parameters.number("reminders", remind == 0 ? 0 : 1, 0);
        if (reminders > 0 && remind == 0) {
            throw parameters.wrong("reminders", String.valueOf(reminders), "needs the parameter remind, which is missing");
        }
        invalidTimes = parameters.number("invalidTimes", invalid == 0 ? 0 : 2, 0);
        if (invalidTimes > 0 && invalid == 0) {
            throw parameters.wrong("invalidTimes", String.valueOf(invalidTimes),
                    "needs the parameter invalid, which is missing");
        }
        answers = Answers.of(parameters, getCamelContext());
        endpoint(ANSWERED, parameters.requiredUri(ANSWERED));
        endpoint(EXPIRED, parameters.has(EXPIRED) ? parameters.uri(EXPIRED) : endpoint(FAILED));
        endpoint(HANDOVER, parameters.has(HANDOVER) ? parameters.uri(HANDOVER) : endpoint(FAILED));
        endpoint(OPTED_OUT, parameters.has(OPTED_OUT) ? parameters.uri(OPTED_OUT) : endpoint(HANDOVER));
        endpoint(AMBIGUOUS, parameters.has(AMBIGUOUS) ? parameters.uri(AMBIGUOUS) : endpoint(HANDOVER));
        endpoint(LATE, parameters.has(LATE) ? parameters.uri(LATE) : endpoint(HANDOVER));
    }

    @Override
    protected void doInit() {
        super.doInit();
        optOuts = new OptOuts(MessagingFlows.of(getCamelContext()).database());
    }

    private int addOptionalStep(FlowParameters parameters, String name) {
        if (!parameters.has(name)) {
            leaveOutStep();
            return 0;
        }
        addStep(parameters, name);
        chains.add(parameters, name, steps());
        return steps();
    }

    @Override
    protected void begin(Exchange exchange) {
        String recipient = recipient(exchange);
        if (recipient == null) {
            throw new IllegalArgumentException(
                    "conversation needs to know whom to ask: give it as header " + MessagingConstants.TO
                                               + ", or as the field to of a Map.");
        }
        start(exchange, NEXT, keys.ofRecipient(recipient, "recipient of conversation"), Map.of(), deadline, Duration.ZERO);
    }

    @Override
    protected List<Flow> awaiting(FlowEvent reply, String conversationId) {
        if (conversationId != null) {
            return store().find(name(), conversationId).stream().toList();
        }
        if (reply.reference() != null || reply.messageId() != null) {
            // it answers another message, or one whose id is not known yet, which the store ties as soon as it is
            return List.of();
        }
        return store().open(name(), keys.ofSender(reply.sender())).stream().filter(flow -> mayAnswer(reply, flow)).toList();
    }

    /** Whether a flow is about a question that may have been asked before the reply was written. */
    private boolean mayAnswer(FlowEvent reply, Flow flow) {
        boolean inTime = reply.occurredAt() == null || !reply.occurredAt().isBefore(flow.startedAt().minus(CLOCKS_DIFFER));
        return inTime && isOpen(flow) && store().attempts(flow.id()).stream().anyMatch(
                attempt -> attempt.state() != Attempt.State.UNAVAILABLE && attempt.state() != Attempt.State.REJECTED);
    }

    @Override
    protected void next(Exchange exchange, LeasedFlow claim) {
        Flow flow = claim.flow();
        Attempt last = claim.lastAttempt().orElse(null);
        String decided = flow.data().get(NEXT_STEP);
        int step = decided != null ? Integer.parseInt(decided) : last != null ? last.step() : ask;
        if (last != null && isOptedOut(flow)) {
            finish(exchange, flow, OPTED_OUT, "opted out since the question");
            return;
        }
        if (last != null && last.state() == Attempt.State.UNAVAILABLE && last.step() == step) {
            send(exchange, flow, Attempt.intent(flow, last.number(), step, claim.now()));
        } else {
            send(exchange, claim, step);
        }
        setIfKnown(exchange.getMessage(), FlowConstants.REPLY, flow.data().get(REPLY_TEXT));
    }

    @Override
    protected void accepted(Exchange exchange, Flow flow, Attempt attempt, Instant now) {
        awaitReply(exchange, flow.in(WAIT), attempt, now);
    }

    @Override
    protected void doubtful(Exchange exchange, Flow flow, Attempt attempt, Instant now) {
        // a reply settles a doubt as well
        awaitReply(exchange, flow, attempt, now);
    }

    private void awaitReply(Exchange exchange, Flow flow, Attempt attempt, Instant now) {
        await(exchange, flow.withData(Map.of()), now.plus(attempt.step() == escalate ? escalateWait : wait), attempt);
    }

    @Override
    protected void unavailable(Exchange exchange, Flow flow, Attempt attempt, Instant now) {
        await(exchange, flow.in(NEXT), now.plus(settleDelay()), attempt);
    }

    @Override
    protected void rejected(Exchange exchange, Flow flow, Attempt attempt, Instant now) {
        if (escalate > 0 && attempt.step() != escalate && !isOptOut(exchange)) {
            // what one channel refuses, another may deliver
            resume(exchange, flow.in(NEXT).withData(Map.of(NEXT_STEP, String.valueOf(escalate))), attempt);
        } else {
            finish(exchange, flow, FAILED, attempt.reason(), attempt);
        }
    }

    @Override
    protected void waited(Exchange exchange, LeasedFlow claim) {
        if (isOptedOut(claim.flow())) {
            finish(exchange, claim.flow(), OPTED_OUT, "opted out since the question");
        } else if (sent(claim, remind) < reminders && sent(claim, escalate) == 0) {
            send(exchange, claim, remind);
        } else if (escalate > 0 && sent(claim, escalate) == 0) {
            send(exchange, claim, escalate);
        } else {
            finish(exchange, claim.flow(), EXPIRED, "no answer in time");
        }
    }

    private static long sent(LeasedFlow claim, int step) {
        return claim.attempts().stream().filter(attempt -> attempt.step() == step).count();
    }

    @Override
    protected void handle(Exchange exchange, LeasedFlow claim, FlowEvent event) {
        Optional<Attempt> about = claim.attempts().stream().filter(one -> one.number() == event.attempt()).findFirst();
        if (event.kind() == FlowEvent.Kind.RECEIPT) {
            if (about.isPresent()) {
                received(exchange, claim, about.get(), event);
            } else {
                resume(exchange, claim.flow());
            }
        } else if (event.attempt() == FlowEvent.AMBIGUOUS) {
            ambiguous(exchange, claim, event);
        } else if (isOpen(claim.flow())) {
            Attempt[] settled = about.map(attempt -> settled(attempt, event)).stream().toArray(Attempt[]::new);
            replied(exchange, claim, event, settled);
        } else {
            if (answers.judge(exchange, event.text()).reply() == Answers.Reply.OPT_OUT) {
                rememberOptOut(claim.flow(), event);
            }
            report(exchange, claim.flow(), event, LATE);
        }
    }

    /** Which question is answered is not known, but an opt-out is about all of them. */
    private void ambiguous(Exchange exchange, LeasedFlow claim, FlowEvent event) {
        if (isOpen(claim.flow()) && answers.judge(exchange, event.text()).reply() == Answers.Reply.OPT_OUT) {
            replied(exchange, claim, event);
        } else {
            report(exchange, claim.flow(), event, AMBIGUOUS);
        }
    }

    /** Whether the person opted out since, wherever it was heard. */
    private boolean isOptedOut(Flow flow) {
        OptOuts.OptOut optOut = optOuts.among(List.of(flow.recipient())).get(flow.recipient());
        return optOut != null && !optOut.happenedAt().isBefore(flow.startedAt().minus(CLOCKS_DIFFER));
    }

    private void replied(Exchange exchange, LeasedFlow claim, FlowEvent reply, Attempt... settled) {
        Flow flow = claim.flow();
        Answers.Judged judged = answers.judge(exchange, reply.text());
        Map<String, String> data = new HashMap<>();
        data.put(REPLY_TEXT, judged.text());
        if (reply.sender() != null) {
            data.put(REPLY_SENDER, reply.sender());
        }
        data.put(REPLY_TIME, (reply.occurredAt() == null ? claim.now() : reply.occurredAt()).toString());
        switch (judged.reply()) {
            case ANSWER -> finish(exchange, flow, ANSWERED, null, data, settled);
            case OPT_OUT -> {
                rememberOptOut(flow, reply);
                finish(exchange, flow, OPTED_OUT, "the reply is an opt-out", data, settled);
            }
            case POSSIBLE_OPT_OUT -> finish(exchange, flow, HANDOVER, "the reply may be an opt-out", data, settled);
            // as if nothing had come: the wait goes on
            case REACTION -> resume(exchange, flow, settled);
            case INVALID -> invalid(exchange, claim, data, settled);
        }
    }

    private void invalid(Exchange exchange, LeasedFlow claim, Map<String, String> data, Attempt... settled) {
        if (sent(claim, invalid) < invalidTimes) {
            data.put(NEXT_STEP, String.valueOf(invalid));
            // the decision is written first: what is sent for a reply is sent for it once
            resume(exchange, claim.flow().in(NEXT).withData(data), settled);
        } else {
            finish(exchange, claim.flow(), HANDOVER, "the reply is no valid answer", data, settled);
        }
    }

    /** For all that is sent to this person, also by other flows; the outcome is the same when it is written twice. */
    private void rememberOptOut(Flow flow, FlowEvent reply) {
        optOuts.record(flow.recipient(), true, "stop word in a reply through " + reply.provider(), reply.occurredAt());
    }

    /** A receipt settles a doubt; one that says that nothing will be delivered leads to another channel. */
    private void received(Exchange exchange, LeasedFlow claim, Attempt about, FlowEvent receipt) {
        Flow flow = claim.flow();
        Attempt after = settled(chains.report(about, receipt.status()), receipt);
        if (chains.isContradiction(about.step(), about.status(), receipt.status())) {
            LOG.warn("The flow {} {} got a receipt of its message {} that contradicts an earlier one: {} after {}; the message"
                     + " counts as {}.",
                    flow.name(), flow.id(), about.number(), receipt.status(), about.status(), after.status());
        }
        boolean last = about.number() == claim.attempts().size();
        boolean failed = chains.isFailedBy(about.step(), after.status());
        if (isOpen(flow) && last && failed && escalate > 0 && about.step() != escalate && !flow.state().equals(NEXT)) {
            resume(exchange, flow.in(NEXT).withData(Map.of(NEXT_STEP, String.valueOf(escalate))), after);
        } else if (isOpen(flow) && last && isInDoubt(flow)) {
            awaitReply(exchange, flow.in(WAIT), after, claim.now());
        } else {
            resume(exchange, flow, after);
        }
    }

    /** Tells somebody of a reply that changes nothing here. */
    private void report(Exchange exchange, Flow flow, FlowEvent reply, String reason) {
        Message message = exchange.getMessage();
        boolean ambiguous = reply.attempt() == FlowEvent.AMBIGUOUS;
        if (ambiguous) {
            // the flow is one of several, and nothing of it may be taken for that of the reply
            message.removeHeaders("*");
            message.setHeader(FlowConstants.CANDIDATES, store().events().candidates(reply.eventId()));
        }
        message.setBody(reply.text());
        message.setHeader(FlowConstants.REASON, reason);
        message.setHeader(MessagingConstants.EVENT_ID, reply.eventId());
        message.setHeader(MessagingConstants.PROVIDER, reply.provider());
        setIfKnown(message, MessagingConstants.SENDER, reply.sender());
        setIfKnown(message, MessagingConstants.TIMESTAMP, reply.occurredAt());
        setIfKnown(message, FlowConstants.OUTCOME, ambiguous ? null : flow.outcome());
        exchange.setProperty(REPORTED, flow);
        exchange.setProperty(ACTION, LATE);
        exchange.setProperty(URI, endpoint(reason));
    }

    /** The endpoint {@code late} or {@code ambiguous} was told of a reply. */
    @Override
    public void reported(Exchange exchange) {
        resume(exchange, exchange.getProperty(REPORTED, Flow.class));
    }

    @Override
    protected void describeEnd(Exchange exchange, LeasedFlow claim) {
        Map<String, String> data = claim.flow().data();
        if (data.containsKey(REPLY_TEXT)) {
            Message message = exchange.getMessage();
            message.setBody(data.get(REPLY_TEXT));
            setIfKnown(message, MessagingConstants.SENDER, data.get(REPLY_SENDER));
            message.setHeader(MessagingConstants.TIMESTAMP, Instant.parse(data.get(REPLY_TIME)));
        }
    }

    @Override
    protected boolean isSuccess(String outcome) {
        return ANSWERED.equals(outcome);
    }
}
