/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.flows.StandIn.Answer;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** To which conversation a reply belongs. */
class ConversationRepliesTest extends ConversationFixture {

    /** As a provider reports it that does not say who wrote. */
    private static Map<String, Object> withoutSender(String reference) {
        Map<String, Object> headers = new HashMap<>();
        headers.put(MessagingConstants.REFERENCE, reference);
        headers.put(MessagingConstants.SENDER, null);
        return headers;
    }

    @Test
    void aReplyWithoutSenderIsTiedByItsReference() throws Exception {
        start("");
        String id = ask(NUMBER, Map.of());
        awaitState(id, "WAIT");

        assertThat(reply("Yes", withoutSender(asking.lastReference())).getHeader(FlowConstants.FLOW_ID)).isEqualTo(id);
        Message answered = theEnd(id, "answered");
        assertThat(answered.getBody()).isEqualTo("Yes");
        assertThat(answered.getHeader(MessagingConstants.SENDER)).isNull();
    }

    @Test
    void aReplyWithoutSenderIsTiedByTheConversationIdThatTheRouteKnows() throws Exception {
        start("");
        String id = ask(NUMBER, Map.of(FlowConstants.CONVERSATION_ID, "visit-118"));
        awaitState(id, "WAIT");
        Map<String, Object> headers = withoutSender(" ");
        headers.put(FlowConstants.CONVERSATION_ID, "visit-118");

        assertThat(reply("Yes", headers).getHeader(FlowConstants.FLOW_ID)).isEqualTo(id);
        theEnd(id, "answered");
    }

    @ParameterizedTest
    @CsvSource({ "DELIVERED, true", "SENT, true", "DELIVERED, false", "UNKNOWN, true" })
    void aPressedKeyIsAReply(DeliveryStatus status, boolean byReference) throws Exception {
        start("&answer=yes|1&wait=2h&escalateWait=12h&escalate=direct:call");
        String id = ask(NUMBER, Map.of());
        until(() -> calling.calls().size() == 1);
        awaitState(id, "WAIT");

        // what tells of the key comes twice, and the second time with the last status
        for (DeliveryStatus one : List.of(status, DeliveryStatus.DELIVERED)) {
            context.createProducerTemplate().send("direct:replies", exchange -> {
                exchange.getMessage().setHeader(MessagingConstants.PROVIDER, "two");
                exchange.getMessage().setHeader(MessagingConstants.EVENT_ID, "receipt" + one);
                exchange.getMessage().setHeader(MessagingConstants.MESSAGE_ID, "two-1");
                exchange.getMessage().setHeader(MessagingConstants.REFERENCE, byReference ? calling.lastReference() : null);
                exchange.getMessage().setHeader(MessagingConstants.STATUS, one);
                exchange.getMessage().setHeader(MessagingConstants.KEYS_PRESSED, "1");
            });
        }

        assertThat(theEnd(id, "answered").getBody()).isEqualTo("1");
        assertThat(mock("late").getReceivedCounter()).isZero();
    }

    @Test
    void conversationsWithOneNumberDoNotMix() throws Exception {
        start("");
        String first = ask();
        String firstReference = asking.lastReference();
        String second = ask();
        String secondReference = asking.lastReference();

        reply("for the second", Map.of(MessagingConstants.REFERENCE, secondReference));
        assertThat(theEnd(second, "answered").getBody()).isEqualTo("for the second");
        assertThat(flow(first).state()).isEqualTo("WAIT");

        reply("for the first", Map.of(MessagingConstants.REFERENCE, firstReference));
        assertThat(theEnd(first, "answered").getBody()).isEqualTo("for the first");
    }

    @Test
    void aReplyThatMayBelongToSeveralIsNotGuessed() throws Exception {
        start("&keepHeaders=visit");
        start("surveys", "&keepHeaders=visit");
        String visit = ask(NUMBER, Map.of(FlowConstants.CONVERSATION_ID, "visit-118", "visit", 118));
        awaitState(visit, "WAIT");
        String survey = ask("surveys", NUMBER, Map.of(FlowConstants.CONVERSATION_ID, "survey, 4", "visit", 4,
                MessagingConstants.REFERENCE, "order-7"));
        awaitState(survey, "WAIT");

        reply("4");

        until(() -> mock("ambiguous").getReceivedCounter() == 1);
        Message told = mock("ambiguous").getExchanges().get(0).getMessage();
        assertThat(told.getBody()).isEqualTo("4");
        assertThat(told.getHeaders()).containsOnlyKeys(FlowConstants.REASON, FlowConstants.CANDIDATES,
                MessagingConstants.SENDER, MessagingConstants.TIMESTAMP, MessagingConstants.EVENT_ID,
                MessagingConstants.PROVIDER)
                .containsEntry(FlowConstants.CANDIDATES, List.of("survey, 4", "visit-118"))
                .containsEntry(FlowConstants.REASON, "ambiguous").containsEntry(MessagingConstants.SENDER, NUMBER.substring(1));
        assertThat(flow(visit).state()).isEqualTo("WAIT");
        assertThat(flow(survey).state()).isEqualTo("WAIT");
    }

    @Test
    void aReplyToANumberBelongsToTheQuestionThatIsOpen() throws Exception {
        start("");
        String first = ask();
        reply("yes");
        theEnd(first, "answered");
        String second = ask();

        reply("no");

        assertThat(theEnd(second, "answered").getBody()).isEqualTo("no");
    }

    @Test
    void whatWasWrittenBeforeTheQuestionIsNoAnswer() throws Exception {
        start("");
        String id = ask();

        Message told = reply("hello", Map.of(MessagingConstants.TIMESTAMP, Instant.now().minusSeconds(3600)));

        assertThat(told.getHeaders()).doesNotContainKey(FlowConstants.FLOW_ID);
        assertThat(flow(id).state()).isEqualTo("WAIT");
    }

    @ParameterizedTest
    @ValueSource(strings = { MessagingConstants.REFERENCE, MessagingConstants.IN_REPLY_TO })
    void aReplyToAnotherMessageIsNoAnswer(String tie) throws Exception {
        start("");
        String id = ask();

        assertThat(reply("yes", Map.of(tie, "order-7")).getHeaders()).doesNotContainKey(FlowConstants.FLOW_ID);
        assertThat(flow(id).state()).isEqualTo("WAIT");
    }

    @Test
    void aReplyThatComesBeforeTheAnswerOfTheProviderIsKept() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:slow").process(exchange -> reply("yes", Map.of(MessagingConstants.IN_REPLY_TO, "one-1")))
                        .to("direct:ask");
                from("direct:hasty").to("kamelet:conversation?name=hasty&ask=direct:slow" + ENDS);
            }
        });
        start("");

        theEnd(ask("hasty", NUMBER, Map.of()), "answered");
    }

    @Test
    void somebodyElsesReplyIsNobodys() throws Exception {
        start("");
        ask();

        assertThat(reply("yes", Map.of(MessagingConstants.SENDER, "37255500124")).getHeaders())
                .doesNotContainKey(FlowConstants.FLOW_ID);
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void aLateReplyIsReported(boolean byReference) throws Exception {
        start("&wait=2h");
        String id = ask(NUMBER, Map.of());
        theEnd(id, "expired");

        Message told = reply("yes", byReference
                ? Map.of(MessagingConstants.REFERENCE, asking.lastReference())
                : Map.of(MessagingConstants.IN_REPLY_TO, "one-1"));

        assertThat(told.getHeader(FlowConstants.FLOW_ID)).isEqualTo(id);
        until(() -> mock("late").getReceivedCounter() == 1);
        Message late = mock("late").getExchanges().get(0).getMessage();
        assertThat(late.getBody()).isEqualTo("yes");
        assertThat(late.getHeaders()).containsEntry(FlowConstants.OUTCOME, "expired")
                .containsEntry(FlowConstants.REASON, "late")
                .containsEntry(FlowConstants.CONVERSATION_ID, flow(id).conversationId());
        theEnd(id, "expired");
    }

    @Test
    void ofTwoAnswersTheFirstCountsAndTheOtherIsReported() throws Exception {
        start("");
        String id = ask();
        reply("yes", Map.of(MessagingConstants.REFERENCE, asking.lastReference()));
        reply("no", Map.of(MessagingConstants.REFERENCE, asking.lastReference()));

        assertThat(theEnd(id, "answered").getBody()).isEqualTo("yes");
        until(() -> mock("late").getReceivedCounter() == 1);
        assertThat(mock("late").getExchanges().get(0).getMessage().getBody()).isEqualTo("no");
    }

    @Test
    void aReplyThatComesTwiceIsOneReply() throws Exception {
        start("&answer=yes&invalid=direct:again");
        ask();
        reply("hm", Map.of(MessagingConstants.EVENT_ID, "same"));
        reply("hm", Map.of(MessagingConstants.EVENT_ID, "same"));

        until(() -> askingAgain.calls().size() == 1);
        String id = MessagingFlows.of(context).store().open("visits", NUMBER).get(0).id();
        awaitState(id, "WAIT");
        reply("yes");
        theEnd(id, "answered");
        assertThat(askingAgain.calls()).hasSize(1);
    }

    @Test
    void aReplyIsNoAnswerToAQuestionThatWasNotAsked() throws Exception {
        asking.always(Answer.UNAVAILABLE);
        start("&settleDelay=1h");
        String id = ask(NUMBER, Map.of());
        until(() -> !asking.calls().isEmpty());
        awaitState(id, "NEXT");

        assertThat(reply("yes").getHeaders()).doesNotContainKey(FlowConstants.FLOW_ID);
    }
}
