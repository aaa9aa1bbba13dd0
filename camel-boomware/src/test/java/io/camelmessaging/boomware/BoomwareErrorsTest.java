/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomware;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.camelmessaging.boomware.model.MessageAccepted;
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
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static com.github.tomakehurst.wiremock.matching.RequestPatternBuilder.allRequests;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * What each error of the provider becomes; and that nothing is ever sent twice.
 */
class BoomwareErrorsTest {

    @RegisterExtension
    static final WireMockExtension PROVIDER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort()).build();

    private DefaultCamelContext context;

    @BeforeEach
    void start() {
        context = BoomwareContexts.of(PROVIDER.baseUrl());
        context.start();
    }

    @AfterEach
    void stop() throws Exception {
        context.close();
    }

    @ParameterizedTest
    @CsvSource({
            "1, 401, AUTHENTICATION", "2, 400, ACCOUNT", "5, 401, AUTHENTICATION", "6, 403, ACCOUNT", "7, 403, ACCOUNT",
            "8, 400, ACCOUNT", "9, 400, OTHER", "10, 400, CONTENT", "11, 400, RECIPIENT", "12, 400, CONTENT",
            "13, 400, OPTED_OUT", "16, 400, SENDER", "20, 404, NOT_FOUND", "21, 400, VERIFICATION", "22, 400, VERIFICATION",
            "23, 429, VERIFICATION", "25, 405, OTHER", "1, 500, AUTHENTICATION" })
    void anErrorCodeIsARefusalWhateverTheHttpStatus(int code, int status, RejectionReason reason) {
        answer(error(code, status, "Reason for +37255500123"));

        Exchange exchange = send("sms");

        assertThat(exchange.getException()).isInstanceOfSatisfying(RequestRejectedException.class, refused -> {
            assertThat(refused.reason()).isEqualTo(reason);
            assertThat(refused.getHttpResponseCode()).isEqualTo(status);
            assertThat(refused.providerCode()).isEqualTo(String.valueOf(code));
            assertThat(refused.providerText()).isEqualTo("Reason for +372***23");
            assertThat(refused.getMessage()).startsWith("boomware:sms was refused").contains("HTTP " + status, "code " + code)
                    .doesNotContain("+37255500123", "Hello", "demo-pass");
            assertThat(refused.outcomes()).extracting(RecipientOutcome::recipient, RecipientOutcome::state)
                    .containsExactly(tuple(BoomwareContexts.NUMBER,
                            RecipientOutcome.State.REJECTED));
        });
        PROVIDER.verify(1, allRequests());
    }

    @Test
    void tooManyRequestsIsUnavailable() {
        answer(error(4, 429, "Too many").withHeader("Retry-After", "7"));

        Exchange exchange = send("sms");

        assertThat(exchange.getException()).isInstanceOfSatisfying(ProviderUnavailableException.class,
                unavailable -> assertThat(unavailable.retryAfter()).contains(Duration.ofSeconds(7)));
        assertThat(exchange.getMessage().getHeader(Exchange.REDELIVERY_DELAY)).isEqualTo(7_000L);
        PROVIDER.verify(1, allRequests());
    }

    @Test
    void anInternalErrorLeavesTheOutcomeOpen() {
        answer(error(99, 500, "Internal"));

        assertThat(send("sms").getException()).isInstanceOf(OutcomeUnknownException.class);
        assertThat(send("hlr").getException()).isInstanceOf(OutcomeUnknownException.class);
        assertThat(send("requestInfo").getException()).isInstanceOf(ProviderUnavailableException.class);
        PROVIDER.verify(3, allRequests());
    }

    @ParameterizedTest
    @CsvSource({ "400, CONTENT", "401, AUTHENTICATION", "403, ACCOUNT", "404, NOT_FOUND", "405, OTHER", "418, OTHER" })
    void withoutAKnownCodeTheHttpStatusDecides(int status, RejectionReason reason) {
        for (String body : new String[] { "<html>no</html>", "", "[]", "{\"errorCode\":3,\"errorReason\":\"new\"}" }) {
            answer(aResponse().withStatus(status).withBody(body));

            assertThat(send("sms").getException()).isInstanceOfSatisfying(RequestRejectedException.class,
                    refused -> assertThat(refused.reason()).isEqualTo(reason));
        }
        PROVIDER.verify(4, allRequests());
    }

    @ParameterizedTest
    @ValueSource(ints = { 500, 502, 503 })
    void aServerErrorLeavesTheOutcomeOpen(int status) {
        answer(aResponse().withStatus(status).withBody("<html>Bad gateway</html>"));

        assertThat(send("sms").getException()).isInstanceOfSatisfying(OutcomeUnknownException.class, unknown -> {
            assertThat(unknown.getHttpResponseCode()).isEqualTo(status);
            assertThat(unknown.outcomes()).extracting(RecipientOutcome::state).containsExactly(RecipientOutcome.State.UNKNOWN);
        });
        PROVIDER.verify(1, allRequests());
    }

    @Test
    void anErrorInsideASuccessIsARefusal() {
        answer(error(16, 200, "Sender not allowed"));

        assertThat(send("sms").getException()).isInstanceOfSatisfying(RequestRejectedException.class,
                refused -> assertThat(refused.reason()).isEqualTo(RejectionReason.SENDER));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "{}", "[]", "null", "{\"status\":\"ok\"}" })
    void aSuccessWithoutAnIdIsStillASuccess(String body) {
        answer(aResponse().withStatus(202).withBody(body));

        Exchange exchange = send("sms");

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody(MessageAccepted.class).requestId()).isNull();
        assertThat(exchange.getMessage().getHeader(MessagingConstants.ACCEPTED_COUNT)).isEqualTo(1);
    }

    @Test
    void aSuccessThatIsNoJsonLeavesTheOutcomeOpen() {
        answer(aResponse().withStatus(200).withBody("<html>Please log in to the network</html>"));

        assertThat(send("sms").getException()).isInstanceOfSatisfying(OutcomeUnknownException.class,
                unknown -> assertThat(unknown.getMessage()).doesNotContain("log in to"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "EMPTY_RESPONSE", "CONNECTION_RESET_BY_PEER", "RANDOM_DATA_THEN_CLOSE", "MALFORMED_RESPONSE_CHUNK" })
    void aBrokenAnswerLeavesTheOutcomeOpen(Fault fault) {
        answer(aResponse().withFault(fault));

        assertThat(send("sms").getException()).isInstanceOf(OutcomeUnknownException.class);
        PROVIDER.verify(1, allRequests());
    }

    @Test
    void anAnswerThatStallsLeavesTheOutcomeOpen() {
        answer(aResponse().withStatus(200).withBody("{\"requestId\":\"rq1\"}").withFixedDelay(30_000));

        assertThat(send("sms?responseTimeout=300").getException()).isInstanceOfSatisfying(OutcomeUnknownException.class,
                unknown -> assertThat(unknown.getMessage()).contains("look the request up"));
        assertThat(send("sms?totalTimeout=300ms").getException()).isInstanceOfSatisfying(OutcomeUnknownException.class,
                unknown -> assertThat(unknown.getMessage()).contains("totalTimeout"));
    }

    @Test
    void aRefusedConnectionIsUnavailable() {
        context.getComponent("boomware", BoomwareComponent.class).getConfiguration().setBaseUrl("http://localhost:1");

        assertThat(send("sms").getException()).isInstanceOfSatisfying(ProviderUnavailableException.class,
                unavailable -> assertThat(unavailable.getMessage()).contains("no connection to localhost was made"));
    }

    private void answer(ResponseDefinitionBuilder response) {
        PROVIDER.stubFor(any(anyUrl()).willReturn(response));
    }

    private static ResponseDefinitionBuilder error(int code, int status, String reason) {
        return aResponse().withStatus(status)
                .withBody("{\"errorCode\":" + code + ",\"errorReason\":\"" + reason + "\"}");
    }

    private Exchange send(String uri) {
        return context.createProducerTemplate().request("boomware:" + uri, exchange -> {
            exchange.getMessage().setHeaders(new HashMap<>(Map.of(MessagingConstants.TO, BoomwareContexts.NUMBER)));
            exchange.getMessage().setBody(uri.startsWith("hlr") ? null : "Hello");
        });
    }
}
