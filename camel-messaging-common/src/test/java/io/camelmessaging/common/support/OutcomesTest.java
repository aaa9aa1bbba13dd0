/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.OutcomeUnknownException;
import io.camelmessaging.common.ProviderUnavailableException;
import io.camelmessaging.common.RecipientOutcome;
import io.camelmessaging.common.RecipientOutcome.State;
import io.camelmessaging.common.RejectionReason;
import io.camelmessaging.common.RequestRejectedException;
import io.camelmessaging.common.courier.Courier;
import io.camelmessaging.common.courier.Wire;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static com.github.tomakehurst.wiremock.matching.RequestPatternBuilder.allRequests;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * What a send leaves on the exchange, and what a list ends as of which some were refused or which broke in the middle.
 */
class OutcomesTest {

    @RegisterExtension
    static final WireMockExtension PROVIDER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort()).build();

    private DefaultCamelContext context;

    @BeforeEach
    void start() {
        context = Courier.context(PROVIDER.baseUrl());
        context.start();
    }

    @AfterEach
    void stop() throws Exception {
        context.close();
    }

    @Test
    void aSendLeavesItsResult() {
        answers(okJson("{\"id\":\"m1\",\"parts\":3,\"price\":0.1250,\"network\":\"x\"}"));
        Exchange exchange = Courier.sms(context, "").await();

        assertThat(exchange.getMessage().getBody()).isEqualTo(
                new Wire.Accepted("m1", 3, new BigDecimal("0.1250"), Courier.NUMBER, Map.of("network", "x")));
        assertThat(exchange.getMessage().getHeaders()).containsOnly(
                Map.entry(MessagingConstants.TO, Courier.NUMBER), Map.entry(MessagingConstants.PROVIDER, "courier"),
                Map.entry(MessagingConstants.ACCOUNT, Courier.account(context)),
                Map.entry(MessagingConstants.MESSAGE_ID, "m1"), Map.entry(MessagingConstants.ACCEPTED_COUNT, 1),
                Map.entry(MessagingConstants.REJECTED_COUNT, 0), Map.entry(MessagingConstants.SEGMENTS, 3),
                Map.entry(MessagingConstants.PRICE, new BigDecimal("0.1250")));
    }

    @Test
    void whatAnEarlierSendLeftIsNotThisOnes() {
        answers(okJson("{}"));
        Exchange exchange = Courier.call(context, "courier:list", "Hi", Map.of(
                MessagingConstants.TO, Courier.NUMBER, MessagingConstants.MESSAGE_ID, "of the receipt",
                MessagingConstants.PRICE, BigDecimal.TEN, MessagingConstants.SEGMENTS, 9,
                MessagingConstants.REFERENCE, "kept")).await();

        assertThat(exchange.getMessage().getHeaders()).containsOnly(
                Map.entry(MessagingConstants.TO, Courier.NUMBER), Map.entry(MessagingConstants.PROVIDER, "courier"),
                Map.entry(MessagingConstants.ACCOUNT, Courier.account(context)),
                Map.entry(MessagingConstants.ACCEPTED_COUNT, 1), Map.entry(MessagingConstants.REJECTED_COUNT, 0),
                Map.entry(MessagingConstants.REFERENCE, "kept"));
    }

    @Test
    void anAnswerWithANumberBeyondAllBoundsLeavesTheOutcomeOpen() {
        answers(okJson("{\"id\":\"m1\",\"price\":1E99999999999}"));

        assertThat(Courier.sms(context, "").await().getException()).isInstanceOf(OutcomeUnknownException.class);
    }

    @Test
    void withoutTheProvidersCountTheSegmentsAreOurs() {
        answers(okJson("{\"id\":\"m1\"}"));

        assertThat(Courier.sms(context, "").await().getMessage().getHeader(MessagingConstants.SEGMENTS)).isEqualTo(1);
    }

    @Test
    void aResultConvertsToMapAndJson() {
        answers(okJson("{\"id\":\"m1\",\"price\":0.50,\"network\":\"x\"}"));
        Exchange exchange = Courier.sms(context, "").await();

        assertThat(exchange.getMessage().getBody(Map.class))
                .isEqualTo(Map.of("id", "m1", "price", new BigDecimal("0.50"), "network", "x"));
        assertThat(exchange.getMessage().getBody(String.class)).isEqualTo("{\"id\":\"m1\",\"price\":0.50,\"network\":\"x\"}");
    }

    @Test
    void anInboundMessageConvertsToItsText() {
        Wire.Inbound message = new Wire.Inbound("i1", "1234", "5678", "STOP", null, null);

        assertThat(context.getTypeConverter().convertTo(String.class, message)).isEqualTo("STOP");
        assertThat(context.getTypeConverter().convertTo(Map.class, message))
                .isEqualTo(Map.of("id", "i1", "from", "1234", "to", "5678", "text", "STOP"));
        assertThat(context.getTypeConverter().convertTo(String.class,
                new Wire.Inbound("i1", "1234", "5678", null, null, null))).isNullOrEmpty();
    }

    @Test
    void aLongListIsCutIntoCallsAndPutTogether() {
        answers(okJson(items("OK", 1, 2)), okJson(items("OK", 3, 4)), okJson(items("OK", 5)));
        Exchange exchange = bulk(5, "");

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody(Wire.BulkResult.class).results()).hasSize(5);
        assertThat(exchange.getMessage().getHeader(MessagingConstants.ACCEPTED_COUNT)).isEqualTo(5);
        assertThat(exchange.getMessage().getHeader(MessagingConstants.MESSAGE_ID)).isEqualTo("m1");
        PROVIDER.verify(3, allRequests());
    }

    @Test
    void someRefusedIsAResultWithCounts() {
        answers(okJson(items("BLOCKED", 1, 2)), okJson(items("OK", 3)));
        Exchange exchange = bulk(3, "");

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeader(MessagingConstants.ACCEPTED_COUNT)).isEqualTo(1);
        assertThat(exchange.getMessage().getHeader(MessagingConstants.REJECTED_COUNT)).isEqualTo(2);
    }

    @Test
    void someRefusedIsARefusalIfAskedFor() {
        answers(okJson(items("OK", 1, 2)), okJson(items("BLOCKED", 3)));
        Exchange exchange = bulk(3, "?partialFailure=fail");

        assertThat(exchange.getException()).isInstanceOfSatisfying(RequestRejectedException.class, refused -> {
            assertThat(refused.reason()).isEqualTo(RejectionReason.RECIPIENT);
            assertThat(refused.providerCode()).isEqualTo("BLOCKED");
            assertThat(refused)
                    .hasMessage("courier:bulk was refused (recipient), HTTP 200, code BLOCKED: 1 of 3 recipients were"
                                + " refused, the first was +372***03; outcomes() of the exception tells of each.");
            assertThat(refused.outcomes()).extracting(RecipientOutcome::messageId, RecipientOutcome::state).containsExactly(
                    tuple("m1", State.ACCEPTED), tuple("m2", State.ACCEPTED), tuple("m3", State.REJECTED));
        });
    }

    @Test
    void allAcceptedIsAResultEvenIfStrict() {
        answers(okJson(items("OK", 1)));

        assertThat(bulk(1, "?partialFailure=fail").getException()).isNull();
    }

    @Test
    void allRefusedIsARefusal() {
        answers(okJson(items("BLOCKED", 1, 2)), okJson(items("BLOCKED", 3)));
        Exchange exchange = bulk(3, "");

        assertThat(exchange.getException()).isInstanceOfSatisfying(RequestRejectedException.class,
                refused -> assertThat(refused.outcomes()).extracting(RecipientOutcome::state)
                        .containsExactly(State.REJECTED, State.REJECTED, State.REJECTED));
    }

    @Test
    void aFailureInTheMiddleTellsOfEach() {
        answers(okJson(items("OK", 1, 2)), aResponse().withStatus(502));
        Exchange exchange = bulk(5, "");

        assertThat(exchange.getException()).isInstanceOfSatisfying(OutcomeUnknownException.class,
                unknown -> assertThat(unknown.outcomes()).extracting(RecipientOutcome::recipient, RecipientOutcome::state)
                        .containsExactly(tuple(number(1), State.ACCEPTED), tuple(number(2), State.ACCEPTED),
                                tuple(number(3), State.UNKNOWN), tuple(number(4), State.UNKNOWN),
                                tuple(number(5), State.NOT_SENT)));
        PROVIDER.verify(2, allRequests());
    }

    @Test
    void aRefusalInTheMiddleStopsTheRest() {
        answers(okJson(items("OK", 1, 2)), aResponse().withStatus(402), okJson(items("OK", 5)));
        Exchange exchange = bulk(5, "");

        assertThat(exchange.getException()).isInstanceOfSatisfying(RequestRejectedException.class,
                refused -> assertThat(refused.outcomes()).extracting(RecipientOutcome::state).containsExactly(
                        State.ACCEPTED, State.ACCEPTED, State.REJECTED, State.REJECTED, State.NOT_SENT));
        PROVIDER.verify(2, allRequests());
    }

    @Test
    void anUnavailableProviderInTheMiddleLeavesTheRestToBeSent() {
        answers(okJson(items("OK", 1, 2)), aResponse().withStatus(429).withHeader("Retry-After", "3"));
        Exchange exchange = bulk(5, "");

        assertThat(exchange.getException()).isInstanceOfSatisfying(ProviderUnavailableException.class, unavailable -> {
            assertThat(unavailable.retryAfter()).contains(Duration.ofSeconds(3));
            assertThat(unavailable.outcomes()).extracting(RecipientOutcome::state).containsExactly(
                    State.ACCEPTED, State.ACCEPTED, State.NOT_SENT, State.NOT_SENT, State.NOT_SENT);
        });
    }

    @Test
    void whatIsWrongInTheLastItemSendsNothing() {
        answers(okJson(items("OK", 1, 2)));
        List<Map<String, Object>> body = List.of(Map.of("to", number(1), "text", "a"), Map.of("to", number(2), "text", "b"),
                Map.of("to", "nobody", "text", "c"));
        Exchange exchange = Courier.call(context, "courier:bulk", body, Map.of()).await();

        assertThat(exchange.getException()).isInstanceOf(IllegalArgumentException.class);
        PROVIDER.verify(0, allRequests());
    }

    @Test
    void manyCallsOfOneListDoNotNest() {
        PROVIDER.stubFor(any(anyUrl()).willReturn(okJson(items("OK", 1))));
        Exchange exchange = bulk(200, "?batchSize=1");

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeader(MessagingConstants.ACCEPTED_COUNT)).isEqualTo(200);
    }

    @Test
    void anErrorOfTheJvmEndsTheExchangeToo() {
        answers(okJson("{\"id\":\"poison\"}"));

        assertThat(Courier.sms(context, "").await().getException()).hasRootCauseInstanceOf(LinkageError.class);
    }

    @Test
    void theWaitOfAnEarlierFailureIsNotThisOnes() {
        answers(aResponse().withStatus(503));
        Map<String, Object> headers
                = new HashMap<>(Map.of(MessagingConstants.TO, Courier.NUMBER, Exchange.REDELIVERY_DELAY, 60_000L));
        Exchange exchange = Courier.call(context, "courier:sms", "Hi", headers).await();

        assertThat(exchange.getException()).isInstanceOf(OutcomeUnknownException.class);
        assertThat(exchange.getMessage().getHeaders()).doesNotContainKey(Exchange.REDELIVERY_DELAY);
    }

    private Exchange bulk(int count, String options) {
        List<Map<String, Object>> body = IntStream.rangeClosed(1, count)
                .mapToObj(i -> Map.<String, Object> of("to", number(i), "text", "Hi")).toList();
        return Courier.call(context, "courier:bulk" + options, body, Map.of()).await();
    }

    private static String number(int i) {
        return "+3725550%04d".formatted(i);
    }

    private static String items(String status, int... numbers) {
        return "{\"results\":[" + String.join(",", IntStream.of(numbers)
                .mapToObj(i -> "{\"number\":\"" + number(i) + "\",\"id\":\"m" + i + "\",\"status\":\"" + status + "\"}")
                .toList())
               + "]}";
    }

    /** One answer after the other. */
    private static void answers(ResponseDefinitionBuilder... responses) {
        for (int i = 0; i < responses.length; i++) {
            PROVIDER.stubFor(any(anyUrl()).inScenario("calls").whenScenarioStateIs(i == 0 ? Scenario.STARTED : "call" + i)
                    .willReturn(responses[i]).willSetStateTo("call" + (i + 1)));
        }
    }
}
