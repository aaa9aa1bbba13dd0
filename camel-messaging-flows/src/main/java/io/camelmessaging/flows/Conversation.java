/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.flows.engine.Chains;
import io.camelmessaging.flows.engine.FlowParameters;
import io.camelmessaging.flows.optout.OptOuts;
import io.camelmessaging.flows.optout.RecipientKeys;
import io.camelmessaging.flows.policy.ConversationRules;
import io.camelmessaging.flows.policy.Decision;
import io.camelmessaging.flows.policy.FlowState;
import io.camelmessaging.flows.policy.Next;
import io.camelmessaging.flows.policy.Outcome;
import io.camelmessaging.flows.policy.Remembered;
import io.camelmessaging.flows.policy.SendingRules;
import io.camelmessaging.flows.policy.Situation;
import io.camelmessaging.flows.policy.StepReceipts;
import io.camelmessaging.flows.store.Attempt;
import io.camelmessaging.flows.store.Flow;
import io.camelmessaging.flows.store.FlowEvent;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * The bean of the Kamelet {@code conversation}: a question, and all that has to happen until it is answered or somebody
 * else takes it over.
 */
public class Conversation extends SendingFlow {

    private static final String LATE = "late";
    private static final String AMBIGUOUS = "ambiguous";

    /** By how much a provider's clock may be behind ours. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

    private ConversationRules.Steps steps;
    private ConversationRules.Limits limits;
    private Duration deadline;
    private RecipientKeys keys;
    private ReplyJudge judge;
    private OptOuts optOuts;
    private Chains chains;

    @Override
    protected String template() {
        return "conversation";
    }

    @Override
    protected void configure(FlowParameters parameters) {
        chains = new Chains(getCamelContext());
        int ask = addStep(parameters, "ask");
        chains.add(parameters, "ask", ask);
        int remind = addOptionalStep(parameters, "remind");
        int escalate = addOptionalStep(parameters, "escalate");
        int invalid = addOptionalStep(parameters, "invalid");
        steps = new ConversationRules.Steps(ask, remind, escalate, invalid);
        super.configure(parameters);
        keys = new RecipientKeys(parameters.defaultRegion());
        limits = limits(parameters);
        deadline = parameters.duration("deadline", null);
        judge = ReplyJudge.of(parameters, getCamelContext());
        endpoint(Outcome.ANSWERED, parameters.requiredUri(Outcome.ANSWERED));
        optionalEndpoint(parameters, Outcome.EXPIRED, Outcome.FAILED);
        optionalEndpoint(parameters, Outcome.HANDOVER, Outcome.FAILED);
        optionalEndpoint(parameters, Outcome.OPTED_OUT, Outcome.HANDOVER);
        optionalEndpoint(parameters, AMBIGUOUS, Outcome.HANDOVER);
        optionalEndpoint(parameters, LATE, Outcome.HANDOVER);
    }

    private ConversationRules.Limits limits(FlowParameters parameters) {
        Duration wait = parameters.duration("wait", Duration.ofHours(1));
        Duration escalateWait = parameters.duration("escalateWait", wait);
        int reminders = parameters.number("reminders", steps.remind() == 0 ? 0 : 1, 0);
        if (reminders > 0 && steps.remind() == 0) {
            throw parameters.wrong("reminders", String.valueOf(reminders), "needs the parameter remind, which is missing");
        }
        int invalidTimes = parameters.number("invalidTimes", steps.invalid() == 0 ? 0 : 2, 0);
        if (invalidTimes > 0 && steps.invalid() == 0) {
            throw parameters.wrong("invalidTimes", String.valueOf(invalidTimes),
                    "needs the parameter invalid, which is missing");
        }
        return new ConversationRules.Limits(reminders, invalidTimes, wait, escalateWait, resolveDelay());
    }

    private void optionalEndpoint(FlowParameters parameters, String name, String instead) {
        endpoint(name, parameters.has(name) ? parameters.uri(name) : endpoint(instead));
    }

    private int addOptionalStep(FlowParameters parameters, String name) {
        if (!parameters.has(name)) {
            leaveOutStep();
            return 0;
        }
        int step = addStep(parameters, name);
        chains.add(parameters, name, step);
        return step;
    }

    @Override
    protected SendingRules rules() {
        return new ConversationRules(steps, limits, new StepReceipts(chains::contains), judge::judge, this::isOptedOut);
    }

    @Override
    protected void doInit() {
        super.doInit();
        optOuts = new OptOuts(flows().database());
    }

    @Override
    protected void begin(Exchange exchange) {
        String recipient = recipient(exchange);
        if (recipient == null) {
            throw new IllegalArgumentException(
                    "conversation needs to know whom to ask: give it as header " + MessagingConstants.TO
                                               + ", or as the field to of a Map.");
        }
        start(exchange, keys.ofRecipient(recipient, "recipient of conversation"), deadline, Duration.ZERO);
    }

    @Override
    List<Flow> awaiting(FlowEvent reply, String conversationId) {
        if (conversationId != null) {
            return store().find(name(), conversationId).stream().toList();
        }
        if (reply.reference() != null || reply.messageId() != null) {
            // it answers another message, or one whose id is not known yet, which the store finds as soon as it is
            return List.of();
        }
        return store().open(name(), keys.ofSender(reply.sender())).stream().filter(flow -> mayAnswer(reply, flow)).toList();
    }

    /** Whether a flow is about a question that may have been asked before the reply was written. */
    private boolean mayAnswer(FlowEvent reply, Flow flow) {
        boolean inTime = reply.occurredAt() == null || !reply.occurredAt().isBefore(flow.startedAt().minus(CLOCKS_DIFFER));
        return inTime && FlowState.isOpen(flow) && store().attempts(flow.id()).stream().anyMatch(
                attempt -> attempt.state() != Attempt.State.UNAVAILABLE && attempt.state() != Attempt.State.REJECTED);
    }

    /** Whether the person opted out since, wherever it was heard. */
    private boolean isOptedOut(Flow flow) {
        OptOuts.OptOut optOut = optOuts.among(List.of(flow.recipient())).get(flow.recipient());
        return optOut != null && !optOut.happenedAt().isBefore(flow.startedAt().minus(CLOCKS_DIFFER));
    }

    @Override
    public void heard(Decision.HeardOptOut optOut) {
        FlowEvent reply = optOut.reply();
        // a conversation that has ended has forgotten whom it asked
        String key = optOut.recipient() != null || reply.sender() == null
                ? optOut.recipient() : keys.ofSender(reply.sender());
        if (key != null) {
            optOuts.record(key, true, "stop word in a reply through " + reply.provider(), reply.occurredAt());
        }
    }

    @Override
    public void complete(Message message, Situation at, Next next) {
        Map<String, String> data = at.flow().data();
        if (next instanceof Next.Send) {
            setIfKnown(message, FlowConstants.REPLY, data.get(Remembered.REPLY_TEXT));
        } else if (next instanceof Next.Report report) {
            describe(message, at.flow(), report);
        } else if (next instanceof Next.TellOutcome && data.containsKey(Remembered.REPLY_TEXT)) {
            message.setBody(data.get(Remembered.REPLY_TEXT));
            setIfKnown(message, MessagingConstants.SENDER, data.get(Remembered.REPLY_SENDER));
            message.setHeader(MessagingConstants.TIMESTAMP, Instant.parse(data.get(Remembered.REPLY_TIME)));
        }
    }

    /** Tells of a reply that changes nothing here. */
    private void describe(Message message, Flow flow, Next.Report report) {
        FlowEvent reply = report.event();
        boolean ambiguous = reply.attempt() == FlowEvent.AMBIGUOUS;
        if (ambiguous) {
            // the flow is one of several, and nothing of it may be taken for that of the reply
            message.removeHeaders("*");
            message.setHeader(FlowConstants.CANDIDATES, store().events().candidates(reply.eventId()));
        }
        message.setBody(reply.text());
        message.setHeader(FlowConstants.REASON, report.endpoint());
        message.setHeader(MessagingConstants.EVENT_ID, reply.eventId());
        message.setHeader(MessagingConstants.PROVIDER, reply.provider());
        setIfKnown(message, MessagingConstants.SENDER, reply.sender());
        setIfKnown(message, MessagingConstants.TIMESTAMP, reply.occurredAt());
        setIfKnown(message, FlowConstants.OUTCOME, ambiguous ? null : flow.outcome());
    }
}
