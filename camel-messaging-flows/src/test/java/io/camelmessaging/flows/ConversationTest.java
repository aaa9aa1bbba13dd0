/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.flows.StandIn.Answer;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Every way that a conversation can take besides what its replies say. */
class ConversationTest extends ConversationFixture {

    @Test
    void itRemindsEscalatesAndExpires() throws Exception {
        start("&wait=2h&remind=direct:remind&reminders=2&escalate=direct:call");
        String id = ask(NUMBER, Map.of());

        Message expired = theEnd(id, "expired");
        assertThat(clock.moved()).isCloseTo(Duration.ofHours(8), LITTLE);

        assertThat(expired.getBody()).isEqualTo("Can you make it on Friday?");
        assertThat(expired.getHeader(FlowConstants.REASON)).isEqualTo("no answer in time");
        assertThat(expired.getHeader(FlowConstants.ATTEMPTS)).isEqualTo(4);
        assertThat(asking.calls()).hasSize(1);
        assertThat(reminding.calls()).hasSize(2);
        assertThat(calling.calls()).hasSize(1);
        assertThat(Stream.of(asking, reminding, calling).flatMap(one -> one.calls().stream()).map(StandIn.Call::reference))
                .doesNotHaveDuplicates();
    }

    @Test
    void anAnswerToTheReminderOrTheCallCounts() throws Exception {
        start("&wait=2h&escalateWait=12h&escalate=direct:call");
        String id = ask(NUMBER, Map.of());
        until(() -> calling.calls().size() == 1);
        awaitState(id, "WAIT");

        reply("1", Map.of(MessagingConstants.REFERENCE, calling.lastReference(), MessagingConstants.PROVIDER, "two"));

        assertThat(theEnd(id, "answered").getBody()).isEqualTo("1");
    }

    @Test
    void aQuestionOfUnknownOutcomeIsNotRepeatedButItsAnswerCounts() throws Exception {
        asking.next(Answer.UNKNOWN);
        start("&remind=direct:remind");
        String id = ask(NUMBER, Map.of());
        awaitState(id, "DOUBT");

        reply("yes", Map.of(MessagingConstants.REFERENCE, asking.lastReference()));

        theEnd(id, "answered");
        assertThat(asking.calls()).hasSize(1);
        assertThat(reminding.calls()).isEmpty();
    }

    @Test
    void aQuestionOfUnknownOutcomeWithoutReplyEndsAsUnknown() throws Exception {
        asking.next(Answer.UNKNOWN);
        start("&wait=2h&remind=direct:remind&escalate=direct:call");
        String id = ask(NUMBER, Map.of());

        theEnd(id, "unknown");
        assertThat(clock.moved()).isCloseTo(Duration.ofHours(2), LITTLE);
        assertThat(asking.calls()).hasSize(1);
        assertThat(reminding.calls()).isEmpty();
        assertThat(calling.calls()).isEmpty();
    }

    @Test
    void aQuestionOfUnknownOutcomeIsRepeatedWhereRepeatsAreDropped() throws Exception {
        asking.next(Answer.UNKNOWN, Answer.UNKNOWN);
        start("&askRepeat=true");
        String id = ask();

        assertThat(asking.calls()).hasSize(3).extracting(StandIn.Call::idempotencyKey).containsOnly(
                asking.calls().get(0).idempotencyKey());
        reply("yes");
        theEnd(id, "answered");
    }

    @Test
    void aReceiptSettlesADoubt() throws Exception {
        asking.next(Answer.UNKNOWN);
        start("&wait=2h&remind=direct:remind");
        String id = ask(NUMBER, Map.of());
        awaitState(id, "DOUBT");
        receipt(asking.lastReference(), DeliveryStatus.DELIVERED);

        theEnd(id, "expired");
        assertThat(reminding.calls()).hasSize(1);
    }

    @Test
    void aProviderThatIsAwayIsWaitedFor() throws Exception {
        asking.next(Answer.UNAVAILABLE, Answer.UNAVAILABLE);
        start("");
        String id = ask(NUMBER, Map.of());
        until(() -> asking.calls().size() == 3);
        awaitState(id, "WAIT");

        assertThat(asking.calls()).extracting(StandIn.Call::reference).containsOnly(asking.lastReference());
        reply("yes");
        theEnd(id, "answered");
    }

    @Test
    void aProviderThatIsAwayUntilTheDeadlineEndsIt() throws Exception {
        asking.always(Answer.UNAVAILABLE);
        start("&deadline=1h&settleDelay=5m");

        theEnd(ask(NUMBER, Map.of()), "expired");
        assertThat(clock.moved()).isCloseTo(Duration.ofHours(1), LITTLE);
    }

    @ParameterizedTest
    @CsvSource({ "'', failed, 0", "&escalate=direct:call, answered, 1" })
    void aRefusalLeadsToTheOtherChannel(String parameters, String outcome, int calls) throws Exception {
        asking.next(Answer.REJECTED);
        start(parameters);
        String id = ask(NUMBER, Map.of());
        if (calls == 1) {
            until(() -> calling.calls().size() == 1);
            awaitState(id, "WAIT");
            reply("1");
        }

        theEnd(id, outcome);
        assertThat(calling.calls()).hasSize(calls);
        assertThat(asking.calls()).hasSize(1);
    }

    @Test
    void whoOptedOutIsNotCalledEither() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:guarded").to("kamelet:opt-out-guard").to("direct:ask");
                from("direct:stops").to("kamelet:opt-out-listener");
                from("direct:reminders")
                        .to("kamelet:conversation?name=reminders&ask=direct:guarded&escalate=direct:call" + ENDS);
            }
        });
        start("");
        context.createProducerTemplate().sendBodyAndHeaders("direct:stops", "STOP",
                Map.of(MessagingConstants.PROVIDER, "one", MessagingConstants.SENDER, NUMBER));

        String id = ask("reminders", NUMBER, Map.of());

        theEnd(id, "failed");
        assertThat(asking.calls()).isEmpty();
        assertThat(calling.calls()).isEmpty();
    }

    @Test
    void aQuestionThatCannotBeDeliveredLeadsToTheOtherChannel() throws Exception {
        start("&escalate=direct:call");
        String id = ask();
        receipt(asking.lastReference(), DeliveryStatus.SENT);
        receipt(asking.lastReference(), DeliveryStatus.UNDELIVERED);

        until(() -> calling.calls().size() == 1);
        awaitState(id, "WAIT");
        reply("1");
        theEnd(id, "answered");
    }

    @Test
    void aDeadlineEndsItWhateverItsState() throws Exception {
        start("&deadline=1h");

        Message expired = theEnd(ask(NUMBER, Map.of()), "expired");
        assertThat(clock.moved()).isCloseTo(Duration.ofHours(1), LITTLE);
        assertThat(expired.getHeader(FlowConstants.REASON)).isEqualTo("the total time is over");
    }

    @Test
    void anEndpointThatFailsIsToldAgain() throws Exception {
        AtomicInteger tellings = new AtomicInteger();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:answered").process(exchange -> {
                    if (tellings.incrementAndGet() == 1) {
                        throw new IllegalStateException("not now");
                    }
                }).to("mock:answered");
            }
        });
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:again-and-again").to("kamelet:conversation?name=again&ask=direct:ask&answered=direct:answered"
                                                  + "&failed=mock:failed");
            }
        });
        start("");
        String id = ask("again-and-again", NUMBER, Map.of());
        awaitState(id, "WAIT");
        reply("yes");

        theEnd(id, "answered");
        assertThat(tellings).hasValue(2);
    }

    @Test
    void itGoesOnAfterARestart() throws Exception {
        start("&remind=direct:remind");
        String id = ask();
        context.stop();

        newContext();
        start("&remind=direct:remind");
        reply("yes");

        theEnd(id, "answered");
        assertThat(asking.calls()).hasSize(1);
    }

    @Test
    void aReminderMayBeAddedWhileConversationsAreOpen() throws Exception {
        start("&escalate=direct:call&wait=2h&escalateWait=12h");
        String id = ask(NUMBER, Map.of());
        until(() -> calling.calls().size() == 1);
        awaitState(id, "WAIT");
        context.stop();

        newContext();
        start("&escalate=direct:call&remind=direct:remind&wait=2h&escalateWait=12h");
        reply("hm", Map.of(MessagingConstants.REFERENCE, calling.lastReference(), MessagingConstants.PROVIDER, "two"));

        Message answered = theEnd(id, "answered");
        assertThat(answered.getHeader(FlowConstants.STEP)).isEqualTo(3);
        assertThat(reminding.calls()).isEmpty();
        assertThat(calling.calls()).hasSize(1);
    }

    @Test
    void aConversationIdStartsOne() throws Exception {
        start("");
        String first = ask(NUMBER, Map.of(FlowConstants.CONVERSATION_ID, "visit-118"));
        String again = ask(NUMBER, Map.of(FlowConstants.CONVERSATION_ID, "visit-118"));
        awaitState(first, "WAIT");

        assertThat(again).isEqualTo(first);
        assertThat(asking.calls()).hasSize(1);
    }

    @Test
    void whomToAskHasToBeKnown() throws Exception {
        start("");

        assertThatThrownBy(() -> context.createProducerTemplate().requestBody("direct:visits", "Can you?"))
                .cause().hasMessageContaining("needs to know whom to ask").hasMessageContaining("CamelMessagingTo");
        assertThatThrownBy(() -> context.createProducerTemplate().requestBodyAndHeader("direct:visits", "Can you?",
                MessagingConstants.TO, "0871234567")).cause().hasMessageContaining("set defaultRegion")
                .hasMessageNotContaining("0871234567");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "reminders=2 | conversation: the value '2' of the parameter reminders needs the parameter remind, which is missing.",
            "invalidTimes=2 | conversation: the value '2' of the parameter invalidTimes needs the parameter invalid, which is missing.",
            "answer=( | conversation: the value '(' of the parameter answer is not a regular expression",
            "answerPredicate=#none | conversation: the value '#none' of the parameter answerPredicate names no bean",
            "answer=yes&answerPredicate=#none | is never used together with answer: choose one",
            "wait=soon | conversation: the value 'soon' of the parameter wait is not a time above zero",
            "reminder=direct:remind | conversation has no parameter 'reminder'",
            "remind=nothing:here | conversation has no use for its parameter remind" })
    void wrongParametersAreToldAtStart(String parameters, String sentence) {
        assertThatThrownBy(() -> start("&" + parameters)).hasStackTraceContaining(sentence);
    }
}
