/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.policy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;

import io.camelmessaging.flows.store.Attempt;
import io.camelmessaging.flows.store.Flow;
import io.camelmessaging.flows.store.FlowEvent;

/**
 * A question, and all that has to happen until it is answered or somebody else takes it over.
 *
 * @param steps    which steps there are
 * @param limits   how often and how long
 * @param receipts what receipts mean
 * @param judge    what a reply is to a flow
 * @param optedOut whether the recipient of a flow has opted out since it began
 */
public record ConversationRules(Steps steps, Limits limits, StepReceipts receipts,
        BiFunction<Flow, String, Answers.Judged> judge, Predicate<Flow> optedOut) implements SendingRules {

    private static final String LATE = "late";
    private static final String AMBIGUOUS = "ambiguous";
    private static final String OPTED_OUT_SINCE = "opted out since the question";

    /** The numbers of the steps; 0 for one that is left out. */
    public record Steps(int ask, int remind, int escalate, int invalid) {
    }

    /**
     * @param reminders    how many reminders are sent
     * @param invalidTimes how often is asked again after a reply that is no valid answer
     * @param replyWait    how long a reply is awaited
     * @param escalateWait how long after the other channel was used
     * @param delay        how long to wait before a message that reached nobody is sent again
     */
    public record Limits(int reminders, int invalidTimes, Duration replyWait, Duration escalateWait, Duration delay) {
    }

    @Override
    public Decision next(Situation at) {
        Flow flow = at.flow();
        Attempt last = at.lastAttempt().orElse(null);
        String decided = flow.data().get(Remembered.NEXT_STEP);
        int step = decided != null ? Integer.parseInt(decided) : last != null ? last.step() : steps.ask();
        if (last != null && optedOut.test(flow)) {
            return Decisions.finish(flow, Outcome.OPTED_OUT, OPTED_OUT_SINCE);
        }
        boolean again = last != null && last.state() == Attempt.State.UNAVAILABLE && last.step() == step;
        return again
                ? Decisions.send(flow, Attempt.intent(flow, last.number(), step, at.now())) : Decisions.send(at, step);
    }

    @Override
    public Decision accepted(Situation at, Flow flow, Attempt attempt) {
        return Decisions.isDryRun(attempt)
                // nobody was asked, and nobody is reminded of a question that he never got
                ? Decisions.finish(flow, Outcome.EXPIRED, Decisions.DRY_RUN, attempt)
                : awaitReply(at, flow.in(FlowState.WAIT), attempt);
    }

    @Override
    public Decision unresolvable(Situation at, Flow flow, Attempt attempt) {
        // a reply resolves a doubt as well
        return awaitReply(at, flow, attempt);
    }

    private Decision awaitReply(Situation at, Flow flow, Attempt attempt) {
        Duration wait = attempt.step() == steps.escalate() ? limits.escalateWait() : limits.replyWait();
        return Decisions.await(flow.withData(Map.of()), at.now().plus(wait), attempt);
    }

    @Override
    public Decision unavailable(Situation at, Flow flow, Attempt attempt) {
        return Decisions.await(flow.in(FlowState.NEXT), at.now().plus(limits.delay()), attempt);
    }

    @Override
    public Decision rejected(Situation at, Flow flow, Attempt attempt, boolean everywhere) {
        return canEscalateFrom(attempt) && !everywhere
                // what one channel refuses, another may deliver
                ? escalate(flow, attempt) : Decisions.finish(flow, Outcome.FAILED, attempt.reason(), attempt);
    }

    private boolean canEscalateFrom(Attempt attempt) {
        return steps.escalate() > 0 && attempt.step() != steps.escalate();
    }

    private Decision escalate(Flow flow, Attempt attempt) {
        return Decisions.resume(
                flow.in(FlowState.NEXT).withData(Map.of(Remembered.NEXT_STEP, String.valueOf(steps.escalate()))), attempt);
    }

    @Override
    public Decision waited(Situation at) {
        boolean escalated = at.attemptsOf(steps.escalate()) > 0;
        if (optedOut.test(at.flow())) {
            return Decisions.finish(at.flow(), Outcome.OPTED_OUT, OPTED_OUT_SINCE);
        }
        if (at.attemptsOf(steps.remind()) < limits.reminders() && !escalated) {
            return Decisions.send(at, steps.remind());
        }
        return steps.escalate() > 0 && !escalated
                ? Decisions.send(at, steps.escalate())
                : Decisions.finish(at.flow(), Outcome.EXPIRED, "no answer in time");
    }

    @Override
    public Decision happened(Situation at, FlowEvent event, boolean reported) {
        Flow flow = at.flow();
        if (reported) {
            return Decisions.resume(flow);
        }
        Optional<Attempt> about = at.attemptOf(event);
        if (event.isOptOut() && FlowState.isOpen(flow)) {
            return Decisions.finish(flow, Outcome.OPTED_OUT, "the recipient has opted out at the provider",
                    about.map(attempt -> Decisions.resolved(attempt, event)).stream().toArray(Attempt[]::new));
        }
        if (event.kind() == FlowEvent.Kind.RECEIPT) {
            return about.isPresent() ? received(at, about.get(), event) : Decisions.resume(flow);
        }
        boolean optOut = judge.apply(flow, event.text()).reply() == Answers.Reply.OPT_OUT;
        if (event.attempt() == FlowEvent.AMBIGUOUS) {
            // which question is answered is not known, but an opt-out is about all of them
            return FlowState.isOpen(flow) && optOut ? replied(at, event) : report(flow, event, AMBIGUOUS);
        }
        if (FlowState.isOpen(flow)) {
            return replied(at, event,
                    about.map(attempt -> Decisions.resolved(attempt, event)).stream().toArray(Attempt[]::new));
        }
        Decision late = report(flow, event, LATE);
        return optOut ? late.with(heard(flow, event)) : late;
    }

    private static Decision report(Flow flow, FlowEvent reply, String endpoint) {
        return Decision.of(flow, new Next.Report(reply, endpoint, null));
    }

    private Decision replied(Situation at, FlowEvent reply, Attempt... resolved) {
        Flow flow = at.flow();
        Answers.Judged judged = judge.apply(flow, reply.text());
        Map<String, String> data = new HashMap<>();
        data.put(Remembered.REPLY_TEXT, judged.text());
        if (reply.sender() != null) {
            data.put(Remembered.REPLY_SENDER, reply.sender());
        }
        data.put(Remembered.REPLY_TIME, (reply.occurredAt() == null ? at.now() : reply.occurredAt()).toString());
        return switch (judged.reply()) {
            case ANSWER -> Decisions.finish(flow, Outcome.ANSWERED, null, data, resolved);
            case OPT_OUT -> Decisions.finish(flow, Outcome.OPTED_OUT, "the reply is an opt-out", data, resolved)
                    .with(heard(flow, reply));
            case POSSIBLE_OPT_OUT -> Decisions.finish(flow, Outcome.HANDOVER, "the reply may be an opt-out", data, resolved);
            // as if nothing had come: the wait goes on
            case REACTION -> Decisions.resume(flow, resolved);
            case INVALID -> invalid(at, data, resolved);
        };
    }

    private Decision invalid(Situation at, Map<String, String> data, Attempt... resolved) {
        if (at.attemptsOf(steps.invalid()) >= limits.invalidTimes()) {
            return Decisions.finish(at.flow(), Outcome.HANDOVER, "the reply is no valid answer", data, resolved);
        }
        data.put(Remembered.NEXT_STEP, String.valueOf(steps.invalid()));
        return Decisions.resume(at.flow().in(FlowState.NEXT).withData(data), resolved);
    }

    /** For all that is sent to this person, also by other flows; the outcome is the same when it is recorded twice. */
    private static Decision.HeardOptOut heard(Flow flow, FlowEvent reply) {
        return new Decision.HeardOptOut(flow.recipient(), reply);
    }

    /** A receipt resolves a doubt; one that says that nothing will be delivered leads to another channel. */
    private Decision received(Situation at, Attempt about, FlowEvent receipt) {
        Flow flow = at.flow();
        Attempt after = Decisions.resolved(receipts.report(about, receipt.status()), receipt);
        boolean awaited = FlowState.isOpen(flow) && at.isLast(about);
        boolean failed = receipts.isFailedBy(about.step(), after.status());
        Decision decision = awaited && failed && canEscalateFrom(about) && !flow.state().equals(FlowState.NEXT)
                ? escalate(flow, after)
                : awaited && FlowState.isInDoubt(flow)
                        ? awaitReply(at, flow.in(FlowState.WAIT), after)
                : Decisions.resume(flow, after);
        return receipts.isContradiction(about.step(), about.status(), receipt.status())
                ? decision.with("got a receipt of its message " + about.number() + " that contradicts an earlier one: "
                                + receipt.status() + " after " + about.status() + "; the message counts as " + after.status())
                : decision;
    }
}
