/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.io.IOException;

import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.sandbox.MessagingSandbox;
import io.camelmessaging.sandbox.SentMessage;
import org.apache.camel.Message;
import org.apache.camel.Predicate;
import org.apache.camel.builder.PredicateBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.support.ScheduledPollEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.apache.camel.builder.Builder.body;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The routes of the page on conversations, against providers. */
class ConversationPageTest {

    private static final String NUMBER = "+37255500123";

    private final MessagingSandbox sandbox = MessagingSandbox.create().start();
    private SandboxContext context;

    @BeforeEach
    void start() throws Exception {
        context = new SandboxContext(sandbox);
        context.getRegistry().bind("dataSource", Databases.h2());
        context.getRegistry().bind("oneToFive", Predicate.class,
                PredicateBuilder.in(body().isEqualTo("1"), body().isEqualTo("5")));
        ScheduledPollEndpoint feed = context.getEndpoint("clicksend:deliveryReceipts?channel=voice&delay=30s",
                ScheduledPollEndpoint.class);
        feed.setDelay(100);
        feed.setInitialDelay(0);
        new FlowPage("flows-conversation.adoc").loadYaml(context);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:rating")
                        .setBody(constant("How was it, from 1 to 5?"))
                        .to("kamelet:conversation?name=ratings&ask=direct:ask-two-way&askRepeat=true&answerPredicate=#oneToFive"
                            + "&wait=1d&answered=direct:rated&failed=direct:not-rated");
                from("direct:ask-two-way").setHeader("CamelBoomerangConversationId", header(FlowConstants.CONVERSATION_ID))
                        .to("boomerang:smsTwoWay");
                from("boomerang:replies?delay=100&initialDelay=100").to("kamelet:flow-events");
                from("direct:visit-answered").to("mock:answered");
                from("direct:front-desk").to("mock:front-desk");
                from("direct:rated").to("mock:rated");
                from("direct:not-rated").to("mock:not-rated");
            }
        });
        context.start();
        sandbox.inboundUrl("boomware", context.hook("/replies"));
    }

    @AfterEach
    void stop() {
        context.stop();
        sandbox.close();
    }

    private void ask() {
        context.createProducerTemplate().send("direct:visit", exchange -> {
            exchange.getMessage().setHeader(MessagingConstants.TO, NUMBER);
            exchange.getMessage().setHeader("visitDay", "Friday");
        });
    }

    private void awaitTexts(String... texts) {
        await().untilAsserted(
                () -> assertThat(sandbox.messagesTo(NUMBER)).extracting(SentMessage::text).containsExactly(texts));
    }

    private MockEndpoint mock(String name) {
        return context.getEndpoint("mock:" + name, MockEndpoint.class);
    }

    private Message told(String name) {
        await().until(() -> mock(name).getReceivedCounter() == 1);
        return mock(name).getExchanges().get(0).getMessage();
    }

    @Test
    void aVisitIsConfirmedInTheSecondAttempt() {
        ask();
        String question = "You have an appointment on Friday. Please answer YES or NO.";
        awaitTexts(question);
        sandbox.reply(NUMBER, "ok");
        awaitTexts(question, "We did not understand 'ok'. Please answer YES or NO.");
        sandbox.reply(NUMBER, " yes");

        Message answered = told("answered");
        assertThat(answered.getBody()).isEqualTo("yes");
        assertThat(answered.getHeader("visitDay")).isEqualTo("Friday");
        sandbox.assertCleanWire();
    }

    @Test
    void aPressedKeyIsAnAnswer() {
        // boomware refuses messages to this number, so that it is called
        String number = "+37255599016";
        context.createProducerTemplate().send("direct:visit", exchange -> {
            exchange.getMessage().setHeader(MessagingConstants.TO, number);
            exchange.getMessage().setHeader("visitDay", "Friday");
        });
        await().until(() -> sandbox.messagesTo(number).stream().anyMatch(sent -> sent.channel().equals("voice")));

        sandbox.press(number, '1');

        assertThat(told("answered").getBody()).isEqualTo("1");
        assertThat(mock("front-desk").getReceivedCounter()).isZero();
    }

    @Test
    void aReplyToNoQuestionGoesToTheFrontDesk() {
        sandbox.inbound("boomware", NUMBER, "37255599000", "When do you open?");

        assertThat(told("front-desk").getBody(String.class)).isEqualTo("When do you open?");
    }

    @Test
    void aRatingIsTiedByTheProvider() {
        context.createProducerTemplate().sendBodyAndHeader("direct:rating", "", MessagingConstants.TO, NUMBER);
        awaitTexts("How was it, from 1 to 5?");
        // another question to the same number, through a provider that brings only the number back
        ask();
        await().until(() -> sandbox.messagesTo(NUMBER).size() == 2);

        sandbox.reply(sandbox.messagesTo(NUMBER).get(0), "5");

        assertThat(told("rated").getBody()).isEqualTo("5");
        assertThat(mock("answered").getReceivedCounter()).isZero();
    }

    @Test
    void theJavaExamplesStandInATest() throws IOException {
        new FlowPage("flows-conversation.adoc").assertJavaStandsInATest();
    }
}
