/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.flows.store.Attempt;
import io.camelmessaging.flows.store.Flow;
import io.camelmessaging.flows.store.FlowEvent;

/**
 * The first step whose receipt says what was asked for in its time ends it.
 *
 * @param expectations      what is expected of the receipts of each step, in their order
 * @param contradictionWait how long after a receipt that says delivered one that says otherwise is awaited
 * @param receipts          what receipts mean
 * @param fallbackOn        after what the next step is tried, besides a receipt that says that the message did not
 *                          arrive
 */
public record FailoverOnReceiptRules(List<Expectation> expectations, Duration contradictionWait, StepReceipts receipts,
        FallbackOn fallbackOn)
        implements
            SendingRules {

    private static final String LATE = "late";
    private static final String OPTED_OUT = "refused, as the recipient has opted out at the provider";

    /**
     * What the receipt of a step has to say, and how long it is awaited.
     */
    public record Expectation(Duration time, DeliveryStatus until) {

        boolean isMetBy(DeliveryStatus status) {
            return status == DeliveryStatus.READ || status == until;
        }
    }

    public FailoverOnReceiptRules {
        expectations = List.copyOf(expectations);
    }

    private Expectation expected(int step) {
        return expectations.get(step - 1);
    }

    @Override
    public Decision next(Situation at) {
        return hasOptedOut(at) ? Decisions.finish(at.flow(), Outcome.FAILED, OPTED_OUT) : Fallbacks.next(at);
    }

    @Override
    public Decision accepted(Situation at, Flow flow, Attempt attempt) {
        if (Decisions.isDryRun(attempt)) {
            return Decisions.finish(flow, Outcome.DONE, Decisions.DRY_RUN, attempt);
        }
        return awaitReceipt(at, flow.in(FlowState.WAIT), attempt);
    }

    @Override
    public Decision unresolvable(Situation at, Flow flow, Attempt attempt) {
        // a receipt resolves a doubt as well, since it may bring the reference that was written before the call
        return awaitReceipt(at, flow, attempt);
    }

    private Decision awaitReceipt(Situation at, Flow flow, Attempt attempt) {
        return Decisions.await(flow, at.now().plus(expected(flow.step()).time()), attempt);
    }

    @Override
    public Decision rejected(Situation at, Flow flow, Attempt attempt, boolean everywhere) {
        return fallbackOn.rejected() && !everywhere
                ? goOn(at, flow, attempt, Outcome.FAILED) : Fallbacks.fail(at, flow, attempt);
    }

    @Override
    public Decision unavailable(Situation at, Flow flow, Attempt attempt) {
        return goOn(at, flow, attempt, Outcome.FAILED);
    }

    @Override
    public Decision unresolved(Situation at, Flow flow, Attempt attempt) {
        return fallbackOn.unknown()
                ? goOn(at, flow, attempt, Outcome.UNKNOWN)
                : Decisions.finish(flow, Outcome.UNKNOWN, attempt.reason(), attempt);
    }

    /** Who opted out at one provider has said no to the sender, and is tried through no other. */
    private Decision goOn(Situation at, Flow flow, Attempt attempt, String lastOutcome) {
        return hasOptedOut(at)
                ? Fallbacks.fail(at, flow, attempt)
                : Fallbacks.goOn(expectations.size(), at, flow, attempt, lastOutcome);
    }

    private static boolean hasOptedOut(Situation at) {
        return at.attempts().stream().anyMatch(attempt -> OPTED_OUT.equals(attempt.reason()));
    }

    /** A flow whose attempt a receipt ended for good. */
    private Flow undelivered(Situation at, Flow flow, Attempt failed) {
        boolean refused = failed.status() == DeliveryStatus.REJECTED && !fallbackOn.rejected();
        return refused || OPTED_OUT.equals(failed.reason()) || hasOptedOut(at)
                ? Fallbacks.ended(at, flow, failed, Outcome.FAILED)
                : Fallbacks.gone(expectations.size(), at, flow, failed, Outcome.FAILED);
    }

    @Override
    public Decision withheld(Situation at, Flow flow, Attempt attempt, Instant again) {
        return Fallbacks.withheld(flow, attempt, again);
    }

    @Override
    public Decision waited(Situation at) {
        Attempt attempt = at.lastAttempt().orElseThrow();
        DeliveryStatus status = attempt.status();
        if (status != null && expected(attempt.step()).isMetBy(status)) {
            // nothing has contradicted it
            return Decisions.resume(done(at.flow(), attempt));
        }
        if (status == null) {
            return goOn(at, at.flow(), Decisions.givenUp(attempt, "no receipt in time"), Outcome.EXPIRED);
        }
        if (!status.isFinal()) {
            return goOn(at, at.flow(),
                    Decisions.givenUp(attempt, "no final receipt in time, the last one said " + status), Outcome.EXPIRED);
        }
        if (status.isSuccess()) {
            return goOn(at, at.flow(), Decisions.givenUp(attempt, "not read in time"), Outcome.EXPIRED);
        }
        Attempt failed = Decisions.givenUp(attempt, "undelivered: " + status);
        return Decisions.resume(undelivered(at, at.flow(), failed), failed);
    }

    private static Flow done(Flow flow, Attempt attempt) {
        return flow.in(FlowState.END).at(attempt.step()).withOutcome(Outcome.DONE).withData(Map.of());
    }

    @Override
    public Decision happened(Situation at, FlowEvent event, boolean reported) {
        Optional<Attempt> about = at.attemptOf(event);
        if (about.isEmpty() || event.status() == null) {
            // a reply: not for this flow
            return Decisions.resume(at.flow());
        }
        return received(at, about.get(), event, reported);
    }

    private Decision received(Situation at, Attempt before, FlowEvent receipt, boolean reported) {
        Flow flow = at.flow();
        Expectation expected = expected(before.step());
        Attempt resolved = Decisions.resolved(receipts.report(before, receipt.status()), receipt);
        Attempt after = receipt.isOptOut() ? Decisions.givenUp(resolved, OPTED_OUT) : resolved;
        boolean met = expected.isMetBy(after.status()) && (before.status() == null || !expected.isMetBy(before.status()));
        boolean contradiction = receipts.isContradiction(before.step(), before.status(), receipt.status());
        boolean last = at.isLast(before);
        if (met && FlowState.isOpen(flow) && last && !contradiction) {
            return confirm(at, after);
        }
        if (met && FlowState.isOpen(flow)) {
            return late(at, receipt, reported, done(flow, after), after);
        }
        if (met && !(flow.outcome().equals(Outcome.DONE) && flow.step() == before.step())) {
            return late(at, receipt, reported, flow, after);
        }
        if (last && receipts.isFailedBy(after.step(), after.status()) && isUnderWay(flow)) {
            Attempt failed = receipt.isOptOut() ? after : Decisions.givenUp(after, "undelivered: " + after.status());
            Flow next = undelivered(at, flow, failed);
            return contradiction
                    ? late(at, receipt, reported, next, failed) : Decisions.resume(next, failed);
        }
        if (contradiction) {
            return late(at, receipt, reported, flow, after);
        }
        return last && FlowState.isInDoubt(flow)
                ? awaitReceipt(at, flow.in(FlowState.WAIT), after) : Decisions.resume(flow, after);
    }

    /**
     * Ends a flow after nothing else was heard of its message for a moment: parts of one message have receipts of their
     * own, and the first is not the last word.
     */
    private Decision confirm(Situation at, Attempt attempt) {
        Flow flow = at.flow();
        Instant until = at.now().plus(contradictionWait);
        boolean inTime = flow.expiresAt() == null || until.isBefore(flow.expiresAt());
        return attempt.status() == DeliveryStatus.DELIVERED && !receipts.isChain().test(attempt.step()) && inTime
                ? Decisions.await(flow.in(FlowState.WAIT), until, attempt)
                : Decisions.resume(done(flow, attempt), attempt);
    }

    private static boolean isUnderWay(Flow flow) {
        return flow.state().equals(FlowState.WAIT) || FlowState.isInDoubt(flow);
    }

    /** A receipt that comes too late to count or contradicts another one is told of, and changes the flow then. */
    private static Decision late(Situation at, FlowEvent receipt, boolean reported, Flow flow, Attempt attempt) {
        return reported
                ? Decisions.resume(flow, attempt)
                : Decision.of(at.flow(), new Next.Report(receipt, LATE, attempt));
    }
}
