/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomerang;

import java.time.Duration;
import java.util.List;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.camelmessaging.boomerang.model.MessagesAccepted;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.OutcomeUnknownException;
import io.camelmessaging.common.ProviderUnavailableException;
import io.camelmessaging.common.RecipientOutcome;
import io.camelmessaging.common.RejectionReason;
import io.camelmessaging.common.RequestRejectedException;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static com.github.tomakehurst.wiremock.matching.RequestPatternBuilder.allRequests;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * What each answer of the provider becomes; and that a message without an idempotency key is never sent twice.
 */
class BoomerangErrorsTest {

    private static final String UNKEYED = "smsOneWay?from=Acme&autoIdempotencyKey=false";

    @RegisterExtension
    static final WireMockExtension PROVIDER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort()).build();

    private DefaultCamelContext context;

    @BeforeEach
    void start() {
        context = BoomerangContexts.of(PROVIDER.baseUrl());
        context.start();
    }

    @AfterEach
    void stop() throws Exception {
        context.close();
    }

    @ParameterizedTest
    @CsvSource({
            "400, CONTENT", "401, AUTHENTICATION", "402, FUNDS", "403, ACCOUNT", "404, NOT_FOUND", "409, CONFLICT",
            "418, OTHER" })
    void aRefusalSaysWhy(int status, RejectionReason reason) {
        answer(aResponse().withStatus(status)
                .withBody("{\"status\":17,\"message\":\"Not for 447700900123 or pat@example.org\"}"));

        Exchange exchange = send("smsOneWay?from=Acme");

        assertThat(exchange.getException()).isInstanceOfSatisfying(RequestRejectedException.class, refused -> {
            assertThat(refused.reason()).isEqualTo(reason);
            assertThat(refused.getHttpResponseCode()).isEqualTo(status);
            assertThat(refused.providerCode()).isEqualTo("17");
            assertThat(refused.providerText()).isEqualTo("Not for 4477***23 or p***@***.org");
            assertThat(refused.getMessage()).startsWith("boomerang:smsOneWay was refused").contains("HTTP " + status, "code 17")
                    .doesNotContain("447700900123", "Hello", "demo-pass");
            assertThat(refused.outcomes()).extracting(RecipientOutcome::recipient, RecipientOutcome::state)
                    .containsExactly(tuple(BoomerangContexts.NUMBER, RecipientOutcome.State.REJECTED));
        });
        PROVIDER.verify(1, allRequests());
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "<html>no</html>", "[]", "Bad number", "{}", "{\"message\":{\"a\":1}}" })
    void aRefusalMayHaveAnyBody(String body) {
        answer(aResponse().withStatus(400).withBody(body));

        assertThat(send("smsOneWay?from=Acme").getException()).isInstanceOfSatisfying(RequestRejectedException.class,
                refused -> assertThat(refused.reason()).isEqualTo(RejectionReason.CONTENT));
        PROVIDER.verify(1, allRequests());
    }

    @ParameterizedTest
    @CsvSource({ "400, CONTENT", "401, AUTHENTICATION", "402, FUNDS", "1001, OTHER" })
    void aResultCodeOfFailureInsideASuccessIsARefusal(int code, RejectionReason reason) {
        answer(okJson("{\"status\":" + code + ",\"message\":\"no\",\"transactions\":[]}"));

        assertThat(send("smsOneWay?from=Acme").getException()).isInstanceOfSatisfying(RequestRejectedException.class,
                refused -> {
                    assertThat(refused.reason()).isEqualTo(reason);
                    assertThat(refused.getHttpResponseCode()).isEqualTo(200);
                    assertThat(refused.providerCode()).isEqualTo(String.valueOf(code));
                    assertThat(refused.providerText()).isEqualTo("no");
                });
        PROVIDER.verify(1, allRequests());
    }

    @Test
    void aResultCodeInsideASuccessMayBeUnavailableOrUnknown() {
        answer(okJson("{\"status\":429,\"message\":\"slow down\"}"));
        assertThat(send(UNKEYED).getException()).isInstanceOf(ProviderUnavailableException.class);
        answer(okJson("{\"status\":500,\"message\":\"broken\"}"));
        assertThat(send(UNKEYED).getException()).isInstanceOf(OutcomeUnknownException.class);
        PROVIDER.verify(2, allRequests());
    }

    @Test
    void theAcceptedResultCodesCanBeSaid() {
        answer(okJson("{\"status\":7,\"message\":\"queued\",\"transactions\":[]}"));

        assertThat(send("smsOneWay?from=Acme").getException()).isNull();
        assertThat(send("smsOneWay?from=Acme&acceptedStatuses=1,7").getException()).isNull();
        assertThat(send("smsOneWay?from=Acme&acceptedStatuses=1,200").getException())
                .isInstanceOfSatisfying(RequestRejectedException.class,
                        refused -> assertThat(refused.getMessage()).contains("code 7", "acceptedStatuses"));

        answer(okJson("{\"status\":409,\"message\":\"known\",\"transactions\":[]}"));
        assertThat(send("smsOneWay?from=Acme&acceptedStatuses=200,409").getException()).isNull();
    }

    @Test
    void tooManyRequestsIsUnavailable() {
        answer(aResponse().withStatus(429).withHeader("Retry-After", "7"));

        Exchange exchange = send(UNKEYED);

        assertThat(exchange.getException()).isInstanceOfSatisfying(ProviderUnavailableException.class,
                unavailable -> assertThat(unavailable.retryAfter()).contains(Duration.ofSeconds(7)));
        assertThat(exchange.getMessage().getHeader(Exchange.REDELIVERY_DELAY)).isEqualTo(7_000L);
        PROVIDER.verify(1, allRequests());
    }

    @ParameterizedTest
    @ValueSource(ints = { 500, 502, 503, 504 })
    void aServerErrorLeavesTheOutcomeOpen(int status) {
        answer(aResponse().withStatus(status).withBody("<html>Bad gateway</html>"));

        assertThat(send(UNKEYED).getException()).isInstanceOfSatisfying(OutcomeUnknownException.class, unknown -> {
            assertThat(unknown.getHttpResponseCode()).isEqualTo(status);
            assertThat(unknown.outcomes()).extracting(RecipientOutcome::state).containsExactly(RecipientOutcome.State.UNKNOWN);
        });
        PROVIDER.verify(1, allRequests());
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "[]", "null", "\"ok\"", "<html>Please log in to the network</html>", "{\"status\":" })
    void aSuccessThatCannotBeReadLeavesTheOutcomeOpen(String body) {
        answer(aResponse().withStatus(200).withBody(body));

        assertThat(send(UNKEYED).getException()).isInstanceOfSatisfying(OutcomeUnknownException.class,
                unknown -> assertThat(unknown.getMessage()).doesNotContain("log in to"));
        PROVIDER.verify(1, allRequests());
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "{}", "{\"transactions\":null}", "{\"transactions\":[]}", "{\"status\":\"OK\",\"transactions\":[null]}",
            "{\"status\":200,\"transactions\":\"none\"}", "{\"status\":200,\"message\":[\"x\"],\"transactions\":{}}" })
    void aSuccessWithoutTransactionsTookNothingNew(String body) {
        answer(okJson(body));

        Exchange exchange = send("smsOneWay?from=Acme");

        assertThat(exchange.getException()).isNull();
        MessagesAccepted accepted = exchange.getMessage().getBody(MessagesAccepted.class);
        assertThat(accepted.transactions()).isEmpty();
        assertThat(accepted.outcomes()).extracting(RecipientOutcome::state).containsExactly(RecipientOutcome.State.UNKNOWN);
        assertThat(exchange.getMessage().getHeader(MessagingConstants.ACCEPTED_COUNT)).isEqualTo(0);
        assertThat(exchange.getMessage().getHeader(BoomerangConstants.REQUESTED_COUNT)).isEqualTo(1);
        PROVIDER.verify(1, allRequests());
    }

    @Test
    void transactionsAreTiedByNumberAndNotByPlace() {
        answer(okJson("""
                {"status":200,"transactions":[
                  {"transaction_id":"c","telephone_number":"447700900300","parts_per_message":"two"},
                  {"transaction_id":"x","telephone_number":"353871234567"},
                  {"transaction_id":"a","telephone_number":"+44 7700 900100","parts_per_message":3},
                  {"transaction_id":"a2","telephone_number":"447700900100"}]}"""));

        Exchange exchange = send(
                "smsOneWay?from=Acme&duplicateRecipients=send", "+44 7700 900100", "447700900200", "00447700900300",
                "447700900100");

        assertThat(exchange.getMessage().getBody(MessagesAccepted.class).outcomes())
                .extracting(RecipientOutcome::recipient, RecipientOutcome::messageId, RecipientOutcome::segments)
                .containsExactly(tuple("+447700900100", "a", 3), tuple("447700900200", null, null),
                        tuple("+447700900300", "c", null), tuple("447700900100", "a2", null), tuple("353871234567", "x", null));
        assertThat(exchange.getMessage().getHeader(MessagingConstants.ACCEPTED_COUNT)).isEqualTo(4);
        assertThat(exchange.getMessage().getHeader(BoomerangConstants.REQUESTED_COUNT)).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "EMPTY_RESPONSE", "CONNECTION_RESET_BY_PEER", "RANDOM_DATA_THEN_CLOSE", "MALFORMED_RESPONSE_CHUNK" })
    void aBrokenAnswerLeavesTheOutcomeOpen(Fault fault) {
        answer(aResponse().withFault(fault));

        assertThat(send(UNKEYED).getException()).isInstanceOf(OutcomeUnknownException.class);
        PROVIDER.verify(1, allRequests());
    }

    @Test
    void anAnswerThatStallsLeavesTheOutcomeOpen() {
        answer(okJson("{}").withFixedDelay(30_000));

        assertThat(send(UNKEYED + "&responseTimeout=300").getException()).isInstanceOf(OutcomeUnknownException.class);
        PROVIDER.verify(1, allRequests());
    }

    @Test
    void aRefusedConnectionIsUnavailable() {
        context.getComponent("boomerang", BoomerangComponent.class).getConfiguration().setBaseUrl("http://localhost:1");

        assertThat(send("smsOneWay?from=Acme").getException()).isInstanceOfSatisfying(ProviderUnavailableException.class,
                unavailable -> assertThat(unavailable.getMessage()).contains("no connection to localhost was made"));
    }

    private void answer(ResponseDefinitionBuilder response) {
        PROVIDER.stubFor(any(anyUrl()).willReturn(response));
    }

    private Exchange send(String uri) {
        return send(uri, BoomerangContexts.NUMBER);
    }

    private Exchange send(String uri, String... recipients) {
        return context.createProducerTemplate().request("boomerang:" + uri, exchange -> {
            exchange.getMessage().setHeader(MessagingConstants.TO, List.of(recipients));
            exchange.getMessage().setBody("Hello");
        });
    }
}
