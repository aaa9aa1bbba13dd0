/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import io.camelmessaging.common.DeliveryReceipt;
import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.RejectionReason;
import io.camelmessaging.flows.StandIn.Answer;
import io.camelmessaging.flows.store.Attempt;
import io.camelmessaging.flows.store.FlowStore;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Each wait passes on a clock that the tests move. */
class FailoverOnReceiptTest {

    private static final String NUMBER = "+37255500123";
    /** What else passes besides the waits that a test is about. */
    private static final Duration LITTLE = Duration.ofMinutes(5);

    private final MovableClock clock = new MovableClock();
    private final DefaultCamelContext context = FlowContexts.on(Databases.h2(), clock);
    private final StandIn one = new StandIn("one");
    private final StandIn two = new StandIn("two");
    private int receipts;

    @BeforeEach
    void providers() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:one").process(one);
                from("direct:two").process(two);
                from("direct:receipts").to("kamelet:flow-events");
            }
        });
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private void start(String parameters) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to("kamelet:failover-on-receipt?name=orders&step1=direct:one&step2=direct:two"
                                     + "&done=mock:done&failed=mock:failed&expired=mock:expired&unknown=mock:unknown&late=mock:late"
                                     + parameters);
            }
        });
        context.start();
    }

    private String send() {
        return context.createProducerTemplate().request("direct:in", exchange -> {
            exchange.getMessage().setBody("hello");
            exchange.getMessage().setHeaders(new HashMap<>(Map.of(MessagingConstants.TO, NUMBER)));
        }).getMessage().getHeader(FlowConstants.FLOW_ID, String.class);
    }

    /** Moves the clock until something is so. */
    private void until(BooleanSupplier condition) {
        clock.moveUntil(context, condition);
    }

    private void awaitCall(StandIn provider) {
        until(() -> !provider.calls().isEmpty());
    }

    /** A receipt by the provider's id of the message. */
    private Message receipt(String provider, String messageId, DeliveryStatus status) {
        return receipt(Map.of(MessagingConstants.PROVIDER, provider, MessagingConstants.MESSAGE_ID, messageId,
                MessagingConstants.STATUS, status));
    }

    /** A receipt by the reference of the message. */
    private Message receiptOf(String provider, String reference, DeliveryStatus status) {
        return receipt(Map.of(MessagingConstants.PROVIDER, provider, MessagingConstants.REFERENCE, reference,
                MessagingConstants.STATUS, status));
    }

    private Message receipt(Map<String, Object> headers) {
        Exchange exchange = context.createProducerTemplate().request("direct:receipts", event -> {
            event.getMessage().setHeaders(new HashMap<>(headers));
            event.getMessage().getHeaders().putIfAbsent(MessagingConstants.EVENT_ID, "e" + ++receipts);
            event.getMessage().setHeader(MessagingConstants.TIMESTAMP, clock.instant());
        });
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage();
    }

    private MockEndpoint mock(String name) {
        return context.getEndpoint("mock:" + name, MockEndpoint.class);
    }

    /** Waits until a flow has ended, which has told exactly one endpoint once, and gives what that was told. */
    private Message theEnd(String flowId, String name) {
        MessagingFlows flows = MessagingFlows.of(context);
        until(() -> flows.store().find(flowId).orElseThrow().isEnded());
        List<Message> told = Stream.of("done", "failed", "expired", "unknown").flatMap(end -> mock(end).getExchanges().stream())
                .map(Exchange::getMessage).filter(end -> flowId.equals(end.getHeader(FlowConstants.FLOW_ID))).toList();
        assertThat(told).singleElement()
                .satisfies(end -> assertThat(end.getHeader(FlowConstants.OUTCOME)).isEqualTo(name));
        assertThat(mock(name).getExchanges()).extracting(Exchange::getMessage).contains(told.get(0));
        return told.get(0);
    }

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
    void deliveredIsNotEnoughWhereReadIsAskedFor() throws Exception {
        start("&step1Until=read&step1Wait=2h");
        String flow = send();
        awaitCall(one);
        receipt("one", "one-1", DeliveryStatus.DELIVERED);

        awaitCall(two);
        receipt("two", "two-1", DeliveryStatus.DELIVERED);

        assertThat(theEnd(flow, "done").getHeader(FlowConstants.STEP)).isEqualTo(2);
    }

    @Test
    void readEndsWhatAsksForRead() throws Exception {
        start("&until=read");
        String flow = send();
        awaitCall(one);

        receipt("one", "one-1", DeliveryStatus.READ);
        receipt("one", "one-1", DeliveryStatus.DELIVERED);

        assertThat(theEnd(flow, "done").getHeader(MessagingConstants.STATUS)).isEqualTo(DeliveryStatus.READ);
    }

    @Test
    void aReceiptThatIsEarlierThanOurRecordCounts() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:early").process(one).process(exchange -> assertThat(
                        receipt("one", "one-1", DeliveryStatus.DELIVERED).getHeader(FlowConstants.FLOW_ID)).isNull());
            }
        });
        start("");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in2").to("kamelet:failover-on-receipt?name=early&step1=direct:early&step2=direct:two"
                                      + "&done=mock:done&failed=mock:failed");
            }
        });

        String flow = context.createProducerTemplate().request("direct:in2", exchange -> exchange.getMessage().setBody("hello"))
                .getMessage().getHeader(FlowConstants.FLOW_ID, String.class);

        assertThat(theEnd(flow, "done").getHeader(FlowConstants.STEP)).isEqualTo(1);
        assertThat(two.calls()).isEmpty();
    }

    @Test
    void aLateReceiptIsReportedAndEndsWhatIsStillOpen() throws Exception {
        start("&step1Wait=2h");
        String flow = send();
        awaitCall(two);

        receipt("one", "one-1", DeliveryStatus.DELIVERED);

        assertThat(theEnd(flow, "done").getHeader(FlowConstants.STEP)).isEqualTo(1);
        assertThat(mock("late").getExchanges()).singleElement().satisfies(late -> assertThat(late.getMessage().getHeaders())
                .containsEntry(FlowConstants.STEP, 1)
                .containsEntry(MessagingConstants.PROVIDER, "one")
                .containsEntry(MessagingConstants.STATUS, DeliveryStatus.DELIVERED)
                .containsEntry(FlowConstants.CONVERSATION_ID, flow));
    }

    @Test
    void receiptsThatContradictEachOtherGiveTheSameInAnyOrder() throws Exception {
        start("&contradictionWait=20s");
        for (List<DeliveryStatus> order : List.of(List.of(DeliveryStatus.DELIVERED, DeliveryStatus.UNDELIVERED),
                List.of(DeliveryStatus.UNDELIVERED, DeliveryStatus.DELIVERED))) {
            int before = two.calls().size();
            String flow = send();
            until(() -> one.calls().size() == before + 1);
            order.forEach(status -> receipt("one", "one-" + (before + 1), status));

            until(() -> two.calls().size() == before + 1);
            until(() -> mock("late").getReceivedCounter() == before + 1);
            receipt("two", "two-" + (before + 1), DeliveryStatus.READ);
            assertThat(theEnd(flow, "done").getHeader(FlowConstants.STEP)).isEqualTo(2);
            assertThat(MessagingFlows.of(context).store().attempts(flow)).extracting(Attempt::status)
                    .containsExactly(DeliveryStatus.UNDELIVERED, DeliveryStatus.READ);
        }
        assertThat(mock("late").getReceivedCounter()).isEqualTo(2);
    }

    @Test
    void aContradictionAfterTheEndIsReportedAndEndsNothingElse() throws Exception {
        start("&contradictionWait=1m");
        String flow = send();
        awaitCall(one);
        receipt("one", "one-1", DeliveryStatus.DELIVERED);
        theEnd(flow, "done");

        receipt("one", "one-1", DeliveryStatus.UNDELIVERED);

        until(() -> mock("late").getReceivedCounter() == 1);
        assertThat(mock("late").getExchanges().get(0).getMessage().getHeader(MessagingConstants.STATUS))
                .isEqualTo(DeliveryStatus.UNDELIVERED);
        assertThat(two.calls()).isEmpty();
        theEnd(flow, "done");
    }

    @Test
    void aChainIsNotOverWithTheFailureOfOneChannel() throws Exception {
        start("&step1Chain=true");
        String flow = send();
        awaitCall(one);

        receipt("one", "one-1", DeliveryStatus.UNDELIVERED);
        receipt("one", "one-1", DeliveryStatus.REJECTED);
        receipt("one", "one-1", DeliveryStatus.DELIVERED);

        Message end = theEnd(flow, "done");
        assertThat(end.getHeader(FlowConstants.STEP)).isEqualTo(1);
        assertThat(end.getHeader(MessagingConstants.STATUS)).isEqualTo(DeliveryStatus.DELIVERED);
        assertThat(two.calls()).isEmpty();
        assertThat(mock("late").getExchanges()).isEmpty();
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
    void aReceiptAfterTheEndIsReported() throws Exception {
        start("&step1Wait=2h");
        String flow = send();
        awaitCall(two);
        receipt("two", "two-1", DeliveryStatus.DELIVERED);
        theEnd(flow, "done");

        receipt("one", "one-1", DeliveryStatus.DELIVERED);
        receipt("one", "one-1", DeliveryStatus.READ);
        receipt("two", "two-1", DeliveryStatus.READ);

        until(() -> mock("late").getReceivedCounter() == 1);
        until(() -> MessagingFlows.of(context).store().attempts(flow).get(1).status() == DeliveryStatus.READ);
        assertThat(mock("late").getReceivedCounter()).isEqualTo(1);
        theEnd(flow, "done");
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
    void anEndpointForLateReceiptsThatStopsItsRouteWasTold() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:stopping").to("mock:stopping").stop();
                from("direct:in2").to("kamelet:failover-on-receipt?name=stops&step1=direct:one&wait=2h"
                                      + "&failed=mock:failed&expired=mock:expired&late=direct:stopping");
            }
        });
        start("");
        String flow = context.createProducerTemplate().request("direct:in2", exchange -> exchange.getMessage().setBody("hello"))
                .getMessage().getHeader(FlowConstants.FLOW_ID, String.class);
        theEnd(flow, "expired");

        receipt("one", "one-1", DeliveryStatus.DELIVERED);

        until(() -> mock("stopping").getReceivedCounter() == 1);
        FlowStore store = MessagingFlows.of(context).store();
        until(() -> store.attempts(flow).get(0).status() == DeliveryStatus.DELIVERED);
        assertThat(store.find(flow).orElseThrow().failures()).isZero();
        assertThat(mock("stopping").getReceivedCounter()).isEqualTo(1);
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

    @Test
    void receiptsThatComeTwiceAndInDisorderEndItOnce() throws Exception {
        start("");
        String flow = send();
        awaitCall(one);

        for (int i = 0; i < 3; i++) {
            receipt(Map.of(MessagingConstants.PROVIDER, "one", MessagingConstants.MESSAGE_ID, "one-1",
                    MessagingConstants.STATUS, DeliveryStatus.DELIVERED, MessagingConstants.EVENT_ID, "same"));
            receipt("one", "one-1", DeliveryStatus.SENT);
            receipt("one", "one-1", DeliveryStatus.UNKNOWN);
        }

        theEnd(flow, "done");
        assertThat(mock("late").getExchanges()).isEmpty();
        assertThat(two.calls()).isEmpty();
    }

    @Test
    void receiptsOfOthersAreKeptAndBelongToNobody() throws Exception {
        start("");

        assertThat(receipt("one", "somebody-else's", DeliveryStatus.DELIVERED).getHeader(FlowConstants.FLOW_ID)).isNull();
    }

    @Test
    void whatIsNoEventIsRefused() throws Exception {
        start("");

        Exchange refused = context.createProducerTemplate().request("direct:receipts",
                exchange -> exchange.getMessage().setHeader(MessagingConstants.PROVIDER, "one"));

        assertThat(refused.getException()).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("without the header CamelMessagingEventId");
    }
}
