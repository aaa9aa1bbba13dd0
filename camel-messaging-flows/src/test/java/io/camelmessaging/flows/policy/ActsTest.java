/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.policy;

import java.util.Map;
import java.util.stream.Stream;

import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.flows.policy.SendingPolicy.Resolution;
import io.camelmessaging.flows.store.Act;
import io.camelmessaging.flows.store.Attempt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.camelmessaging.flows.policy.Flows.DELAY;
import static io.camelmessaging.flows.policy.Flows.FUTURE;
import static io.camelmessaging.flows.policy.Flows.NOW;
import static io.camelmessaging.flows.policy.Flows.WAIT;
import static io.camelmessaging.flows.policy.Flows.at;
import static io.camelmessaging.flows.policy.Flows.attempt;
import static io.camelmessaging.flows.policy.Flows.conversation;
import static io.camelmessaging.flows.policy.Flows.flow;
import static io.camelmessaging.flows.policy.Flows.onReceipt;
import static io.camelmessaging.flows.policy.Flows.onSend;
import static io.camelmessaging.flows.policy.Flows.quietHours;
import static org.assertj.core.api.Assertions.assertThat;

/** What the acts of people do in each kind of flow, as a table. */
class ActsTest {

    private static final Attempt SENDING = attempt(1, 1, Attempt.State.SENDING);
    private static final Attempt TAKEN = attempt(1, 1, Attempt.State.ACCEPTED);
    private static final Attempt DOUBTFUL = attempt(1, 1, Attempt.State.UNKNOWN);
    private static final Attempt AWAY = attempt(1, 1, Attempt.State.UNAVAILABLE);
    private static final Map<String, String> LATER = Map.of(Remembered.UNTIL, FUTURE.toString());

    private static final FlowPolicy SEND = onSend(2, false, Resolution.NONE);
    private static final FlowPolicy SEND_REPEATED = onSend(2, false, Resolution.REPEAT);
    private static final FlowPolicy RECEIPT = onReceipt(Resolution.NONE);
    private static final FlowPolicy CONVERSATION = conversation(Resolution.NONE, false);
    private static final FlowPolicy QUIET = quietHours(NOW);

    private static Arguments row(FlowPolicy policy, Situation at, Act.Kind act, String then, String next, String refusal) {
        return Arguments.of(policy, at, act, then, next, refusal);
    }

    static Stream<Arguments> cancels() {
        return Stream.of(
                row(SEND, at("NEXT", 0), Act.Kind.CANCEL, "END 0 cancelled", "GoOn", null),
                row(SEND, at("NEXT", 1, AWAY), Act.Kind.CANCEL, "END 1 cancelled", "GoOn", null),
                row(SEND, at("SENDING", 1, SENDING), Act.Kind.CANCEL, "END 1 unknown", "GoOn", null),
                row(SEND_REPEATED, at("DOUBT", 1, DOUBTFUL), Act.Kind.CANCEL, "END 1 unknown", "GoOn", null),
                row(RECEIPT, at(flow("WAIT", 1, LATER), TAKEN), Act.Kind.CANCEL, "END 1 cancelled", "GoOn", null),
                row(RECEIPT, at(flow("DOUBT", 1, LATER), DOUBTFUL), Act.Kind.CANCEL, "END 1 unknown", "GoOn", null),
                row(CONVERSATION, at(flow("WAIT", 1, LATER), TAKEN), Act.Kind.CANCEL, "END 1 cancelled", "GoOn", null),
                row(QUIET, at(flow("NEXT", 0, LATER)), Act.Kind.CANCEL, "END 0 cancelled", "GoOn", null),
                row(SEND, at("END", 1, TAKEN), Act.Kind.CANCEL, "END 1 done", "GoOn", "its outcome is decided: done"),
                row(SEND, at("ENDED", 1, TAKEN), Act.Kind.CANCEL, "ENDED 1 done", "Rest", "it has ended as done"));
    }

    static Stream<Arguments> retries() {
        return Stream.of(
                row(SEND, at(flow("NEXT", 0, LATER), AWAY), Act.Kind.RETRY_NOW, "NEXT 0", "GoOn", null),
                row(RECEIPT, at(flow("NEXT", 0, LATER), AWAY), Act.Kind.RETRY_NOW, "NEXT 0", "GoOn", null),
                row(CONVERSATION, at(flow("NEXT", 1, LATER), AWAY), Act.Kind.RETRY_NOW, "NEXT 1", "GoOn", null),
                row(QUIET, at(flow("NEXT", 1, LATER), AWAY), Act.Kind.RETRY_NOW, "NEXT 1", "GoOn", null),
                row(quietHours(FUTURE), at(flow("NEXT", 0, LATER)), Act.Kind.RETRY_NOW, "NEXT 0", "Wait 60",
                        "nothing may be sent before " + FUTURE),
                row(SEND_REPEATED, at(flow("DOUBT", 1, LATER), DOUBTFUL), Act.Kind.RETRY_NOW, "DOUBT 1", "GoOn", null),
                row(RECEIPT, at(flow("DOUBT", 1, LATER), DOUBTFUL), Act.Kind.RETRY_NOW, "DOUBT 1", "Wait 60",
                        "nobody knows whether its message was sent"),
                row(SEND, at("SENDING", 1, SENDING), Act.Kind.RETRY_NOW, "SENDING 1", "GoOn",
                        "nobody knows whether its message was sent"),
                row(RECEIPT, at(flow("WAIT", 1, LATER), TAKEN), Act.Kind.RETRY_NOW, "WAIT 1", "Wait 60",
                        "its message was sent"),
                row(CONVERSATION, at(flow("WAIT", 1, LATER), TAKEN), Act.Kind.RETRY_NOW, "WAIT 1", "Wait 60",
                        "its message was sent"),
                row(SEND, at("END", 1, TAKEN), Act.Kind.RETRY_NOW, "END 1 done", "GoOn", null),
                row(SEND, at("ENDED", 1, TAKEN), Act.Kind.RETRY_NOW, "ENDED 1 done", "Rest", "it has ended as done"));
    }

    static Stream<Arguments> decidedDoubts() {
        return Stream.of(
                row(SEND, at("SENDING", 1, SENDING), Act.Kind.WAS_SENT, "END 1 done", "GoOn", null),
                row(SEND, at("SENDING", 1, SENDING), Act.Kind.WAS_NOT_SENT, "NEXT 1", "GoOn", null),
                row(SEND, at("SENDING", 2, AWAY, attempt(2, 2, Attempt.State.SENDING)), Act.Kind.WAS_NOT_SENT,
                        "END 2 failed", "GoOn", null),
                row(SEND_REPEATED, at("DOUBT", 1, DOUBTFUL), Act.Kind.WAS_SENT, "END 1 done", "GoOn", null),
                row(SEND_REPEATED, at("DOUBT", 1, DOUBTFUL), Act.Kind.WAS_NOT_SENT, "NEXT 1", "GoOn", null),
                row(RECEIPT, at(flow("DOUBT", 1, LATER), DOUBTFUL), Act.Kind.WAS_SENT, "WAIT 1",
                        "Wait " + WAIT.toSeconds(), null),
                row(RECEIPT, at(flow("DOUBT", 1, LATER), DOUBTFUL), Act.Kind.WAS_NOT_SENT, "NEXT 1", "GoOn", null),
                row(CONVERSATION, at(flow("DOUBT", 1, LATER), DOUBTFUL), Act.Kind.WAS_SENT, "WAIT 1",
                        "Wait " + WAIT.toSeconds(), null),
                row(CONVERSATION, at(flow("DOUBT", 1, LATER), DOUBTFUL), Act.Kind.WAS_NOT_SENT, "NEXT 1",
                        "Wait " + DELAY.toSeconds(), null),
                row(QUIET, at("SENDING", 1, SENDING), Act.Kind.WAS_SENT, "END 1 done", "GoOn", null),
                row(QUIET, at("SENDING", 1, SENDING), Act.Kind.WAS_NOT_SENT, "NEXT 1", "Wait " + DELAY.toSeconds(), null),
                row(RECEIPT, at(flow("WAIT", 1, LATER), TAKEN), Act.Kind.WAS_NOT_SENT, "WAIT 1", "Wait 60",
                        "it is not in doubt"),
                row(SEND, at("NEXT", 0), Act.Kind.WAS_SENT, "NEXT 0", "GoOn", "it is not in doubt"),
                row(SEND, at("END", 1, TAKEN), Act.Kind.WAS_NOT_SENT, "END 1 done", "GoOn", "its outcome is decided: done"),
                row(SEND, at("NEXT", 0), Act.Kind.RELEASE, "NEXT 0", "GoOn", "it is not parked"));
    }

    @ParameterizedTest
    @MethodSource({ "cancels", "retries", "decidedDoubts" })
    void doWhatTheTableSays(FlowPolicy policy, Situation at, Act.Kind act, String then, String next, String refusal) {
        Decision decision = decide(policy, at, act);

        assertThat(decision.flow().state() + " " + decision.flow().step()
                   + (decision.flow().outcome() == null ? "" : " " + decision.flow().outcome()))
                .isEqualTo(then);
        assertThat(decision.next() instanceof Next.Wait wait
                ? "Wait " + (wait.until().getEpochSecond() - NOW.getEpochSecond())
                : decision.next().getClass().getSimpleName()).isEqualTo(next);
        if (refusal == null) {
            assertThat(decision.refusal()).isNull();
        } else {
            assertThat(decision.refusal()).startsWith(refusal);
            assertThat(decision.flow()).as("nothing was done").isEqualTo(at.flow());
        }
    }

    private static Decision decide(FlowPolicy policy, Situation at, Act.Kind act) {
        return policy.decide(at, new Signal.Acted(new Act("a", "f", act, "ann", "as Bob says")));
    }

    @Test
    void anAttemptIsWhatSomebodyDecided() {
        Decision sent = decide(RECEIPT, at("DOUBT", 1, DOUBTFUL), Act.Kind.WAS_SENT);
        Decision notSent = decide(RECEIPT, at("DOUBT", 1, DOUBTFUL), Act.Kind.WAS_NOT_SENT);

        assertThat(sent.attempts()).singleElement().extracting(Attempt::state).isEqualTo(Attempt.State.ACCEPTED);
        assertThat(notSent.attempts()).singleElement().satisfies(attempt -> {
            assertThat(attempt.state()).isEqualTo(Attempt.State.UNAVAILABLE);
            assertThat(attempt.reason()).contains("as was decided: as Bob says").doesNotContain("ann");
        });
    }

    @Test
    void whatWasUnderWayWhenItWasCancelledIsInDoubt() {
        Decision underWay = decide(SEND, at("SENDING", 1, SENDING), Act.Kind.CANCEL);
        Decision inDoubt = decide(SEND_REPEATED, at("DOUBT", 1, DOUBTFUL), Act.Kind.CANCEL);

        assertThat(underWay.attempts()).singleElement().extracting(Attempt::state).isEqualTo(Attempt.State.UNKNOWN);
        assertThat(inDoubt.attempts()).as("it is as before").isEmpty();
    }

    @Test
    void aReceiptStillCountsAfterSomebodyDecidedThatItsMessageWasNotSent() {
        Situation at = at("DOUBT", 1, DOUBTFUL);
        Situation decided = at.after(decide(RECEIPT, at, Act.Kind.WAS_NOT_SENT));

        Decision late = RECEIPT.decide(decided, Flows.receipt(1, DeliveryStatus.DELIVERED));

        assertThat(late.flow().state()).isIn("WAIT", "END");
    }
}
