/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.policy;

import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;

import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.flows.policy.SendingPolicy.Resolution;
import io.camelmessaging.flows.store.Attempt;
import io.camelmessaging.flows.store.Flow;
import io.camelmessaging.flows.store.FlowEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.camelmessaging.flows.policy.Flows.ACCEPTED;
import static io.camelmessaging.flows.policy.Flows.DELAY;
import static io.camelmessaging.flows.policy.Flows.ESCALATE_WAIT;
import static io.camelmessaging.flows.policy.Flows.FUTURE;
import static io.camelmessaging.flows.policy.Flows.NOW;
import static io.camelmessaging.flows.policy.Flows.OPTED_OUT;
import static io.camelmessaging.flows.policy.Flows.PAST;
import static io.camelmessaging.flows.policy.Flows.REJECTED;
import static io.camelmessaging.flows.policy.Flows.UNAVAILABLE;
import static io.camelmessaging.flows.policy.Flows.UNKNOWN;
import static io.camelmessaging.flows.policy.Flows.WAIT;
import static io.camelmessaging.flows.policy.Flows.WITHHELD;
import static io.camelmessaging.flows.policy.Flows.at;
import static io.camelmessaging.flows.policy.Flows.attempt;
import static io.camelmessaging.flows.policy.Flows.conversation;
import static io.camelmessaging.flows.policy.Flows.flow;
import static io.camelmessaging.flows.policy.Flows.hold;
import static io.camelmessaging.flows.policy.Flows.onReceipt;
import static io.camelmessaging.flows.policy.Flows.onSend;
import static io.camelmessaging.flows.policy.Flows.optedOut;
import static io.camelmessaging.flows.policy.Flows.patient;
import static io.camelmessaging.flows.policy.Flows.quietHours;
import static io.camelmessaging.flows.policy.Flows.receipt;
import static io.camelmessaging.flows.policy.Flows.reply;
import static io.camelmessaging.flows.policy.Flows.sent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What each kind of flow decides, as a table: where it stands, the signal, where it stands then, and what is done next.
 */
class SendingPolicyTest {

    private static final Signal DUE = new Signal.Due();
    private static final Attempt SENDING = attempt(1, 1, Attempt.State.SENDING);
    private static final Attempt TAKEN = attempt(1, 1, Attempt.State.ACCEPTED);
    private static final Attempt DOUBTFUL = attempt(1, 1, Attempt.State.UNKNOWN);

    private static Arguments row(FlowPolicy policy, Situation at, Signal signal, String then, String next) {
        return Arguments.of(policy, at, signal, then, next);
    }

    static Stream<Arguments> failoverOnSend() {
        FlowPolicy two = onSend(2, false, Resolution.NONE);
        return Stream.of(
                row(two, at("NEXT", 0), DUE, "SENDING 1", "Send 1"),
                row(two, at("SENDING", 1, SENDING), sent(ACCEPTED), "END 1 done", "GoOn"),
                row(two, at("SENDING", 1, SENDING), sent(REJECTED), "END 1 failed", "GoOn"),
                row(onSend(2, true, Resolution.NONE), at("SENDING", 1, SENDING), sent(REJECTED), "NEXT 1", "GoOn"),
                row(onSend(2, true, Resolution.NONE), at("SENDING", 1, SENDING), sent(OPTED_OUT), "END 1 failed", "GoOn"),
                row(two, at("SENDING", 1, SENDING), sent(UNAVAILABLE), "NEXT 1", "GoOn"),
                row(two, at("SENDING", 1, SENDING), sent(new CallOutcome.Skipped()), "NEXT 1", "GoOn"),
                row(two, at("SENDING", 1, SENDING), sent(WITHHELD), "NEXT 0", "Wait " + DELAY.toSeconds()),
                row(two, at("NEXT", 0, attempt(1, 1, Attempt.State.UNAVAILABLE)), DUE, "SENDING 1", "Send 1"),
                row(two, at("SENDING", 2, TAKEN, attempt(2, 2, Attempt.State.SENDING)), sent(WITHHELD), "NEXT 1",
                        "Wait " + DELAY.toSeconds()),
                row(two, at("NEXT", 1, TAKEN, attempt(2, 2, Attempt.State.UNAVAILABLE)), DUE, "SENDING 2", "Send 2"),
                row(two, at("SENDING", 2, TAKEN, attempt(2, 2, Attempt.State.SENDING)), sent(UNAVAILABLE),
                        "END 2 failed", "GoOn"),
                row(two, at("SENDING", 1, SENDING), sent(UNKNOWN), "END 1 unknown", "GoOn"),
                row(two, at("SENDING", 1, SENDING), DUE, "END 1 unknown", "GoOn"),
                row(two, at("END", 1, TAKEN), DUE, "END 1 done", "TellOutcome"),
                row(two, at("END", 1, TAKEN), new Signal.Told(), "ENDED 1 done", "Rest"),
                row(two, at("ENDED", 1, TAKEN), DUE, "ENDED 1 done", "Rest"),
                row(two, at("ENDED", 1, TAKEN), receipt(1, DeliveryStatus.DELIVERED), "ENDED 1 done", "Rest"));
    }

    static Stream<Arguments> doubt() {
        FlowPolicy repeat = onSend(2, false, Resolution.REPEAT);
        FlowPolicy lookup = onSend(2, false, Resolution.LOOKUP);
        return Stream.of(
                row(repeat, at("SENDING", 1, SENDING), sent(UNKNOWN), "DOUBT 1", "Wait 0"),
                row(repeat, at("DOUBT", 1, DOUBTFUL), DUE, "DOUBT 1", "Send 1"),
                row(repeat, at("DOUBT", 1, DOUBTFUL.repeated()), sent(REJECTED), "DOUBT 1", "Wait " + DELAY.toSeconds()),
                row(repeat, at("DOUBT", 1, DOUBTFUL.repeated()), sent(WITHHELD), "DOUBT 1", "Wait " + DELAY.toSeconds()),
                row(repeat, at("DOUBT", 1, DOUBTFUL.repeated()), sent(ACCEPTED), "END 1 done", "GoOn"),
                row(repeat, at("DOUBT", 1, DOUBTFUL.repeated().repeated()), DUE, "END 1 unknown", "GoOn"),
                row(repeat, at("SENDING", 1, SENDING), DUE, "DOUBT 1", "Send 1"),
                row(lookup, at("DOUBT", 1, DOUBTFUL), DUE, "DOUBT 1", "Lookup 1"),
                row(lookup, at("DOUBT", 1, DOUBTFUL), new Signal.LookedUp(ACCEPTED), "END 1 done", "GoOn"),
                row(lookup, at("DOUBT", 1, DOUBTFUL), new Signal.LookedUp(UNAVAILABLE), "NEXT 1", "GoOn"),
                row(lookup, at("DOUBT", 1, DOUBTFUL.repeated()), new Signal.LookedUp(UNKNOWN), "DOUBT 1",
                        "Wait " + DELAY.toSeconds()));
    }

    static Stream<Arguments> leftToPeople() {
        FlowPolicy none = patient(Resolution.NONE);
        FlowPolicy lookup = patient(Resolution.LOOKUP);
        Map<String, String> left = Map.of("leftToPeople", "1@" + DOUBTFUL.startedAt());
        Map<String, String> before = Map.of("leftToPeople", "1@" + DOUBTFUL.startedAt().minusSeconds(1));
        return Stream.of(
                row(none, at("SENDING", 1, SENDING), sent(UNKNOWN), "DOUBT 1", "Wait 3600"),
                row(none, at("SENDING", 1, SENDING), DUE, "DOUBT 1", "Wait 3600"),
                row(none, at(flow("DOUBT", 1, left), DOUBTFUL), DUE, "END 1 unknown", "GoOn"),
                row(none, at(flow("DOUBT", 1, before), DOUBTFUL), DUE, "DOUBT 1", "Wait 3600"),
                row(none, at("SENDING", 1, SENDING), sent(ACCEPTED), "END 1 done", "GoOn"),
                row(lookup, at("SENDING", 1, SENDING), sent(UNKNOWN), "DOUBT 1", "Wait 0"),
                row(lookup, at("DOUBT", 1, DOUBTFUL.repeated().repeated()), DUE, "DOUBT 1", "Wait 3600"),
                row(lookup, at(flow("DOUBT", 1, left), DOUBTFUL.repeated().repeated()), DUE, "END 1 unknown", "GoOn"));
    }

    static Stream<Arguments> failoverOnReceipt() {
        FlowPolicy two = onReceipt(Resolution.NONE);
        Attempt second = attempt(2, 2, Attempt.State.ACCEPTED);
        Attempt delivered = TAKEN.reported(DeliveryStatus.DELIVERED);
        return Stream.of(
                row(two, at("SENDING", 1, SENDING), sent(ACCEPTED), "WAIT 1", "Wait " + WAIT.toSeconds()),
                row(two, at("SENDING", 1, SENDING), sent(new CallOutcome.Accepted("boomware", null, "dry-run-7")),
                        "END 1 done", "GoOn"),
                row(two, at("SENDING", 1, SENDING), sent(UNKNOWN), "DOUBT 1", "Wait " + WAIT.toSeconds()),
                row(two, at("SENDING", 1, SENDING), sent(REJECTED), "NEXT 1", "GoOn"),
                row(two, at("SENDING", 1, SENDING), sent(OPTED_OUT), "END 1 failed", "GoOn"),
                row(two, at("SENDING", 1, SENDING), sent(WITHHELD), "NEXT 0", "Wait " + DELAY.toSeconds()),
                row(two, at("DOUBT", 1, DOUBTFUL), receipt(1, DeliveryStatus.SENT), "WAIT 1", "Wait " + WAIT.toSeconds()),
                row(two, at("DOUBT", 1, DOUBTFUL), DUE, "END 1 unknown", "GoOn"),
                row(two, at("WAIT", 1, TAKEN), receipt(1, DeliveryStatus.DELIVERED), "WAIT 1", "Wait 1"),
                row(two, at("WAIT", 1, TAKEN), receipt(1, DeliveryStatus.READ), "END 1 done", "GoOn"),
                row(two, at("WAIT", 1, TAKEN), receipt(1, DeliveryStatus.UNDELIVERED), "NEXT 1", "GoOn"),
                row(two, at("WAIT", 1, TAKEN), optedOut(1), "END 1 failed", "GoOn"),
                row(two, at("NEXT", 1, Decisions.givenUp(TAKEN, "refused, as the recipient has opted out at the provider")),
                        DUE, "END 1 failed", "GoOn"),
                row(two, at("WAIT", 1, delivered), DUE, "END 1 done", "GoOn"),
                row(two, at("WAIT", 1, TAKEN), DUE, "NEXT 1", "GoOn"),
                row(two, at("WAIT", 1, TAKEN.reported(DeliveryStatus.SENT)), DUE, "NEXT 1", "GoOn"),
                row(two, at("WAIT", 2, TAKEN, second), DUE, "END 2 expired", "GoOn"),
                row(two, at("WAIT", 2, TAKEN, second), receipt(2, DeliveryStatus.UNDELIVERED), "END 2 failed", "GoOn"),
                row(two, at("WAIT", 2, TAKEN, second), receipt(1, DeliveryStatus.DELIVERED), "WAIT 2", "Report late"),
                row(two, at("WAIT", 2, TAKEN, second), new Signal.Reported(Flows.event(1, DeliveryStatus.DELIVERED)),
                        "END 1 done", "GoOn"));
    }

    /** Rather twice than never: what nobody knows of goes on to the next step, and no opt-out does. */
    static Stream<Arguments> nextIfUnknown() {
        FallbackOn unknown = new FallbackOn(false, true);
        FlowPolicy onSend = onSend(2, unknown, Resolution.NONE);
        FlowPolicy repeat = onSend(2, unknown, Resolution.REPEAT);
        FlowPolicy lookup = onSend(2, unknown, Resolution.LOOKUP);
        FlowPolicy onReceipt = onReceipt(new FallbackOn(true, true), Resolution.NONE);
        Attempt secondSending = attempt(2, 2, Attempt.State.SENDING);
        Attempt second = attempt(2, 2, Attempt.State.ACCEPTED);
        return Stream.of(
                row(onSend, at("SENDING", 1, SENDING), sent(UNKNOWN), "NEXT 1", "GoOn"),
                row(onSend, at("SENDING", 1, SENDING), DUE, "NEXT 1", "GoOn"),
                row(onSend, at("SENDING", 1, SENDING), sent(REJECTED), "END 1 failed", "GoOn"),
                row(onSend, at("SENDING", 1, SENDING), sent(OPTED_OUT), "END 1 failed", "GoOn"),
                row(onSend, at("NEXT", 1, DOUBTFUL), DUE, "SENDING 2", "Send 2"),
                row(onSend, at("SENDING", 2, DOUBTFUL, secondSending), sent(ACCEPTED), "END 2 done", "GoOn"),
                row(onSend, at("SENDING", 2, DOUBTFUL, secondSending), sent(UNKNOWN), "END 2 unknown", "GoOn"),
                row(onSend, at("SENDING", 2, TAKEN, secondSending), sent(UNKNOWN), "END 2 unknown", "GoOn"),
                // the first may have arrived: nobody can say that it failed
                row(onSend, at("SENDING", 2, DOUBTFUL, secondSending), sent(REJECTED), "END 2 unknown", "GoOn"),
                row(onSend, at("SENDING", 2, DOUBTFUL, secondSending), sent(OPTED_OUT), "END 2 unknown", "GoOn"),
                row(onSend, at("SENDING", 2, DOUBTFUL, secondSending), sent(UNAVAILABLE), "END 2 unknown", "GoOn"),
                // what can be found out is found out first
                row(repeat, at("SENDING", 1, SENDING), sent(UNKNOWN), "DOUBT 1", "Wait 0"),
                row(repeat, at("DOUBT", 1, DOUBTFUL.repeated().repeated()), DUE, "NEXT 1", "GoOn"),
                row(repeat, at("DOUBT", 1, DOUBTFUL.repeated()), sent(OPTED_OUT), "END 1 unknown", "GoOn"),
                row(lookup, at("DOUBT", 1, DOUBTFUL.repeated().repeated()), DUE, "NEXT 1", "GoOn"),
                // a receipt is awaited first
                row(onReceipt, at("SENDING", 1, SENDING), sent(UNKNOWN), "DOUBT 1", "Wait " + WAIT.toSeconds()),
                row(onReceipt, at("DOUBT", 1, DOUBTFUL), DUE, "NEXT 1", "GoOn"),
                row(onReceipt, at("DOUBT", 2, DOUBTFUL, attempt(2, 2, Attempt.State.UNKNOWN)), DUE, "END 2 unknown", "GoOn"),
                row(onReceipt, at("WAIT", 2, DOUBTFUL, second), receipt(1, DeliveryStatus.DELIVERED), "WAIT 2", "Report late"),
                row(onReceipt, at("WAIT", 2, DOUBTFUL, second), receipt(2, DeliveryStatus.UNDELIVERED), "END 2 unknown",
                        "GoOn"),
                row(onReceipt, at("SENDING", 2, DOUBTFUL, secondSending), sent(OPTED_OUT), "END 2 unknown", "GoOn"));
    }

    static Stream<Arguments> endIfRejected() {
        FlowPolicy end = onReceipt(new FallbackOn(false, false), Resolution.NONE);
        FlowPolicy next = onReceipt(new FallbackOn(true, false), Resolution.NONE);
        return Stream.of(
                row(end, at("SENDING", 1, SENDING), sent(REJECTED), "END 1 failed", "GoOn"),
                row(end, at("SENDING", 1, SENDING), sent(UNAVAILABLE), "NEXT 1", "GoOn"),
                row(end, at("WAIT", 1, TAKEN), receipt(1, DeliveryStatus.REJECTED), "END 1 failed", "GoOn"),
                row(next, at("WAIT", 1, TAKEN), receipt(1, DeliveryStatus.REJECTED), "NEXT 1", "GoOn"),
                row(end, at("WAIT", 1, TAKEN), receipt(1, DeliveryStatus.UNDELIVERED), "NEXT 1", "GoOn"),
                row(end, at("WAIT", 1, TAKEN.reported(DeliveryStatus.REJECTED)), DUE, "END 1 failed", "GoOn"));
    }

    static Stream<Arguments> conversations() {
        FlowPolicy asks = conversation(Resolution.NONE, false);
        FlowPolicy optedOut = conversation(Resolution.NONE, true);
        FlowPolicy notEscalating = conversation(new ConversationRules.Steps(1, 2, 0, 4), Resolution.NONE, false);
        Attempt reminder = attempt(2, 2, Attempt.State.ACCEPTED);
        Attempt escalated = attempt(3, 3, Attempt.State.ACCEPTED);
        return Stream.of(
                row(asks, at("NEXT", 0), DUE, "SENDING 1", "Send 1"),
                row(asks, at("SENDING", 1, SENDING), sent(ACCEPTED), "WAIT 1", "Wait " + WAIT.toSeconds()),
                row(asks, at("SENDING", 1, SENDING), sent(new CallOutcome.Accepted("boomware", null, "dry-run-7")),
                        "END 1 expired", "GoOn"),
                row(asks, at("WAIT", 1, TAKEN), optedOut(1), "END 1 optedOut", "GoOn"),
                row(asks, at("SENDING", 1, SENDING), sent(UNAVAILABLE), "NEXT 1", "Wait " + DELAY.toSeconds()),
                row(asks, at("SENDING", 1, SENDING), sent(REJECTED), "NEXT 1", "GoOn"),
                row(asks, at("SENDING", 1, SENDING), sent(OPTED_OUT), "END 1 failed", "GoOn"),
                row(asks, at("WAIT", 1, TAKEN), DUE, "SENDING 2", "Send 2"),
                row(asks, at("WAIT", 2, TAKEN, reminder), DUE, "SENDING 3", "Send 3"),
                row(asks, at("WAIT", 3, TAKEN, reminder, escalated), DUE, "END 3 expired", "GoOn"),
                row(notEscalating, at("WAIT", 2, TAKEN, reminder), DUE, "END 2 expired", "GoOn"),
                row(notEscalating, at("SENDING", 1, SENDING), sent(REJECTED), "END 1 failed", "GoOn"),
                row(asks, at("SENDING", 3, TAKEN, reminder, attempt(3, 3, Attempt.State.SENDING)), sent(ACCEPTED), "WAIT 3",
                        "Wait " + ESCALATE_WAIT.toSeconds()),
                row(asks, at("SENDING", 3, TAKEN, reminder, attempt(3, 3, Attempt.State.SENDING)), sent(REJECTED),
                        "END 3 failed", "GoOn"),
                row(asks, at("WAIT", 4, TAKEN, attempt(2, 4, Attempt.State.ACCEPTED)), reply(2, "perhaps"), "NEXT 4", "GoOn"),
                row(asks, at("WAIT", 4, TAKEN, attempt(2, 4, Attempt.State.ACCEPTED), attempt(3, 4, Attempt.State.ACCEPTED)),
                        reply(3, "perhaps"), "END 4 handover", "GoOn"),
                row(optedOut, at("WAIT", 1, TAKEN), DUE, "END 1 optedOut", "GoOn"),
                row(optedOut, at("NEXT", 1, TAKEN), DUE, "END 1 optedOut", "GoOn"),
                row(asks, at("WAIT", 1, TAKEN), reply(1, "Yes!"), "END 1 answered", "GoOn"),
                row(asks, at("DOUBT", 1, DOUBTFUL), reply(1, "no"), "END 1 answered", "GoOn"),
                row(asks, at("WAIT", 1, TAKEN), reply(1, "stop"), "END 1 optedOut", "GoOn"),
                row(asks, at("WAIT", 1, TAKEN), reply(1, "perhaps"), "NEXT 1", "GoOn"),
                row(asks, at("WAIT", 1, TAKEN), reply(-1, "yes"), "WAIT 1", "Report ambiguous"),
                row(asks, at("WAIT", 1, TAKEN), reply(-1, "stop"), "END 1 optedOut", "GoOn"),
                row(asks, at("ENDED", 1, TAKEN), reply(1, "yes"), "ENDED 1 done", "Report late"),
                row(asks, at("WAIT", 1, TAKEN), receipt(1, DeliveryStatus.UNDELIVERED), "NEXT 1", "GoOn"));
    }

    static Stream<Arguments> quiet() {
        return Stream.of(
                row(quietHours(NOW), at("NEXT", 0), DUE, "SENDING 1", "Send 1"),
                row(quietHours(FUTURE), at("NEXT", 0), DUE, "NEXT 0", "Wait 60"),
                row(quietHours(NOW), at("SENDING", 1, SENDING), sent(ACCEPTED), "END 1 done", "GoOn"),
                row(quietHours(NOW), at("SENDING", 1, SENDING), sent(UNAVAILABLE), "NEXT 1", "Wait " + DELAY.toSeconds()),
                row(quietHours(NOW), at("SENDING", 1, SENDING), sent(REJECTED), "END 1 failed", "GoOn"),
                row(quietHours(NOW), at("SENDING", 1, SENDING), DUE, "END 1 unknown", "GoOn"),
                row(hold(NOW, true), at("NEXT", 0), DUE, "END 0 optedOut", "GoOn"),
                // who opts out and in again before the time gets it
                row(hold(FUTURE, true), at("NEXT", 0), DUE, "NEXT 0", "Wait 60"));
    }

    @ParameterizedTest(name = "{1} {2}")
    @MethodSource({
            "failoverOnSend", "doubt", "failoverOnReceipt", "nextIfUnknown", "endIfRejected",
            "conversations", "quiet", "leftToPeople" })
    void decides(FlowPolicy policy, Situation at, Signal signal, String then, String next) {
        Decision decision = policy.decide(at, signal);

        Flow flow = decision.flow();
        assertThat(flow.state() + " " + flow.step() + (flow.outcome() == null ? "" : " " + flow.outcome())).isEqualTo(then);
        assertThat(text(decision.next())).isEqualTo(next);
        assertThat(policy.decide(at, signal)).as("asked again").isEqualTo(decision);
    }

    private static String text(Next next) {
        if (next instanceof Next.Wait wait) {
            return "Wait " + (wait.until().getEpochSecond() - NOW.getEpochSecond());
        }
        if (next instanceof Next.Send send) {
            return "Send " + send.attempt().step();
        }
        if (next instanceof Next.Lookup lookup) {
            return "Lookup " + lookup.attempt().step();
        }
        return next instanceof Next.Report report ? "Report " + report.endpoint() : next.getClass().getSimpleName();
    }

    static Stream<Arguments> attemptsToSend() {
        FlowPolicy failover = onSend(2, false, Resolution.NONE);
        FlowPolicy conversation = conversation(Resolution.NONE, false);
        Attempt notCalled = attempt(1, 1, Attempt.State.UNAVAILABLE);
        return Stream.of(
                Arguments.of(failover, at("NEXT", 0), 1, 1),
                Arguments.of(failover, at("NEXT", 0, notCalled), 1, 1),
                Arguments.of(failover, at("NEXT", 1, TAKEN), 2, 2),
                Arguments.of(conversation, at("NEXT", 1, notCalled), 1, 1),
                Arguments.of(conversation, at("NEXT", 1, TAKEN), 2, 1),
                Arguments.of(conversation, at(flow("NEXT", 1, Map.of(Remembered.NEXT_STEP, "3")), notCalled), 2, 3),
                Arguments.of(conversation, at(flow("NEXT", 1, Map.of(Remembered.NEXT_STEP, "3")), TAKEN), 2, 3));
    }

    /** One that reached nobody is made again under its number; each other send is an attempt of its own. */
    @ParameterizedTest
    @MethodSource("attemptsToSend")
    void aSendIsAnAttempt(FlowPolicy policy, Situation at, int number, int step) {
        Decision decision = policy.decide(at, DUE);

        assertThat(decision.next()).isInstanceOfSatisfying(Next.Send.class,
                send -> assertThat(send.attempt()).extracting(Attempt::number, Attempt::step).containsExactly(number, step));
        assertThat(at.after(decision).attempts()).hasSize(number);
    }

    @Test
    void aReplyResolvesADoubtAndIsRemembered() {
        FlowEvent reply = new FlowEvent(
                "r", FlowEvent.Kind.REPLY, "boomware", null, "m9", null, null, "37255500123", null, "yes", PAST, "f", 1);

        Decision decision = conversation(Resolution.NONE, false).decide(at("DOUBT", 1, DOUBTFUL), new Signal.Happened(reply));

        assertThat(decision.attempts()).singleElement().extracting(Attempt::state, Attempt::messageId)
                .containsExactly(Attempt.State.ACCEPTED, "m9");
        assertThat(decision.flow().data()).containsEntry(Remembered.REPLY_TEXT, "yes")
                .containsEntry(Remembered.REPLY_SENDER, "37255500123").containsEntry(Remembered.REPLY_TIME, PAST.toString());
    }

    @Test
    void whatIsKnownOfASendIsNotChangedByAReply() {
        assertThat(conversation(Resolution.NONE, false).decide(at("WAIT", 1, TAKEN), reply(1, "yes")).attempts())
                .containsExactly(TAKEN);
    }

    @Test
    void anEventOfWhichTheEndpointWasToldIsDone() {
        Signal told = new Signal.Reported(((Signal.Happened) reply(-1, "yes")).event());

        Decision decision = conversation(Resolution.NONE, false).decide(at("WAIT", 1, TAKEN), told);

        assertThat(decision.flow().state() + " " + text(decision.next())).isEqualTo("WAIT GoOn");
    }

    @Test
    void aReceiptThatContradictsAnotherIsWarnedOf() {
        Situation delivered = at("WAIT", 1, TAKEN.reported(DeliveryStatus.DELIVERED));
        FlowPolicy asks = conversation(Resolution.NONE, false);

        assertThat(asks.decide(delivered, receipt(1, DeliveryStatus.UNDELIVERED)).warning())
                .contains("contradicts an earlier one: UNDELIVERED after DELIVERED; the message counts as UNDELIVERED");
        assertThat(asks.decide(delivered, receipt(1, DeliveryStatus.READ)).warning()).isNull();
        assertThat(asks.decide(at("WAIT", 1, TAKEN), receipt(1, DeliveryStatus.UNDELIVERED)).warning()).isNull();
    }

    @Test
    void theChannelsOfAChainDoNotContradictEachOther() {
        StepReceipts receipts = new StepReceipts(step -> step == 2);

        assertThat(receipts.isContradiction(1, DeliveryStatus.DELIVERED, DeliveryStatus.UNDELIVERED)).isTrue();
        assertThat(receipts.isContradiction(2, DeliveryStatus.DELIVERED, DeliveryStatus.UNDELIVERED)).isFalse();
    }

    @Test
    void whyAStepWasLeftOutIsNotCalledAFailure() {
        Decision skipped = onSend(2, false, Resolution.NONE).decide(at("SENDING", 1, SENDING), sent(new CallOutcome.Skipped()));
        Decision away = onSend(2, false, Resolution.NONE).decide(at("SENDING", 1, SENDING), sent(UNAVAILABLE));

        assertThat(skipped.attempts().get(0).reason()).isEqualTo(new CallOutcome.Skipped().reason()).isNotEmpty();
        assertThat(away.attempts().get(0).reason()).isEqualTo("unavailable: away");
    }

    @Test
    void aDeadlineEndsWhatIsOpenWhateverItsState() {
        for (String state : new String[] { "NEXT", "WAIT", "SENDING", "DOUBT" }) {
            Flow late = expiring(flow(state, 1, Map.of()), PAST);

            Decision decision = onReceipt(Resolution.REPEAT).decide(at(late, SENDING), DUE);

            assertThat(decision.flow().outcome()).isEqualTo(state.equals("SENDING") || state.equals("DOUBT")
                    ? Outcome.UNKNOWN : Outcome.EXPIRED);
        }
    }

    @Test
    void whatWaitsIsWokenForNothingUntilItsTime() {
        Flow waits = flow("WAIT", 1, Map.of(Remembered.UNTIL, FUTURE.toString()));

        assertThat(onReceipt(Resolution.NONE).decide(at(waits, TAKEN), DUE).next()).isEqualTo(new Next.Wait(FUTURE));
        assertThat(onReceipt(Resolution.NONE).decide(at(expiring(waits, NOW.plusSeconds(1)), TAKEN), DUE).next())
                .isEqualTo(new Next.Wait(NOW.plusSeconds(1)));
    }

    @Test
    void aStateOfALaterVersionIsRefused() {
        assertThatThrownBy(() -> onSend(1, false, Resolution.NONE).decide(at("LATER", 1), DUE))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("LATER");
    }

    @Test
    void anOptOutInALateReplyIsHeardAlthoughTheFlowHasForgottenWhomItAsked() {
        Decision decision = conversation(Resolution.NONE, false).decide(
                at(flow("END", 1, Map.of()).ended(), TAKEN), reply(1, "STOP"));

        assertThat(decision.optOut().recipient()).isNull();
        assertThat(decision.optOut().reply().sender()).isEqualTo("37255500123");
        assertThat(decision.optOut().toString()).doesNotContain("37255500123");
    }

    private static Flow expiring(Flow flow, Instant at) {
        return new Flow(
                flow.id(), flow.name(), flow.conversationId(), flow.state(), flow.step(), flow.outcome(), flow.recipient(),
                flow.message(), flow.data(), flow.startedAt(), at, flow.lease(), flow.signals(), flow.failures());
    }
}
