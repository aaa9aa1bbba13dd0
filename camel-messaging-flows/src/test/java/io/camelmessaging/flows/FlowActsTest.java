/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import javax.sql.DataSource;

import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.flows.Databases.Postgres;
import io.camelmessaging.flows.admin.ActResult;
import io.camelmessaging.flows.admin.Actor;
import io.camelmessaging.flows.admin.FlowAdministration;
import io.camelmessaging.flows.admin.FlowDetail;
import io.camelmessaging.flows.admin.FlowQuery;
import io.camelmessaging.flows.admin.Verdict;
import io.camelmessaging.flows.guard.RecipientRecords;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** What people do to flows beside the nodes that work on them. */
class FlowActsTest {

    private static final String NUMBER = "+37255500123";
    private static final Actor ANN = new Actor("ann", "the customer called from +372 5550 0123");

    @Nested
    class OnH2 extends OnFlows {
        OnH2() {
            super(Databases.h2());
        }
    }

    @Nested
    @ExtendWith(Postgres.class)
    class OnPostgresql extends OnFlows {
        OnPostgresql(Postgres.Server server) {
            super(server.newDatabase());
        }
    }

    abstract static class OnFlows {

        private final DefaultCamelContext context;
        private final StandIn one = new StandIn("one");
        private final StandIn two = new StandIn("two");
        private final CountDownLatch called = new CountDownLatch(1);
        private final CountDownLatch answer = new CountDownLatch(1);
        private FlowAdministration flows;
        private MockEndpoint done;
        private MockEndpoint failed;
        private MockEndpoint unknown;

        OnFlows(DataSource dataSource) {
            context = FlowContexts.on(dataSource);
        }

        @BeforeEach
        void routes() throws Exception {
            MessagingFlows settings = context.getRegistry().lookupByNameAndType("flows", MessagingFlows.class);
            settings.setParkAfter(Duration.ofMillis(1));
            settings.setParkFailures(1);
            done = context.getEndpoint("mock:done", MockEndpoint.class);
            failed = context.getEndpoint("mock:failed", MockEndpoint.class);
            unknown = context.getEndpoint("mock:unknown", MockEndpoint.class);
            String ends = "&failed=mock:failed&unknown=mock:unknown&settleDelay=1h";
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    errorHandler(noErrorHandler());
                    from("direct:one").process(one);
                    from("direct:two").process(two);
                    from("direct:slow").process(exchange -> {
                        called.countDown();
                        answer.await();
                    }).process(one);
                    from("direct:broken").throwException(new IllegalStateException("not there"));
                    from("direct:receipt").to("kamelet:failover-on-receipt?name=parcels&step1=direct:one&step2=direct:two"
                                              + "&step1Wait=1h&step2Wait=1h&done=mock:done" + ends);
                    from("direct:ask").to("kamelet:conversation?name=visits&ask=direct:one&answer=YES&invalid=direct:two"
                                          + "&answered=mock:done" + ends);
                    from("direct:held").to("kamelet:failover-on-send?name=slow&step1=direct:slow&done=mock:done" + ends);
                    from("direct:stuck").to("kamelet:failover-on-send?name=stuck&step1=direct:one&done=direct:broken" + ends);
                }
            });
            context.start();
            flows = FlowAdministration.of(context);
        }

        @AfterEach
        void stop() {
            answer.countDown();
            context.stop();
        }

        private String send(String to, String conversationId) {
            Map<String, Object> headers = new HashMap<>(
                    Map.of(MessagingConstants.TO, NUMBER,
                            FlowConstants.CONVERSATION_ID, conversationId, MessagingConstants.REFERENCE,
                            "order-" + conversationId));
            context.createProducerTemplate().sendBodyAndHeaders(to, "hello", headers);
            return conversationId;
        }

        private FlowDetail awaitState(String conversationId, String state) {
            return await().until(() -> flows.show(conversationId).orElseThrow(), one -> one.flow().state().equals(state));
        }

        private List<String> acts(String conversationId) {
            return flows.show(conversationId).orElseThrow().timeline().stream()
                    .filter(entry -> entry.kind() == FlowDetail.Kind.ACT)
                    .map(entry -> entry.act() + " " + entry.status() + " by " + entry.actor()).toList();
        }

        @Test
        void aCancelledFlowSendsNothingMoreAndIsToldOnce() {
            send("direct:receipt", "c1");
            awaitState("c1", "WAIT");

            ActResult result = flows.cancel("c1", ANN);

            assertThat(result.status()).isEqualTo(ActResult.Status.APPLIED);
            FlowDetail ended = awaitState("c1", "ENDED");
            assertThat(ended.flow().outcome()).isEqualTo("cancelled");
            assertThat(acts("c1")).containsExactly("CANCEL APPLIED by ann");
            assertThat(flows.cancel("c1", ANN).why()).contains("it has ended as cancelled");
            assertThat(two.calls()).isEmpty();
            assertThat(failed.getExchanges()).singleElement().satisfies(told -> {
                assertThat(told.getMessage().getHeader(FlowConstants.OUTCOME)).isEqualTo("cancelled");
                assertThat(told.getMessage().getHeader(FlowConstants.REASON, String.class))
                        .contains("the customer called").doesNotContain("5550 0123");
            });
        }

        @Test
        void whoCancelsManyIsToldOfEach() {
            for (int i = 0; i < 25; i++) {
                send("direct:receipt", "m" + i);
            }
            await().until(() -> flows.counts().open() == 25);

            List<ActResult> results = flows.cancel(FlowQuery.all().flow("parcels"), 20, ANN);

            assertThat(results).hasSize(20).allMatch(ActResult::isApplied);
            await().until(() -> failed.getReceivedCounter() == 20);
            assertThat(flows.list(FlowQuery.all().outcome("cancelled"), null, 100).flows()).hasSize(20);
            await().until(() -> flows.counts().open() == 5);
        }

        @Test
        void aDoubtThatWasSentWaitsForItsReceiptAndOneThatWasNotGoesOn() {
            one.next(StandIn.Answer.UNKNOWN, StandIn.Answer.UNKNOWN);
            send("direct:receipt", "sent");
            send("direct:receipt", "lost");
            awaitState("sent", "DOUBT");
            awaitState("lost", "DOUBT");
            assertThat(flows.list(FlowQuery.all().inDoubt(), null, 10).flows()).hasSize(2);
            assertThat(flows.retryNow("lost", ANN).why()).contains("nobody knows whether its message was sent");

            assertThat(flows.decide("sent", Verdict.WAS_SENT, ANN).isApplied()).isTrue();
            assertThat(flows.decide("lost", Verdict.WAS_NOT_SENT, ANN).isApplied()).isTrue();

            awaitState("sent", "WAIT");
            await().until(() -> two.calls().size() == 1);
            assertThat(flows.decide("sent", Verdict.WAS_NOT_SENT, ANN).why()).contains("it is not in doubt");
            assertThat(one.calls()).hasSize(2);
        }

        @Test
        void whatTwoPeopleRetryAtOnceIsSentOnce() throws Exception {
            one.next(StandIn.Answer.UNAVAILABLE);
            send("direct:ask", "c1");
            await().until(() -> one.calls().size() == 1);
            awaitState("c1", "NEXT");

            ExecutorService people = Executors.newFixedThreadPool(4);
            try {
                List<Callable<ActResult>> clicks = java.util.Collections.nCopies(4, () -> flows.retryNow("c1", ANN));
                for (Future<ActResult> click : people.invokeAll(clicks)) {
                    assertThat(click.get().status()).isIn(ActResult.Status.APPLIED, ActResult.Status.REFUSED);
                }
            } finally {
                people.shutdown();
            }

            awaitState("c1", "WAIT");
            assertThat(one.calls()).hasSize(2);
            assertThat(acts("c1")).hasSize(4).contains("RETRY_NOW APPLIED by ann");
        }

        @Test
        void whatNobodyComesToInTimeNeverHappens() throws Exception {
            flows.setPatience(Duration.ofMillis(200));
            send("direct:held", "c1");
            called.await();

            ActResult busy = flows.cancel("c1", ANN);
            answer.countDown();

            assertThat(busy.status()).isEqualTo(ActResult.Status.BUSY);
            assertThat(awaitState("c1", "ENDED").flow().outcome()).isEqualTo("done");
            assertThat(acts("c1")).containsExactly("CANCEL BUSY by ann");
            assertThat(failed.getReceivedCounter()).isZero();
        }

        @Test
        void anActWaitsForTheCallThatIsUnderWay() throws Exception {
            send("direct:held", "c1");
            called.await();
            ExecutorService person = Executors.newSingleThreadExecutor();
            try {
                Future<ActResult> cancelled = person.submit(() -> flows.cancel("c1", ANN));
                await().until(() -> acts("c1").equals(List.of("CANCEL ASKED by ann")));
                answer.countDown();

                assertThat(cancelled.get().why()).contains("done");
            } finally {
                person.shutdown();
            }
            assertThat(awaitState("c1", "ENDED").flow().outcome()).isEqualTo("done");
            assertThat(done.getReceivedCounter()).isEqualTo(1);
        }

        @Test
        void aParkedFlowIsReleasedAndNotRetried() {
            send("direct:stuck", "c1");
            await().until(() -> flows.counts().parked() == 1);

            assertThat(flows.retryNow("c1", ANN).why()).contains("it is parked");
            assertThat(flows.cancel("c1", ANN).why()).contains("its outcome is decided, done");
            assertThat(flows.counts().parked()).isEqualTo(1);
            List<ActResult> released = flows.release(FlowQuery.all(), 10, ANN);

            assertThat(released).singleElement().matches(ActResult::isApplied);
            // its endpoint is still broken
            await().until(() -> flows.counts().parked() == 1);
            assertThat(one.calls()).hasSize(1);
            assertThat(flows.release("nobody", ANN).status()).isEqualTo(ActResult.Status.NOT_FOUND);
        }

        @Test
        void severalFlowsOfOneConversationIdAreNeverGuessed() {
            send("direct:receipt", "same");
            send("direct:ask", "same");
            awaitState("same", "WAIT");

            ActResult refused = flows.cancel("same", ANN);
            String id = flows.list(FlowQuery.all().flow("visits"), null, 1).flows().get(0).id();

            assertThat(refused.why()).contains("several flows").contains("give the id");
            await().until(() -> flows.cancel(id, ANN).isApplied());
        }

        @Test
        void theTimeLineTellsAllAndMasksWhatItIsAskedTo() {
            one.next(StandIn.Answer.UNAVAILABLE);
            send("direct:receipt", "c1");
            awaitState("c1", "WAIT");
            await().until(() -> two.calls().size() == 1);
            flows.retryNow("c1", ANN);

            FlowDetail detail = awaitState("c1", "WAIT");

            assertThat(detail.timeline()).extracting(FlowDetail.Entry::kind).containsExactly(FlowDetail.Kind.INTAKE,
                    FlowDetail.Kind.SEND, FlowDetail.Kind.RESULT, FlowDetail.Kind.SEND, FlowDetail.Kind.RESULT,
                    FlowDetail.Kind.ACT, FlowDetail.Kind.NEXT_DUE);
            assertThat(detail.text()).isEqualTo("hello");
            assertThat(detail.flow().recipient()).isEqualTo(NUMBER);
            assertThat(detail.flow().reference()).isEqualTo("order-c1");
            assertThat(detail.masked().text()).isEqualTo("***");
            assertThat(detail.masked().toString() + detail.masked().flow() + detail.masked().timeline() + detail + ANN
                       + flows.list(FlowQuery.all().recipient(NUMBER), null, 1))
                    .doesNotContain("55500123", "hello");
        }

        @Test
        void aFlowIsFoundByItsNumberHoweverThatWasWritten() {
            context.createProducerTemplate().sendBodyAndHeader("direct:receipt", "hello", MessagingConstants.TO,
                    "+372 (55) 500 123");

            assertThat(flows.list(FlowQuery.all().recipient("00372 5550 0123"), null, 1).flows()).singleElement()
                    .satisfies(flow -> assertThat(flow.recipient()).isEqualTo(NUMBER));
            assertThat(new RecipientRecords(context, null).erase(NUMBER, "ann").erased()).containsEntry("messaging_flow", 1);
        }

        @Test
        void whatWasDoneToAFlowIsErasedWithIt() {
            send("direct:receipt", "c1");
            awaitState("c1", "WAIT");
            flows.retryNow("c1", ANN);
            assertThat(new RecipientRecords(context, null).export(NUMBER)).contains("messaging_act", "RETRY_NOW");

            new RecipientRecords(context, null).erase(NUMBER, "ann");

            assertThat(flows.show("c1")).isEmpty();
            assertThat(new RecipientRecords(context, null).find(NUMBER)).doesNotContainKey("messaging_act");
        }

        @Test
        void nobodyActsWithoutAReason() {
            assertThatThrownBy(() -> new Actor("ann", " ")).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("give why");
            assertThatThrownBy(() -> new Actor(null, "why not")).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("give who");
        }
    }
}
