/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import io.camelmessaging.common.DeliveryReceipt;
import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.RejectionReason;
import io.camelmessaging.flows.StandIn.Answer;
import io.camelmessaging.flows.store.Attempt;
import org.apache.camel.Message;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which step is sent and when, and how a flow ends.
 */
class FailoverOnReceiptTest extends TwoStepsOnReceipt {

    @Test
    void aReceiptInTimeEndsIt() throws Exception {
        start("");
        String flow = send();
        awaitCall(one);

        receipt("one", "one-1", DeliveryStatus.SENT);
        Message taken = receipt("one", "one-1", DeliveryStatus.DELIVERED);

        assertThat(taken.getHeader(FlowConstants.FLOW_ID)).isEqualTo(flow);
        assertThat(theEnd(flow, "done").getHeaders())
                .containsEntry(FlowConstants.STEP, 1)
                .containsEntry(MessagingConstants.STATUS, DeliveryStatus.DELIVERED)
                .containsEntry(MessagingConstants.MESSAGE_ID, "one-1")
                .containsEntry(MessagingConstants.TO, NUMBER);
        assertThat(two.calls()).isEmpty();
    }

    @Test
    void withoutAReceiptInTimeTheNextStepIsSent() throws Exception {
        start("&step1Wait=2h");
        String flow = send();
        awaitCall(two);
        assertThat(clock.moved()).isCloseTo(Duration.ofHours(2), LITTLE);

        receiptOf("two", two.lastReference(), DeliveryStatus.DELIVERED);

        Message end = theEnd(flow, "done");
        assertThat(end.getHeader(FlowConstants.STEP)).isEqualTo(2);
        assertThat(end.getHeader(FlowConstants.ATTEMPTS)).isEqualTo(2);
        assertThat(MessagingFlows.of(context).store().attempts(flow)).extracting(Attempt::reason)
                .containsExactly("no receipt in time", null);
        assertThat(one.calls()).hasSize(1);
    }

    /** A receipt of a component, as its consumer gives it. */
    private record OptedOut(String messageId) implements DeliveryReceipt {

        @Override
        public String eventId() {
            return "opted-out-" + messageId;
        }

        @Override
        public Instant occurredAt() {
            return null;
        }

        @Override
        public String recipient() {
            return NUMBER;
        }

        @Override
        public DeliveryStatus deliveryStatus() {
            return DeliveryStatus.REJECTED;
        }

        @Override
        public String rawStatus() {
            return "OPTED OUT - BLOCKED";
        }

        @Override
        public RejectionReason rejectionReason() {
            return RejectionReason.OPTED_OUT;
        }
    }

    @Test
    void whoOptedOutAtOneProviderIsTriedThroughNoOther() throws Exception {
        start("");
        String flow = send();
        awaitCall(one);

        context.createProducerTemplate().sendBodyAndHeaders("direct:receipts", new OptedOut("one-1"),
                Map.of(MessagingConstants.PROVIDER, "one", MessagingConstants.EVENT_ID, "e9", MessagingConstants.MESSAGE_ID,
                        "one-1", MessagingConstants.STATUS, DeliveryStatus.REJECTED));

        assertThat(theEnd(flow, "failed").getHeader(FlowConstants.REASON, String.class)).contains("has opted out");
        assertThat(two.calls()).isEmpty();
    }

    @Test
    void aFinalFailureGoesOnAtOnce() throws Exception {
        start("");
        String flow = send();
        awaitCall(one);

        receipt("one", "one-1", DeliveryStatus.UNDELIVERED);
        awaitCall(two);
        receipt("two", "two-1", DeliveryStatus.REJECTED);

        assertThat(theEnd(flow, "failed").getHeader(FlowConstants.REASON)).isEqualTo("undelivered: REJECTED");
    }

    @Test
    void aRefusalEndsItWhereThatIsAskedFor() throws Exception {
        one.next(Answer.REJECTED);
        start("&rejected=end");

        String refused = send();
        assertThat(theEnd(refused, "failed").getHeader(FlowConstants.STEP)).isEqualTo(1);

        String later = send();
        until(() -> one.calls().size() == 2);
        receipt("one", "one-2", DeliveryStatus.REJECTED);
        assertThat(theEnd(later, "failed").getHeader(FlowConstants.REASON)).isEqualTo("undelivered: REJECTED");

        send();
        until(() -> one.calls().size() == 3);
        receipt("one", "one-3", DeliveryStatus.UNDELIVERED);
        awaitCall(two);
    }

    @Test
    void whereNobodyKnowsTheNextStepIsSentAfterTheWaitIfThatIsAskedFor() throws Exception {
        one.always(Answer.UNKNOWN);
        start("&ifUnknown=next&step1Wait=2h");
        String flow = send();

        awaitCall(two);
        receipt("two", "two-1", DeliveryStatus.DELIVERED);

        assertThat(theEnd(flow, "done").getHeader(FlowConstants.STEP)).isEqualTo(2);
    }

    @Test
    void aStepThatIsRefusedOrAwayIsFollowedByTheNext() throws Exception {
        one.next(Answer.REJECTED, Answer.UNAVAILABLE);
        start("");

        String first = send();
        until(() -> two.calls().size() == 1);
        receipt("two", "two-1", DeliveryStatus.DELIVERED);
        theEnd(first, "done");
        String second = send();
        until(() -> two.calls().size() == 2);
        receipt("two", "two-2", DeliveryStatus.DELIVERED);

        theEnd(second, "done");
    }

    @Test
    void aChainThatDeliversNothingInItsTimeIsFollowedByTheNextStep() throws Exception {
        start("&step1Chain=true&step1Wait=2h");
        String flow = send();
        awaitCall(one);

        receipt("one", "one-1", DeliveryStatus.UNDELIVERED);
        awaitCall(two);
        receipt("two", "two-1", DeliveryStatus.DELIVERED);

        theEnd(flow, "done");
        assertThat(MessagingFlows.of(context).store().attempts(flow).get(0).reason()).isEqualTo("undelivered: UNDELIVERED");
    }

    @Test
    void withoutAFinalReceiptTheReasonSaysSo() throws Exception {
        start("&step1Wait=2h&step2Wait=2h");
        String flow = send();
        awaitCall(one);
        receipt("one", "one-1", DeliveryStatus.SENT);
        awaitCall(two);
        receipt("two", "two-1", DeliveryStatus.SENT);

        assertThat(theEnd(flow, "expired").getHeader(FlowConstants.REASON))
                .isEqualTo("no final receipt in time, the last one said SENT");
        assertThat(clock.moved()).isCloseTo(Duration.ofHours(4), LITTLE);
    }

    @Test
    void theTimeOfTheLastStepOver_itExpires() throws Exception {
        start("&wait=2h");

        String flow = send();

        assertThat(theEnd(flow, "expired").getHeader(FlowConstants.REASON)).isEqualTo(
                "no receipt in time; no receipt of one, two has ever come: see that its receipts are fed to flow-events");
        assertThat(clock.moved()).isCloseTo(Duration.ofHours(4), LITTLE);
        receipt("two", "two-1", DeliveryStatus.DELIVERED);
        until(() -> mock("late").getReceivedCounter() == 1);
    }

    @Test
    void theTotalTimeOver_itExpiresWhateverItsStep() throws Exception {
        start("&wait=2h&deadline=1h");

        String flow = send();

        assertThat(theEnd(flow, "expired").getHeader(FlowConstants.REASON)).isEqualTo(
                "the total time is over; no receipt of one has ever come: see that its receipts are fed to flow-events");
        assertThat(clock.moved()).isCloseTo(Duration.ofHours(1), LITTLE);
        assertThat(two.calls()).isEmpty();
    }

    @Test
    void aDoubtIsSettledByItsReceipt() throws Exception {
        one.next(Answer.UNKNOWN);
        start("");
        String flow = send();
        awaitCall(one);

        receiptOf("one", one.lastReference(), DeliveryStatus.SENT);
        receiptOf("one", one.lastReference(), DeliveryStatus.UNDELIVERED);
        awaitCall(two);
        receipt("two", "two-1", DeliveryStatus.DELIVERED);

        theEnd(flow, "done");
    }

    @Test
    void aDoubtWithoutAReceiptEndsAsUnknownAndSendsNothingElse() throws Exception {
        one.next(Answer.UNKNOWN);
        start("&wait=2h");

        String flow = send();

        theEnd(flow, "unknown");
        assertThat(clock.moved()).isCloseTo(Duration.ofHours(2), LITTLE);
        assertThat(one.calls()).hasSize(1);
        assertThat(two.calls()).isEmpty();
    }

    @Test
    void aDoubtWhenTheTotalTimeIsOverIsUnknownAndNotExpired() throws Exception {
        one.next(Answer.UNKNOWN);
        start("&wait=2h&deadline=1h");

        theEnd(send(), "unknown");
        assertThat(clock.moved()).isCloseTo(Duration.ofHours(1), LITTLE);
        assertThat(two.calls()).isEmpty();
    }
}
