/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.flows.StandIn.Answer;
import io.camelmessaging.flows.store.Attempt;
import io.camelmessaging.flows.store.FlowStore;
import io.camelmessaging.flows.store.ParkedFlow;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.builder.DefaultErrorHandlerBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.support.AsyncProcessorSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The steps of a failover and its end. */
class FailoverOnSendTest extends FailoverOnSendFixture {

    /** Steps as people write them, which end their route in their own way. */
    /** Nobody's that is sent to: what Camel's error handler logs of an error that a step throws is the step's own. */
    private static final String SAID = "+491713920018";

    private void oddSteps() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:stopped").stop();
                from("direct:sent-and-stopped").process(one).stop();
                from("direct:rolled-back").process(one).rollback("no");
                from("direct:marked").process(one).markRollbackOnly();
                from("direct:marked-last").process(one).markRollbackOnlyLast();
                from("direct:error").process(one).process(new AsyncProcessorSupport() {
                    @Override
                    public boolean process(Exchange exchange, AsyncCallback callback) {
                        throw new LinkageError("no such class, said " + SAID);
                    }
                });
                from("direct:error-in-processor").process(one).process(exchange -> {
                    throw new AssertionError("not that, said " + SAID);
                });
                from("direct:error-in-filter").process(one).threads(1).filter(exchange -> {
                    throw new LinkageError("no such class, said " + SAID);
                }).log("never").end();
                from("direct:error-in-split").process(one).split(constant(List.of("a", "b"))).parallelProcessing()
                        .stopOnException().to("direct:error").end();
                from("direct:error-in-strategy").process(one).split(constant(List.of("a", "b")), (all, part) -> {
                    throw new LinkageError("no such class, said " + SAID);
                }).log("part").end();
            }
        });
    }

    /** With a lease that no test waits for. */
    private MessagingFlows patient() {
        MessagingFlows flows = context.getRegistry().lookupByNameAndType("flows", MessagingFlows.class);
        flows.setLease(Duration.ofHours(1));
        return flows;
    }

    private void startAt(String firstStep) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .to("kamelet:failover-on-send?name=orders&step1=" + firstStep + "&step2=direct:two" + ENDS);
            }
        });
        context.start();
    }

    @Test
    void theFirstProviderThatTakesItEndsIt() throws Exception {
        start("&keepHeaders=orderId,x*");

        Exchange taken = send("hello", Map.of(MessagingConstants.TO, NUMBER, MessagingConstants.REFERENCE, "mine", "orderId", 7,
                "other", "dropped"));

        Exchange end = theEnd(done);
        assertThat(end.getMessage().getBody()).isEqualTo("hello");
        assertThat(end.getMessage().getHeaders())
                .containsEntry(MessagingConstants.TO, NUMBER)
                .containsEntry(MessagingConstants.REFERENCE, "mine")
                .containsEntry(MessagingConstants.PROVIDER, "one")
                .containsEntry(MessagingConstants.MESSAGE_ID, "one-1")
                .containsEntry(FlowConstants.OUTCOME, "done")
                .containsEntry(FlowConstants.STEP, 1)
                .containsEntry("orderId", 7)
                .containsEntry(FlowConstants.CONVERSATION_ID,
                        taken.getMessage().getHeader(FlowConstants.CONVERSATION_ID))
                .doesNotContainKey("other");
        assertThat(one.calls()).singleElement().satisfies(call -> {
            assertThat(call.body()).isEqualTo("hello");
            assertThat(call.to()).isEqualTo(NUMBER);
            assertThat(call.kept()).isEqualTo(7);
            assertThat(call.reference()).startsWith(taken.getMessage().getHeader(FlowConstants.FLOW_ID, String.class))
                    .hasSizeLessThanOrEqualTo(50);
            assertThat(call.idempotencyKey()).isEqualTo(call.reference());
        });
        assertThat(two.calls()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
            "stopped,the step stopped its route", "marked,the step marked the message for rollback",
            "marked-last,the step marked the message for rollback", "rolled-back,unknown",
            "error,LinkageError: no such class", "error-in-processor,AssertionError: not that",
            "error-in-filter,LinkageError: no such class", "error-in-split,LinkageError: no such class",
            "error-in-strategy,LinkageError: no such class" })
    void aStepThatBreaksOffEndsAtOnceWithItsReason(String step, String reason) throws Exception {
        oddSteps();
        patient();
        startAt("direct:" + step);

        send();

        Exchange end = theEnd(unknown);
        assertThat(end.getMessage().getHeader(FlowConstants.REASON, String.class)).contains(reason)
                .doesNotContain("process ended").doesNotContain(SAID);
        assertThat(two.calls()).isEmpty();
    }

    @Test
    void aStepThatStopsAfterItSentWasSent() throws Exception {
        oddSteps();
        patient();
        startAt("direct:sent-and-stopped");

        send();

        assertThat(theEnd(done).getMessage().getHeader(MessagingConstants.MESSAGE_ID)).isEqualTo("one-1");
    }

    @Test
    void anEndpointThatStopsOrRollsBackIsToldAgainAndThenParked() throws Exception {
        CountDownLatch told = new CountDownLatch(2);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:stubborn").process(exchange -> told.countDown()).markRollbackOnly();
                from("direct:in").to("kamelet:failover-on-send?name=orders&step1=direct:one&done=direct:stubborn"
                                     + "&failed=mock:failed&unknown=mock:unknown");
            }
        });
        MessagingFlows flows = patient();
        flows.setParkAfter(Duration.ofMillis(1));
        flows.setParkFailures(2);
        context.start();

        send();

        until(() -> !flows.parked(10).isEmpty());
        assertThat(told.await(0, TimeUnit.SECONDS)).isTrue();
        ParkedFlow parked = flows.parked(10).get(0);
        assertThat(parked.outcome()).isEqualTo("done");
        assertThat(one.calls()).hasSize(1);
        assertThat(flows.releaseParked(parked.id())).isTrue();
        until(() -> !flows.parked(10).isEmpty());
        assertThat(one.calls()).hasSize(1);
    }

    @Test
    void theNextOneIsUsedIfTheFirstIsAwayAndThatIsTold() throws Exception {
        one.always(Answer.UNAVAILABLE);
        MockEndpoint fallback = context.getEndpoint("mock:fallback", MockEndpoint.class);
        start("&fallback=mock:fallback");

        send();

        assertThat(theEnd(done).getMessage().getHeader(FlowConstants.STEP)).isEqualTo(2);
        assertThat(two.calls()).hasSize(1);
        assertThat(two.lastReference()).isNotEqualTo(one.lastReference());
        await().untilAsserted(() -> assertThat(fallback.getExchanges()).singleElement().satisfies(told -> assertThat(
                told.getMessage().getHeader(FlowConstants.REASON, String.class)).startsWith("unavailable")
                .doesNotContain(NUMBER)));
    }

    @Test
    void aFallbackIsCountedWhereMicrometerIs() throws Exception {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        context.getRegistry().bind("metricsRegistry", meters);
        one.always(Answer.UNAVAILABLE);
        start("");

        send();

        theEnd(done);
        await().untilAsserted(() -> assertThat(meters.find("camel.messaging.fallback").tag("flow", "orders").counter())
                .isNotNull().satisfies(counter -> assertThat(counter.count()).isEqualTo(1)));
    }

    @Test
    void aFallbackThatCannotBeToldChangesNothing() throws Exception {
        one.always(Answer.UNAVAILABLE);
        start("&fallback=direct:nobody");

        send();

        theEnd(done);
        assertThat(two.calls()).hasSize(1);
    }

    @Test
    void withoutAnyProviderItFails() throws Exception {
        one.always(Answer.UNAVAILABLE);
        two.always(Answer.UNAVAILABLE);
        start("");

        send();

        assertThat(theEnd(failed).getMessage().getHeader(FlowConstants.REASON, String.class)).startsWith("unavailable");
    }

    @Test
    void aRefusalEndsIt() throws Exception {
        one.always(Answer.REJECTED);
        start("");

        send();

        assertThat(theEnd(failed).getMessage().getHeader(FlowConstants.REASON)).isEqualTo("rejected: one funds (17)");
        assertThat(two.calls()).isEmpty();
    }

    @Test
    void aRefusalGoesOnIfThatIsWanted() throws Exception {
        one.always(Answer.REJECTED);
        start("&rejected=next");

        send();

        theEnd(done);
        assertThat(two.calls()).hasSize(1);
    }

    @Test
    void whoOptedOutAtAProvider_isSentNothingByAnother() throws Exception {
        one.always(Answer.OPTED_OUT);
        start("&rejected=next");

        send();

        assertThat(theEnd(failed).getMessage().getHeader(FlowConstants.REASON)).isEqualTo("rejected: one opted_out (17)");
        assertThat(two.calls()).isEmpty();
    }

    @Test
    void aProviderThatFailsAgainAndAgainIsSkippedAndTriedAgain() throws Exception {
        one.always(Answer.UNAVAILABLE);
        start("&breakerFailures=2&breakerWait=1h");
        for (int i = 1; i <= 4; i++) {
            send();
            int sent = i;
            until(() -> done.getReceivedCounter() == sent);
        }
        assertThat(one.calls()).hasSize(2);
        assertThat(done.getExchanges()).extracting(end -> end.getMessage().getHeader(FlowConstants.STEP)).containsOnly(2);
        String last = done.getExchanges().get(3).getMessage().getHeader(FlowConstants.FLOW_ID, String.class);
        assertThat(MessagingFlows.of(context).store().attempts(last).get(0).reason()).startsWith("skipped");

        one.always(Answer.TAKEN);

        clock.advance(Duration.ofMinutes(59));
        send();
        until(() -> done.getReceivedCounter() == 5);
        assertThat(one.calls()).hasSize(2);
        clock.advance(Duration.ofMinutes(2));
        send();
        until(() -> done.getReceivedCounter() == 6);
        assertThat(one.calls()).hasSize(3);
    }

    @Test
    void refusalsDoNotMakeAProviderSkipped() throws Exception {
        one.always(Answer.REJECTED);
        start("&breakerFailures=2");
        for (int i = 1; i <= 4; i++) {
            send();
            int sent = i;
            until(() -> failed.getReceivedCounter() == sent);
        }

        assertThat(one.calls()).hasSize(4);
    }

    @Test
    void anEndpointThatFailsIsToldAgainOfTheSameEvent() throws Exception {
        done.whenExchangeReceived(1, exchange -> {
            throw new IllegalStateException("the user's database is away");
        });
        start("");

        send();

        await().until(() -> done.getReceivedCounter() == 2);
        assertThat(done.getExchanges()).extracting(end -> end.getMessage().getHeader(MessagingConstants.EVENT_ID))
                .containsOnly(done.getExchanges().get(0).getMessage().getHeader(FlowConstants.FLOW_ID) + ":done");
        assertThat(one.calls()).hasSize(1);
    }

    @Test
    void theCallersErrorHandlerRepeatsNothing() throws Exception {
        one.always(Answer.UNKNOWN);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().maximumRedeliveries(3).redeliveryDelay(10));
                onException(Exception.class).maximumRedeliveries(3).redeliveryDelay(10).handled(true).to("mock:handled");
                from("direct:in").to("kamelet:failover-on-send?name=orders&step1=bean:one&step2=bean:two" + ENDS);
            }
        });
        context.getRegistry().bind("one", one);
        context.getRegistry().bind("two", two);
        context.getCamelContextExtension().setErrorHandlerFactory(
                new DefaultErrorHandlerBuilder().maximumRedeliveries(3).redeliveryDelay(10));
        context.start();

        send();

        theEnd(unknown);
        assertThat(one.calls()).hasSize(1);
    }

    @Test
    void theEndOfOneFlowMayBeTheBeginningOfAnother() throws Exception {
        one.always(Answer.REJECTED);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to("kamelet:failover-on-send?name=first&step1=direct:one&failed=direct:second");
                from("direct:second").to("kamelet:failover-on-send?name=second&step1=direct:two" + ENDS);
            }
        });
        context.start();

        Exchange taken = send();

        Exchange end = theEnd(done);
        assertThat(end.getMessage().getHeaders()).containsEntry(FlowConstants.FLOW, "second")
                .containsEntry(FlowConstants.CONVERSATION_ID, taken.getMessage().getHeader(FlowConstants.CONVERSATION_ID));
        assertThat(two.calls()).hasSize(1);
        String first = taken.getMessage().getHeader(FlowConstants.FLOW_ID, String.class);
        await().until(() -> MessagingFlows.of(context).store().find(first).orElseThrow().isEnded());
    }

    @Test
    void whatCameOfACallIsWrittenWhenTheDatabaseIsBack() throws Exception {
        AwayDatabase away = new AwayDatabase(Databases.h2());
        MessagingFlows flows = context.getRegistry().lookupByNameAndType("flows", MessagingFlows.class);
        flows.setDataSource(away);
        // what is in the way meanwhile is left to the lease, which goes by the database's own clock
        flows.goingBy(null).setLease(Duration.ofSeconds(2));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:last").process(one).process(exchange -> away.goAway());
                from("direct:in").to("kamelet:failover-on-send?name=orders&step1=direct:last" + ENDS);
            }
        });
        context.start();

        send();
        await().until(() -> away.refused() > 3);
        away.comeBack();

        theEnd(done);
        assertThat(one.calls()).hasSize(1);
    }

    @Test
    void aStopLetsWhatIsUnderWayEnd() throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:slow").process(exchange -> {
                    called.countDown();
                    answer.await();
                }).process(one);
                from("direct:in").to("kamelet:failover-on-send?name=orders&step1=direct:slow" + ENDS);
            }
        });
        context.start();
        FlowStore store = MessagingFlows.of(context).store();
        String flow = send().getMessage().getHeader(FlowConstants.FLOW_ID, String.class);
        called.await();

        CompletableFuture<Void> stopped = CompletableFuture.runAsync(context::stop);
        await().until(context::isStopping);
        answer.countDown();
        stopped.join();

        assertThat(store.attempts(flow)).singleElement().extracting(Attempt::state).isEqualTo(Attempt.State.ACCEPTED);
    }
}
