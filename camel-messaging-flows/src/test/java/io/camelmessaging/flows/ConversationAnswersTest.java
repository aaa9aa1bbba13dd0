/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.util.List;
import java.util.Map;

import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.flows.optout.OptOuts;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Predicate;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What is heard in a reply, and what follows. */
class ConversationAnswersTest extends ConversationFixture {

    @ParameterizedTest
    @ValueSource(strings = { "reference", "message id", "conversation id", "number" })
    void theAnswerEndsIt(String tie) throws Exception {
        start("&keepHeaders=visit");
        String id = ask(NUMBER, Map.of("visit", 118, FlowConstants.CONVERSATION_ID, "visit-118"));
        awaitState(id, "WAIT");

        Message told = reply(" Yes ", switch (tie) {
            case "reference" -> Map.of(MessagingConstants.REFERENCE, asking.lastReference());
            case "message id" -> Map.of(MessagingConstants.IN_REPLY_TO, "one-1");
            case "conversation id" -> Map.of(FlowConstants.CONVERSATION_ID, "visit-118", MessagingConstants.SENDER, "50123");
            default -> Map.of();
        });

        assertThat(told.getHeader(FlowConstants.FLOW_ID)).isEqualTo(id);
        Message answered = theEnd(id, "answered");
        assertThat(answered.getBody()).isEqualTo("Yes");
        assertThat(answered.getHeaders()).containsEntry("visit", 118).containsEntry(MessagingConstants.TO, NUMBER)
                .containsEntry(FlowConstants.CONVERSATION_ID, "visit-118")
                .containsKeys(MessagingConstants.SENDER, MessagingConstants.TIMESTAMP, MessagingConstants.EVENT_ID);
        assertThat(asking.calls()).singleElement().extracting(StandIn.Call::body).isEqualTo("Can you make it on Friday?");
    }

    @ParameterizedTest
    @ValueSource(strings = { "STOP", "Stop!", "STOP ⛔️", "ＳＴＯＰ", "QUİT", "Baja.", "cancel" })
    void aStopEndsItAndCountsEverywhere(String stop) throws Exception {
        start("&answer=YES|NO&invalid=direct:again&remind=direct:remind&escalate=direct:call&wait=1h");
        String id = ask();

        reply(stop);

        assertThat(theEnd(id, "optedOut").getBody()).isEqualTo(stop);
        assertThat(new OptOuts(MessagingFlows.of(context).database()).among(List.of(NUMBER))).containsKey(NUMBER);
        assertThat(askingAgain.calls()).isEmpty();
        assertThat(reminding.calls()).isEmpty();
        assertThat(calling.calls()).isEmpty();
    }

    @Test
    void aStopThatIsHeardElsewhereEndsTheReminders() throws Exception {
        start("&remind=direct:remind&escalate=direct:call&wait=2h");
        String id = ask();
        new OptOuts(MessagingFlows.of(context).database()).record(NUMBER, true, "told on the phone", null);

        theEnd(id, "optedOut");
        assertThat(reminding.calls()).isEmpty();
        assertThat(calling.calls()).isEmpty();
    }

    @Test
    void aStopIsAboutAllOpenConversations() throws Exception {
        start("&remind=direct:remind&wait=2h");
        start("surveys", "&remind=direct:remind&wait=2h");
        String visit = ask();
        String survey = ask("surveys", NUMBER, Map.of());
        awaitState(survey, "WAIT");

        reply("STOP");

        theEnd(visit, "optedOut");
        theEnd(survey, "optedOut");
        assertThat(reminding.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "please stop texting me", "Stop. Thank you", "No mas", "YES\nand then stop texting" })
    void aPersonTakesOverWhatMayBeAnOptOut(String reply) throws Exception {
        start("&answer=YES|NO&invalid=direct:again");
        String id = ask();

        reply(reply);

        Message end = theEnd(id, "handover");
        assertThat(end.getBody()).isEqualTo(reply);
        assertThat(end.getHeader(FlowConstants.REASON)).isEqualTo("the reply may be an opt-out");
        assertThat(askingAgain.calls()).isEmpty();
    }

    @Test
    void anOptOutWordThatTheAnswerNamesIsAnAnswer() throws Exception {
        start("&answer=CONFIRM|CANCEL");
        String id = ask();

        reply("Cancel.");

        assertThat(theEnd(id, "answered").getBody()).isEqualTo("Cancel");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "Yes.", "Yes 👍", "YES\u00A0", "\u00A0yes", "yes!!!", "\"Yes\"", "yes ✅", "Yes 👍🏽", "Yes ❤️", "¡yes!", "yes,",
            "yes\u200B",
            "Yes\n\nSent from my iPhone", "yes.\r\nJane", "(yes)", "…yes" })
    void anAnswerIsFoundInItsTrimmings(String reply) throws Exception {
        start("&answer=YES|NO");
        String id = ask();

        reply(reply);

        assertThat(theEnd(id, "answered").getBody().toString()).isEqualToIgnoringCase("yes");
    }

    @Test
    void exactMatchingTakesAReplyAsItCame() throws Exception {
        start("&answer=YES|NO&answerMatching=exact");
        String id = ask();

        reply("Yes.");

        theEnd(id, "handover");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "&answer=YES|NO" })
    void aReactionIsNoAnswer(String answer) throws Exception {
        start(answer);
        String id = ask();
        reply("Liked “How was your visit?”");
        reply("Reacted 👍 to “How was your visit?”");
        assertThat(flow(id).state()).isEqualTo("WAIT");

        reply("yes");

        assertThat(theEnd(id, "answered").getBody()).isEqualTo("yes");
    }

    @Test
    void anInvalidAnswerIsAskedForAgainAndThenHandedOver() throws Exception {
        start("&answer=yes|no&invalid=direct:again&invalidTimes=2");
        String id = ask();

        reply("maybe");
        until(() -> askingAgain.calls().size() == 1);
        awaitState(id, "WAIT");
        reply("who knows", Map.of(MessagingConstants.REFERENCE, askingAgain.lastReference()));
        until(() -> askingAgain.calls().size() == 2);
        awaitState(id, "WAIT");
        reply("ask my sister");

        Message handover = theEnd(id, "handover");
        assertThat(handover.getBody()).isEqualTo("ask my sister");
        assertThat(handover.getHeader(FlowConstants.REASON)).isEqualTo("the reply is no valid answer");
        assertThat(askingAgain.calls()).hasSize(2).extracting(StandIn.Call::body).containsOnly("Can you make it on Friday?");
        assertThat(asking.calls()).hasSize(1);
    }

    @Test
    void theEndpointForInvalidAnswersKnowsTheReply() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:not-understood").to("mock:not-understood").process(askingAgain);
            }
        });
        start("&answer=\\d{1,2}&invalid=direct:not-understood");
        String id = ask();

        reply("three");
        until(() -> mock("not-understood").getReceivedCounter() == 1);
        assertThat(mock("not-understood").getExchanges().get(0).getMessage().getHeader(FlowConstants.REPLY)).isEqualTo("three");
        awaitState(id, "WAIT");
        reply("3");
        assertThat(theEnd(id, "answered").getBody()).isEqualTo("3");
    }

    @Test
    void aPredicateMayJudgeTheAnswer() throws Exception {
        context.getRegistry().bind("even", (Predicate) new Predicate() {
            @Override
            public boolean matches(Exchange exchange) {
                return Integer.parseInt(exchange.getMessage().getBody(String.class)) % 2 == 0;
            }
        });
        start("&answerPredicate=#even");
        String odd = ask();
        reply("3", Map.of(MessagingConstants.REFERENCE, asking.lastReference()));
        theEnd(odd, "handover");
        String even = ask();
        reply("4", Map.of(MessagingConstants.REFERENCE, asking.lastReference()));
        theEnd(even, "answered");
    }
}
