/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.util.List;
import java.util.Map;

import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.flows.store.Attempt;
import io.camelmessaging.flows.store.FlowStore;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which receipts count: early ones, late ones, those that contradict each other or come twice.
 */
class FailoverReceiptsTest extends TwoStepsOnReceipt {

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
