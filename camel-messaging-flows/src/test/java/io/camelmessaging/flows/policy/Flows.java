/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.flows.policy.SendingPolicy.Resolution;
import io.camelmessaging.flows.store.Attempt;
import io.camelmessaging.flows.store.Flow;
import io.camelmessaging.flows.store.FlowEvent;
import io.camelmessaging.flows.store.FlowMessage;

/** Flows in each state, and signals of each kind: no database, no clock, no route. */
final class Flows {

    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final Instant PAST = NOW.minusSeconds(60);
    static final Instant FUTURE = NOW.plusSeconds(60);
    static final Duration WAIT = Duration.ofMinutes(5);
    static final Duration ESCALATE_WAIT = Duration.ofMinutes(7);
    static final Duration DELAY = Duration.ofSeconds(10);
    static final CallOutcome ACCEPTED = new CallOutcome.Accepted("boomware", null, "m1");
    static final CallOutcome REJECTED = new CallOutcome.Rejected("funds", false);
    static final CallOutcome OPTED_OUT = new CallOutcome.Rejected("opted out", true);
    static final CallOutcome UNAVAILABLE = new CallOutcome.Unavailable("away");
    static final CallOutcome WITHHELD = new CallOutcome.Withheld("stopped");
    static final CallOutcome UNKNOWN = new CallOutcome.Unknown("no answer");

    private Flows() {
    }

    static FlowPolicy onSend(int steps, boolean next, Resolution resolution) {
        return onSend(steps, new FallbackOn(next, false), resolution);
    }

    static FlowPolicy onSend(int steps, FallbackOn fallbackOn, Resolution resolution) {
        return new SendingPolicy(new FailoverOnSendRules(steps, fallbackOn), step -> resolution, 2, DELAY, Duration.ZERO);
    }

    /** One that leaves to people what it cannot resolve, for an hour. */
    static FlowPolicy patient(Resolution resolution) {
        return new SendingPolicy(
                new FailoverOnSendRules(2, new FallbackOn(false, false)), step -> resolution, 2, DELAY, Duration.ofHours(1));
    }

    static FlowPolicy onReceipt(Resolution resolution) {
        return onReceipt(new FallbackOn(true, false), resolution);
    }

    static FlowPolicy onReceipt(FallbackOn fallbackOn, Resolution resolution) {
        FailoverOnReceiptRules.Expectation delivered
                = new FailoverOnReceiptRules.Expectation(WAIT, DeliveryStatus.DELIVERED);
        return new SendingPolicy(
                new FailoverOnReceiptRules(
                        List.of(delivered, delivered), Duration.ofSeconds(1), new StepReceipts(step -> false),
                        fallbackOn),
                step -> resolution, 2, DELAY, Duration.ZERO);
    }

    /** Asks, reminds once, escalates, and asks again twice after what is no answer. */
    static FlowPolicy conversation(Resolution resolution, boolean optedOut) {
        return conversation(new ConversationRules.Steps(1, 2, 3, 4), resolution, optedOut);
    }

    static FlowPolicy conversation(ConversationRules.Steps steps, Resolution resolution, boolean optedOut) {
        return new SendingPolicy(
                new ConversationRules(
                        steps,
                        new ConversationRules.Limits(1, 2, WAIT, ESCALATE_WAIT, DELAY), new StepReceipts(step -> false),
                        (flow, text) -> new Answers(Pattern.compile("YES|NO", Pattern.CASE_INSENSITIVE), null, false)
                                .judge(text),
                        flow -> optedOut),
                step -> resolution, 2, DELAY, Duration.ZERO);
    }

    static FlowPolicy quietHours(Instant opening) {
        return hold(opening, false);
    }

    static FlowPolicy hold(Instant opening, boolean optedOut) {
        return new SendingPolicy(
                new HoldRules((flow, now) -> opening, flow -> optedOut, DELAY), step -> Resolution.NONE, 2, DELAY,
                Duration.ZERO);
    }

    static Flow flow(String state, int step, Map<String, String> data) {
        return new Flow(
                "f", "orders", "c", state, step, state.startsWith("END") ? Outcome.DONE : null, "+37255500123",
                new FlowMessage("hello", Map.of()), data, PAST, null, 1, 0, 0);
    }

    static Situation at(Flow flow, Attempt... attempts) {
        return new Situation(flow, List.of(attempts), NOW);
    }

    static Situation at(String state, int step, Attempt... attempts) {
        return at(flow(state, step, Map.of()), attempts);
    }

    static Attempt attempt(int number, int step, Attempt.State state) {
        Attempt intent = Attempt.intent(flow(FlowState.NEXT, 0, Map.of()), number, step, PAST);
        return switch (state) {
            case SENDING -> intent;
            case ACCEPTED -> intent.accepted("boomware", null, "m" + number, PAST);
            default -> intent.ended(state, "before", PAST);
        };
    }

    static Signal receipt(int attempt, DeliveryStatus status) {
        return new Signal.Happened(event(attempt, status));
    }

    static FlowEvent event(int attempt, DeliveryStatus status) {
        return new FlowEvent(
                "e", FlowEvent.Kind.RECEIPT, "boomware", null, "m" + attempt, null, status, null, null, null, NOW, "f",
                attempt);
    }

    static Signal optedOut(int attempt) {
        return new Signal.Happened(
                new FlowEvent(
                        "e", FlowEvent.Kind.RECEIPT, "sendmode", null, "m" + attempt, null, DeliveryStatus.REJECTED, null, null,
                        "OPTED_OUT", NOW, "f", attempt));
    }

    static Signal reply(int attempt, String text) {
        return new Signal.Happened(
                new FlowEvent(
                        "r", FlowEvent.Kind.REPLY, "boomware", null, null, null, null, "37255500123", null, text, NOW, "f",
                        attempt));
    }

    static Signal sent(CallOutcome outcome) {
        return new Signal.Sent(outcome);
    }
}
