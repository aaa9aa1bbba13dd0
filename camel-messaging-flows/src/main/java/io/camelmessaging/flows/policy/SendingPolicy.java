/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;

import io.camelmessaging.flows.store.Attempt;
import io.camelmessaging.flows.store.Flow;

/**
 * What the flows that send share: deadlines, doubt about a call and how it is resolved, and the one end.
 *
 * @param rules      what is special about one of them
 * @param resolution by the number of a step, how a doubt about it is resolved; throws for a step that is not there
 * @param times      how often a send in doubt is repeated or looked up
 * @param delay      how long to wait between these
 * @param patience   how long one that nothing has resolved waits for a person; zero for not at all
 */
public record SendingPolicy(SendingRules rules, IntFunction<Resolution> resolution, int times, Duration delay,
        Duration patience)
        implements
            FlowPolicy {

    /** How it is found out whether a provider took a message. */
    public enum Resolution {
        /** By sending it again under the same key. */
        REPEAT,
        /** By asking. */
        LOOKUP,
        /** Not by a call. */
        NONE
    }

    @Override
    public Decision decide(Situation at, Signal signal) {
        if (signal instanceof Signal.Happened happened) {
            return rules.happened(at, happened.event(), false);
        }
        if (signal instanceof Signal.Reported reported) {
            return rules.happened(at, reported.event(), true);
        }
        if (signal instanceof Signal.Acted acted) {
            return Acts.decide(this, at, acted.act());
        }
        if (signal instanceof Signal.Sent sent) {
            return sent(at, sent.outcome());
        }
        if (signal instanceof Signal.LookedUp lookedUp) {
            return lookedUp(at, lookedUp.outcome());
        }
        if (signal instanceof Signal.Told) {
            return Decisions.resume(at.flow().ended());
        }
        return due(at);
    }

    private Decision due(Situation at) {
        Flow flow = at.flow();
        Instant until = Decisions.until(flow);
        if (FlowState.isOpen(flow) && flow.expiresAt() != null && !at.now().isBefore(flow.expiresAt())) {
            return expire(flow);
        }
        if (until != null && at.now().isBefore(until)) {
            return Decisions.resume(flow);
        }
        return switch (flow.state()) {
            case FlowState.NEXT -> rules.next(at);
            case FlowState.SENDING, FlowState.IN_DOUBT -> resolve(at);
            case FlowState.WAIT -> rules.waited(at);
            case FlowState.END -> Decision.of(flow, new Next.TellOutcome());
            case FlowState.ENDED -> Decision.of(flow, new Next.Rest());
            default -> throw new IllegalStateException(
                    "The flow " + flow.name() + " " + flow.shown() + " is in the state " + flow.state()
                                                       + ", which this version does not know");
        };
    }

    private static Decision expire(Flow flow) {
        return FlowState.isInDoubt(flow)
                ? Decisions.finish(flow, Outcome.UNKNOWN,
                        "the total time is over, and nobody knows whether the last attempt was sent")
                : Decisions.finish(flow, Outcome.EXPIRED, "the total time is over");
    }

    /** Goes on with an attempt of which nobody knows: never with another one. */
    private Decision resolve(Situation at) {
        Flow flow = at.flow();
        Attempt attempt = at.lastAttempt().orElseThrow();
        Resolution by = resolution.apply(flow.step());
        if (attempt.state() == Attempt.State.SENDING) {
            attempt = attempt.ended(Attempt.State.UNKNOWN, Acts.ENDED_IN_CALL, at.now());
        }
        if (by == Resolution.NONE && flow.state().equals(FlowState.SENDING)) {
            return orDecided(at, attempt, rules.unresolvable(at, flow.in(FlowState.IN_DOUBT), attempt));
        }
        if (by == Resolution.NONE || attempt.repeats() >= times) {
            return orDecided(at, attempt, rules.unresolved(at, flow, attempt));
        }
        Attempt again = attempt.repeated();
        return Decision.of(flow.in(FlowState.IN_DOUBT),
                by == Resolution.REPEAT ? new Next.Send(again) : new Next.Lookup(again), again);
    }

    private Decision sent(Situation at, CallOutcome outcome) {
        Flow flow = at.flow();
        Attempt attempt = at.lastAttempt().orElseThrow();
        if (outcome instanceof CallOutcome.Accepted accepted) {
            return accepted(at, attempt, accepted);
        }
        if (outcome instanceof CallOutcome.Withheld) {
            return withheld(at, attempt, "withheld: " + outcome.reason());
        }
        if (flow.state().equals(FlowState.IN_DOUBT) && isRefusedEverywhere(outcome)) {
            // whether the first call was taken stays open, and nothing more may be sent
            Attempt refused = attempt.ended(Attempt.State.UNKNOWN, "unknown: " + outcome.reason(), at.now());
            return Decisions.finish(flow, Outcome.UNKNOWN, refused.reason(), refused);
        }
        if (flow.state().equals(FlowState.IN_DOUBT) || outcome instanceof CallOutcome.Unknown) {
            // only a yes resolves a doubt: a repeat that is refused tells nothing of the first call
            return inDoubt(at, attempt, "unknown: " + outcome.reason());
        }
        return outcome instanceof CallOutcome.Rejected rejected
                ? rules.rejected(at, flow, attempt.ended(Attempt.State.REJECTED, "rejected: " + rejected.reason(), at.now()),
                        rejected.everywhere())
                : unavailable(at, attempt,
                        outcome instanceof CallOutcome.Skipped ? outcome.reason() : "unavailable: " + outcome.reason());
    }

    private static boolean isRefusedEverywhere(CallOutcome outcome) {
        return outcome instanceof CallOutcome.Rejected rejected && rejected.everywhere();
    }

    private Decision lookedUp(Situation at, CallOutcome found) {
        Attempt attempt = at.lastAttempt().orElseThrow();
        if (found instanceof CallOutcome.Accepted accepted) {
            return accepted(at, attempt, accepted);
        }
        return found instanceof CallOutcome.Unavailable
                ? unavailable(at, attempt, found.reason())
                : inDoubt(at, attempt, "unknown: the lookup found nothing");
    }

    private Decision accepted(Situation at, Attempt attempt, CallOutcome.Accepted by) {
        return rules.accepted(at, at.flow(), attempt.accepted(by.provider(), by.account(), by.messageId(), at.now()));
    }

    private Decision unavailable(Situation at, Attempt attempt, String reason) {
        return rules.unavailable(at, at.flow(), attempt.ended(Attempt.State.UNAVAILABLE, reason, at.now()));
    }

    private Decision withheld(Situation at, Attempt attempt, String reason) {
        Instant again = at.now().plus(delay);
        return at.flow().state().equals(FlowState.IN_DOUBT)
                ? Decisions.await(at.flow(), again, attempt.notRepeated())
                : rules.withheld(at, at.flow(), attempt.ended(Attempt.State.UNAVAILABLE, reason, at.now()), again);
    }

    private Decision inDoubt(Situation at, Attempt before, String reason) {
        Flow flow = at.flow().in(FlowState.IN_DOUBT);
        Attempt attempt = before.ended(Attempt.State.UNKNOWN, reason, at.now());
        if (resolution.apply(flow.step()) == Resolution.NONE) {
            return orDecided(at, attempt, rules.unresolvable(at, flow, attempt));
        }
        // the first look is at once, since the answer is there as soon as the provider knows
        return Decisions.await(flow, attempt.repeats() == 0 ? at.now() : at.now().plus(delay), attempt);
    }

    /** Before a flow ends as unknown, a person has time to find out and to decide. */
    private Decision orDecided(Situation at, Attempt attempt, Decision decision) {
        Flow flow = at.flow();
        boolean ends = Outcome.UNKNOWN.equals(decision.flow().outcome());
        if (!ends || patience.isZero() || isLeftToPeople(flow, attempt)) {
            return decision;
        }
        Map<String, String> data = new HashMap<>(flow.data());
        data.put(Remembered.LEFT_TO_PEOPLE, mark(attempt));
        return Decisions.await(flow.in(FlowState.IN_DOUBT).withData(data), at.now().plus(patience), attempt);
    }

    /** Whether a flow waits for nothing but what a person or an event says of an attempt. */
    static boolean isLeftToPeople(Flow flow, Attempt attempt) {
        return mark(attempt).equals(flow.data().get(Remembered.LEFT_TO_PEOPLE));
    }

    /** Another send of the same attempt is another doubt. */
    private static String mark(Attempt attempt) {
        return attempt.number() + "@" + attempt.startedAt();
    }
}
