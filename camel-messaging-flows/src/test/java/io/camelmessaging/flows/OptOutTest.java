/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.RequestRejectedException;
import io.camelmessaging.sandbox.MessagingSandbox;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * Who is not written to, from when, and what becomes of a message to them.
 */
class OptOutTest extends OptOutRoutes {

    private static final MessagingSandbox SANDBOX = MessagingSandbox.create();
    @RegisterExtension
    static final RunningSandbox RUNNING = new RunningSandbox(SANDBOX);

    OptOutTest() {
        super(SANDBOX);
    }

    @Test
    void aStopEndsTheMessagesOfAllProvidersAndAStartBringsThemBack() {
        orderShipped(PERSON);
        SANDBOX.reply(PERSON, " stop! ");
        await().untilAsserted(() -> assertThat(texts(PERSON)).containsExactly("Your order is on its way.",
                "You get no more messages from us. Answer START if you want them again."));

        orderShipped(PERSON);
        assertThat(mock("mock:not-wanted").getReceivedCounter()).isEqualTo(1);
        assertRefused("direct:sendmode", PERSON);
        assertThat(texts(PERSON)).hasSize(2);

        await().until(() -> {
            // the provider tells times in seconds, and within one the opt-out counts
            SANDBOX.reply(PERSON, "START");
            return isAllowed(PERSON);
        });
        orderShipped(PERSON);
        assertThat(texts(PERSON)).hasSize(3);
        assertThat(mock("mock:answers").getReceivedCounter()).isZero();
        SANDBOX.assertCleanWire();
    }

    @Test
    void aMachineThatAnswersEachConfirmationGetsFiveAndThenNothing() {
        orderShipped(PERSON);
        for (int replies = 0; replies < 6; replies++) {
            int messages = replies + 1;
            await().atMost(Duration.ofSeconds(30)).until(() -> texts(PERSON).size() == messages);
            SANDBOX.reply(PERSON, "STOP");
        }

        // a call is answered when its reply has been on the route
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(SANDBOX.wire())
                .filteredOn(call -> call.callback() && call.target().contains("/boomware/replies") && call.status() == 200)
                .hasSize(6));
        assertThat(texts(PERSON)).hasSize(6);
        assertThat(isAllowed(PERSON)).isFalse();
    }

    @Test
    void aFailoverDoesNotGoOnToTheNextProvider() throws Exception {
        learn(PERSON, "STOP", null);
        mock("mock:failed").expectedMessageCount(1);

        template.sendBodyAndHeader("direct:failover", "Hello", MessagingConstants.TO, PERSON);

        mock("mock:failed").assertIsSatisfied();
        assertThat(mock("mock:failed").getExchanges().get(0).getMessage().getHeader(FlowConstants.REASON, String.class))
                .startsWith("rejected: RecipientOptedOutException");
        assertThat(mock("mock:second").getReceivedCounter()).isZero();
    }

    @Test
    void anAnswerGoesOnToItsRoute() throws Exception {
        orderShipped(PERSON);
        mock("mock:answers").expectedBodiesReceived("please leave it at the gate");
        SANDBOX.reply(PERSON, "please leave it at the gate");

        mock("mock:answers").assertIsSatisfied();
        orderShipped(PERSON);
        assertThat(texts(PERSON)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = { "please stop texting me", "Stop. Thank you", "No mas" })
    void aPersonReadsWhatMayBeAnOptOut(String reply) throws Exception {
        mock("mock:front-desk").expectedBodiesReceived(reply);
        mock("mock:front-desk").expectedHeaderReceived(FlowConstants.OPT_OUT, "possible");
        orderShipped(PERSON);
        SANDBOX.reply(PERSON, reply);

        mock("mock:front-desk").assertIsSatisfied();
        assertThat(mock("mock:answers").getReceivedCounter()).isZero();
        assertThat(texts(PERSON)).hasSize(1);
        learn(PERSON, reply, null);
        assertThat(mock("mock:learnt").getExchanges()).singleElement().satisfies(
                learnt -> assertThat(learnt.getMessage().getHeader(FlowConstants.OPT_OUT)).isEqualTo("possible"));
        assertThat(isAllowed(PERSON)).isTrue();
    }

    @Test
    void aNumberThatAProviderBlocksIsBlockedForAll() {
        String blocked = "+37255599013";
        assertThatThrownBy(() -> orderShipped(blocked)).hasRootCauseInstanceOf(RequestRejectedException.class);

        assertRefused("direct:sendmode", blocked);
    }

    @Test
    void aReceiptThatTellsOfABlockCounts() {
        template.requestBodyAndHeader("sendmode:optOut", "STOP", MessagingConstants.TO, OTHER);
        template.requestBodyAndHeader("direct:sendmode", "Hello", MessagingConstants.TO, OTHER);

        await().until(() -> !isAllowed(OTHER));
    }

    @Test
    void whatCannotBeCheckedIsNotSent() throws Exception {
        assertThatThrownBy(() -> template.requestBody("direct:guarded", "Hello"))
                .cause().hasMessageContaining("found no recipient to check").hasMessageContaining("CamelMessagingTo");
        assertThatThrownBy(() -> template.requestBody("direct:guarded", Map.of("text", "Hello")))
                .cause().hasMessageContaining("found no recipient to check");
        assertThatThrownBy(() -> template.requestBodyAndHeader("direct:guarded", Map.of("text", "Hello", "list_id", 7),
                MessagingConstants.TO, OTHER)).cause().hasMessageContaining("who is on the contact list in the field list_id");
        assertThatThrownBy(() -> template.requestBodyAndHeader("direct:guarded", "Hello", "CamelClicksendListId", 7))
                .cause().hasMessageContaining("who is on the contact list in the header CamelClicksendListId");
        assertThatThrownBy(() -> template.requestBodyAndHeader("direct:guarded", "Hello", MessagingConstants.TO, "0871234567"))
                .cause().hasMessageContaining("set defaultRegion").hasMessageNotContaining("0871234567");
        try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute("shutdown");
        }
        assertThatThrownBy(() -> template.requestBodyAndHeader("direct:guarded", "Hello", MessagingConstants.TO, OTHER))
                .hasRootCauseInstanceOf(SQLException.class);
        assertThat(mock("mock:sent").getReceivedCounter()).isZero();
    }

    @Test
    void theExemptionCountsForOneMessage() {
        learn(PERSON, "STOP", null);

        Exchange passed = template.request("direct:guarded", exchange -> {
            exchange.getMessage().setBody("Confirmed");
            exchange.getMessage().setHeader(MessagingConstants.TO, PERSON);
            exchange.getMessage().setHeader(FlowConstants.OPT_OUT_EXEMPT, "true");
        });

        assertThat(passed.getException()).isNull();
        assertThat(passed.getMessage().getHeaders()).doesNotContainKey(FlowConstants.OPT_OUT_EXEMPT);
        assertRefused("direct:guarded", PERSON);
    }

    @ParameterizedTest(name = "{0} at {1}, then {2} at {3} is told: messages pass {4}")
    @CsvSource({
            "STOP, 10:00, START, 10:05, true", "START, 10:05, STOP, 10:00, false", "START, 10:00, STOP, 10:05, false",
            "STOP, 10:05, START, 10:00, false", "STOP, 10:00, START, 10:00, false", "START, 10:00, STOP, 10:00, false",
            "STOP, 10:00, STOP, 10:00, false" })
    void whatHappenedLastCounts(String first, String firstAt, String second, String secondAt, boolean passes) {
        learn(PERSON, first, Instant.parse("2026-01-01T" + firstAt + ":00Z"));
        learn(PERSON, second, Instant.parse("2026-01-01T" + secondAt + ":00Z"));

        if (passes) {
            template.requestBodyAndHeader("direct:guarded", "Hello", MessagingConstants.TO, PERSON);
        } else {
            assertRefused("direct:guarded", PERSON);
        }
    }

    @ParameterizedTest(name = "a STOP {0} before a START that is known: messages pass {1}")
    @CsvSource({ "PT5H, false", "PT24H, false", "PT24H1S, true", "PT72H, true" })
    void whenInDoubtTheStopCounts(Duration before, boolean passes) {
        Instant start = Instant.parse("2026-01-05T10:00:00Z");
        learn(PERSON, "START", start);
        learn(PERSON, "STOP", start.minus(before));
        // a repeat of the same webhook is not newer
        learn(PERSON, "START", start);

        assertThat(isAllowed(PERSON)).isEqualTo(passes);
        learn(PERSON, "START", start.plusSeconds(60));
        assertThat(isAllowed(PERSON)).isTrue();
    }

    @Test
    void aStopThatChangesNothingIsNotConfirmed() {
        learn(PERSON, "START", Instant.parse("2026-01-03T10:05:00Z"));
        learn(PERSON, "STOP", Instant.parse("2026-01-01T10:00:00Z"));

        assertThat(mock("mock:learnt").getExchanges())
                .extracting(learnt -> learnt.getMessage().getHeader(FlowConstants.OPT_OUT))
                .containsExactly("in", "outdated");
    }

    @Test
    void aClockThatRunsAheadDoesNotSilenceAStop() {
        learn(PERSON, "START", Instant.now().plusSeconds(3600));
        learn(PERSON, "STOP", null);

        assertRefused("direct:guarded", PERSON);
    }

    @Test
    void aListenerBehindSomethingElseSaysWhereItBelongs() {
        assertThatThrownBy(() -> template.requestBody("direct:learn", "STOP")).cause()
                .hasMessageContaining("neither a reply nor a delivery receipt");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "opt-out-guard?partialFailure=maybe | opt-out-guard: the value 'maybe' of the parameter partialFailure is none of accept, fail",
            "opt-out-guard?defaultRegion=Ireland | The option defaultRegion takes a two-letter country code",
            "opt-out-guard?region=IE | opt-out-guard has no parameter 'region'",
            "opt-out-listener?blockCodes=13 | opt-out-listener: the value '13' of the parameter blockCodes is not of the form provider:code",
            "opt-out-listener?stopWords=STOP&startWords=stop | The word 'STOP' is both a stop word and a start word" })
    void wrongParametersAreToldAtStart(String kamelet, String sentence) {
        assertThatThrownBy(() -> context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:wrong").to("kamelet:" + kamelet);
            }
        })).hasStackTraceContaining(sentence);
    }

    @Test
    void theJavaExamplesStandInATest() throws IOException {
        new FlowPage("flows-opt-out-guard.adoc").assertJavaStandsInATest();
    }
}
