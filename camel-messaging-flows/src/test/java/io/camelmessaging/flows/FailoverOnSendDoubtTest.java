/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.time.Duration;

import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.flows.StandIn.Answer;
import io.camelmessaging.flows.admin.Actor;
import io.camelmessaging.flows.admin.FlowAdministration;
import io.camelmessaging.flows.admin.Verdict;
import io.camelmessaging.flows.engine.FlowCalls;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Sends of which nobody knows whether they went out. */
class FailoverOnSendDoubtTest extends FailoverOnSendFixture {

    private void lookup(String result, String messageId) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:lookup").process(exchange -> {
                    assertThat(exchange.getMessage().getHeader(MessagingConstants.REFERENCE)).isEqualTo(one.lastReference());
                    exchange.getMessage().setHeader(FlowCalls.RESULT, result);
                    exchange.getMessage().setHeader(MessagingConstants.MESSAGE_ID, messageId);
                });
            }
        });
    }

    @Test
    void aSendOfUnknownOutcomeNeverGoesOn() throws Exception {
        one.always(Answer.UNKNOWN);
        start("");

        send();

        assertThat(theEnd(unknown).getMessage().getHeader(FlowConstants.OUTCOME)).isEqualTo("unknown");
        assertThat(one.calls()).hasSize(1);
        assertThat(two.calls()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "WAS_SENT, 1, 0", "WAS_NOT_SENT, 2, 1" })
    void aDoubtThatNothingResolvesWaitsForAPerson(Verdict verdict, int endsAt, int others) throws Exception {
        one.always(Answer.UNKNOWN);
        start("&decisionWait=1h");

        String id = send().getMessage().getHeader(FlowConstants.FLOW_ID, String.class);
        FlowAdministration flows = FlowAdministration.of(context);
        await().until(() -> flows.show(id).filter(flow -> flow.flow().state().equals("DOUBT")).isPresent());
        assertThat(flows.retryNow(id, new Actor("ann", "in a hurry")).why()).contains("find that out at the provider");
        assertThat(unknown.getReceivedCounter()).isZero();

        assertThat(flows.decide(id, verdict, new Actor("ann", "their list says so")).isApplied()).isTrue();

        assertThat(theEnd(done).getMessage().getHeader(FlowConstants.STEP)).isEqualTo(endsAt);
        assertThat(one.calls()).hasSize(1);
        assertThat(two.calls()).hasSize(others);
    }

    @Test
    void aDoubtThatNobodyDecidesEndsAsUnknown() throws Exception {
        one.always(Answer.UNKNOWN);
        start("&decisionWait=1h");

        send();

        assertThat(theEnd(unknown).getMessage().getHeader(FlowConstants.OUTCOME)).isEqualTo("unknown");
        assertThat(clock.moved()).isCloseTo(Duration.ofHours(1), Duration.ofMinutes(5));
        assertThat(two.calls()).isEmpty();
    }

    @Test
    void whoRatherWantsItTwiceThanNeverGetsItByTheNextStep() throws Exception {
        one.always(Answer.UNKNOWN);
        start("&ifUnknown=next");

        send();

        assertThat(theEnd(done).getMessage().getHeader(FlowConstants.STEP)).isEqualTo(2);
        assertThat(one.calls()).hasSize(1);
        assertThat(two.calls()).hasSize(1);
    }

    @Test
    void thatNobodyKnowsOfOneStepIsTheOutcomeAlthoughTheOtherSaysNo() throws Exception {
        one.always(Answer.UNKNOWN);
        two.always(Answer.OPTED_OUT);
        start("&ifUnknown=next&rejected=next");

        send();

        assertThat(theEnd(unknown).getMessage().getHeader(FlowConstants.REASON, String.class))
                .startsWith("rejected: two opted_out")
                .endsWith("; nobody knows whether step 1 was sent");
    }

    @Test
    void whoOptedOutIsSentNothingByAnotherStepAlthoughTheFirstIsInDoubt() throws Exception {
        one.next(Answer.UNKNOWN, Answer.OPTED_OUT);
        start("&ifUnknown=next&step1Repeat=true");

        send();

        theEnd(unknown);
        assertThat(one.calls()).hasSize(2);
        assertThat(two.calls()).isEmpty();
    }

    @Test
    void whatFollowsAfterAnUnknownOutcomeIsNextOrEnd() {
        assertThatThrownBy(() -> start("&ifUnknown=nxt")).rootCause()
                .hasMessage(
                        "failover-on-send: the value 'nxt' of the parameter ifUnknown is none of end, next, did you mean 'next'?.");
    }

    @Test
    void theParameterForItIsNotTheEndpoint() {
        assertThatThrownBy(() -> {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:alarm").to(
                            "kamelet:failover-on-send?name=alarm&step1=direct:one&step2=direct:two&failed=mock:failed&unknown=next");
                }
            });
            context.start();
        }).rootCause().hasMessageContaining("write ifUnknown=next");
    }

    @Test
    void aBugInAStepIsOfUnknownOutcomeToo() throws Exception {
        one.always(Answer.BROKEN);
        start("");

        send();

        theEnd(unknown);
        assertThat(two.calls()).isEmpty();
    }

    @Test
    void withAnIdempotencyKeyTheSameIsRepeatedUntilItIsTaken() throws Exception {
        one.next(Answer.UNKNOWN, Answer.UNAVAILABLE, Answer.REJECTED);
        start("&step1Repeat=true");

        send();

        theEnd(done);
        assertThat(one.calls()).hasSize(4).extracting(StandIn.Call::idempotencyKey).containsOnly(one.lastReference());
        assertThat(two.calls()).isEmpty();
    }

    @Test
    void aDoubtThatStaysEndsAsUnknown() throws Exception {
        one.always(Answer.UNKNOWN);
        start("&step1Repeat=true&settleTimes=2");

        send();

        theEnd(unknown);
        assertThat(one.calls()).hasSize(3);
        assertThat(two.calls()).isEmpty();
    }

    @Test
    void aLookupThatFindsItSettlesADoubt() throws Exception {
        one.always(Answer.UNKNOWN);
        lookup("accepted", "found-1");
        start("&step1Lookup=direct:lookup");

        send();

        assertThat(theEnd(done).getMessage().getHeader(MessagingConstants.MESSAGE_ID)).isEqualTo("found-1");
        assertThat(one.calls()).hasSize(1);
        assertThat(two.calls()).isEmpty();
    }

    @Test
    void aLookupThatRulesItOutGoesOn() throws Exception {
        one.always(Answer.UNKNOWN);
        lookup("notSent", null);
        start("&step1Lookup=direct:lookup");

        send();

        theEnd(done);
        assertThat(two.calls()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({ "SENT, 0", "DELIVERED, 0", "REJECTED, 1", "UNDELIVERED, 1" })
    void aLookupMayTellByAnIdAndItsStatus(DeliveryStatus status, int sentByTheNext) throws Exception {
        one.always(Answer.UNKNOWN);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:lookup").setHeader(MessagingConstants.MESSAGE_ID, constant("found-1"))
                        .setHeader(MessagingConstants.STATUS, constant(status));
            }
        });
        start("&step1Lookup=direct:lookup");

        send();

        theEnd(done);
        assertThat(two.calls()).hasSize(sentByTheNext);
        assertThat(MessagingFlows.of(context).store().attempts(
                done.getExchanges().get(0).getMessage().getHeader(FlowConstants.FLOW_ID, String.class)).get(0).reason())
                .isEqualTo(sentByTheNext == 0 ? null : "not sent, as the lookup found it " + status);
    }

    @Test
    void aLookupMayTellWhyNothingWasSent() throws Exception {
        one.always(Answer.UNKNOWN);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:lookup").setHeader(FlowCalls.RESULT, constant("notSent"))
                        .setHeader(FlowConstants.REASON, constant("the number +37255500123 cannot be reached"));
            }
        });
        start("&step1Lookup=direct:lookup&fallback=mock:fallback");

        send();

        theEnd(done);
        MockEndpoint fallback = context.getEndpoint("mock:fallback", MockEndpoint.class);
        await().until(() -> fallback.getReceivedCounter() == 1);
        assertThat(fallback.getExchanges().get(0).getMessage().getHeader(FlowConstants.REASON, String.class))
                .startsWith("not sent, as the lookup found: the number ").endsWith(" cannot be reached")
                .doesNotContain(NUMBER);
    }

    @Test
    void anIdAloneMayBeThatOfAnotherMessage() throws Exception {
        one.always(Answer.UNKNOWN);
        lookup(null, "alert-1");
        start("&step1Lookup=direct:lookup&settleTimes=1");

        send();

        theEnd(unknown);
    }

    @Test
    void aLookupThatFindsNothingLeavesItUnknown() throws Exception {
        one.always(Answer.UNKNOWN);
        lookup(null, null);
        start("&step1Lookup=direct:lookup&settleTimes=2");

        send();

        theEnd(unknown);
        assertThat(one.calls()).hasSize(1);
        assertThat(two.calls()).isEmpty();
    }
}
