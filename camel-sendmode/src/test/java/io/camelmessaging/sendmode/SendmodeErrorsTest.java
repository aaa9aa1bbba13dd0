/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sendmode;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.camelmessaging.common.MessagingException;
import io.camelmessaging.common.OutcomeUnknownException;
import io.camelmessaging.common.ProviderUnavailableException;
import io.camelmessaging.common.RecipientOutcome;
import io.camelmessaging.common.RejectionReason;
import io.camelmessaging.common.RequestRejectedException;
import io.camelmessaging.sendmode.model.SmsAccepted;
import io.camelmessaging.sendmode.model.VerifyCheckResult;
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
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static com.github.tomakehurst.wiremock.matching.RequestPatternBuilder.allRequests;
import static io.camelmessaging.common.RecipientOutcome.State.ACCEPTED;
import static io.camelmessaging.common.RecipientOutcome.State.NOT_SENT;
import static io.camelmessaging.common.RecipientOutcome.State.REJECTED;
import static io.camelmessaging.common.RecipientOutcome.State.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * What each error of the provider becomes; and that nothing is ever sent twice.
 */
class SendmodeErrorsTest {

    @RegisterExtension
    static final WireMockExtension PROVIDER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort()).build();

    private DefaultCamelContext context;

    @BeforeEach
    void start() {
        context = SendmodeContexts.of(PROVIDER.baseUrl());
        context.start();
    }

    @AfterEach
    void stop() throws Exception {
        context.close();
    }

    @ParameterizedTest
    @CsvSource({
            "1, INVALID_MESSAGE_LENGTH, CONTENT", "10, INVALID_SENDER_ID, SENDER", "11, INVALID_MOBILE_NUMBER, RECIPIENT",
            "14, INVALID_ACCESS_KEY, AUTHENTICATION", "16, UNAUTHORISED, ACCOUNT", "18, INVALID_PARAMETER, CONTENT",
            "97, INVALID_SCHEDULE_DATE_FORMAT, CONTENT", "104, CODE_EXPIRED, VERIFICATION", "105, CODE_INVALID, VERIFICATION",
            "195, EXPECTED_PARAMETER_MISSING, CONTENT", "777, OUT_OF_SOMETHING, OTHER" })
    void aStatusCodeIsARefusalWhateverTheHttpStatus(int code, String status, RejectionReason reason) {
        for (int http : new int[] { 200, 400, 500 }) {
            if (http == 500 && code == 777) {
                continue;
            }
            PROVIDER.resetRequests();
            answer(aResponse().withStatus(http).withBody(error(code, status)));

            assertThat(send("sms").getException()).isInstanceOfSatisfying(RequestRejectedException.class, refused -> {
                assertThat(refused.reason()).isEqualTo(http == 400 && code == 777 ? RejectionReason.CONTENT : reason);
                assertThat(refused.getHttpResponseCode()).isEqualTo(http);
                assertThat(refused.providerCode()).isEqualTo(String.valueOf(code));
                assertThat(refused.providerText()).isEqualTo(status + ": about +353***01");
                assertThat(refused.getMessage()).doesNotContain("+353870000101", "Hello", SendmodeContexts.KEY);
                assertThat(refused.outcomes()).extracting(RecipientOutcome::recipient, RecipientOutcome::state)
                        .containsExactly(tuple("353870000101", REJECTED));
            });
            PROVIDER.verify(1, allRequests());
        }
    }

    @Test
    void aMissingParameterHintsAtTheBodyFormat() {
        answer(okJson(error(195, "EXPECTED_PARAMETER_MISSING")));
        assertThat(send("sms?bodyFormat=json").getException()).hasMessageContaining("bodyFormat");
        answer(aResponse().withStatus(415));
        assertThat(send("sms?bodyFormat=json").getException()).isInstanceOf(RequestRejectedException.class)
                .hasMessageContaining("bodyFormat");
    }

    @Test
    void aSystemErrorLeavesASendOpenAndCreditsRepeatable() {
        answer(okJson(error(8, "SYSTEM_ERROR")));

        assertThat(send("sms").getException()).isInstanceOf(OutcomeUnknownException.class);
        assertThat(send("verifyCheck").getException()).isInstanceOf(OutcomeUnknownException.class);
        assertThat(send("credits").getException()).isInstanceOf(ProviderUnavailableException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "", "<html>", "[]", "{}", "{\"status\":\"OK\"}", "{\"statusCode\":\"soon\"}", "{\"statusCode\":null}" })
    void anUnexpectedAnswerOfSuccessIsNone(String body) {
        answer(aResponse().withStatus(200).withBody(body));

        assertThat(send("sms").getException()).isInstanceOf(OutcomeUnknownException.class);
        assertThat(send("credits").getException()).isInstanceOf(ProviderUnavailableException.class);
        PROVIDER.verify(2, allRequests());
    }

    @ParameterizedTest
    @CsvSource({
            "400, CONTENT", "401, AUTHENTICATION", "402, FUNDS", "403, ACCOUNT", "404, NOT_FOUND", "405, OTHER",
            "415, CONTENT" })
    void withoutACodeTheHttpStatusDecides(int status, RejectionReason reason) {
        answer(aResponse().withStatus(status).withBody("<html>no</html>"));

        assertThat(send("sms").getException()).isInstanceOfSatisfying(RequestRejectedException.class,
                refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    @Test
    void tooManyCallsAreUnavailable() {
        answer(aResponse().withStatus(429).withHeader("Retry-After", "9"));

        Exchange exchange = send("sms");
        assertThat(exchange.getException()).isInstanceOfSatisfying(ProviderUnavailableException.class,
                unavailable -> assertThat(unavailable.retryAfter()).contains(Duration.ofSeconds(9)));
        assertThat(exchange.getMessage().getHeader(Exchange.REDELIVERY_DELAY)).isEqualTo(9_000L);
        PROVIDER.verify(1, allRequests());
    }

    @ParameterizedTest
    @CsvSource({ "500", "502", "503", "504" })
    void aFailedProviderLeavesTheOutcomeOpen(int status) {
        answer(aResponse().withStatus(status));

        assertThat(send("sms").getException()).isInstanceOf(OutcomeUnknownException.class);
        assertThat(send("credits").getException()).isInstanceOf(ProviderUnavailableException.class);
        PROVIDER.verify(2, allRequests());
    }

    @Test
    void aLostConnectionLeavesTheOutcomeOpenAndIsNotRepeated() {
        answer(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        assertThat(send("sms").getException()).isInstanceOf(OutcomeUnknownException.class);
        answer(okJson("{}").withFixedDelay(5_000));
        assertThat(send("sms?responseTimeout=100").getException()).isInstanceOf(OutcomeUnknownException.class);
        PROVIDER.verify(2, allRequests());
    }

    @Test
    void aRefusedConnectionIsUnavailable() {
        assertThat(send("sms?baseUrl=http://127.0.0.1:1").getException()).isInstanceOf(ProviderUnavailableException.class);
    }

    @Test
    void aRecipientThatTheEchoLeavesOutIsOfUnknownOutcome() {
        answer(okJson("{\"status\":\"OK\",\"statusCode\":0,\"message\":{\"recipients\":[\"+353 870000102\"]}}"));

        SmsAccepted accepted = send("sms?to=0870000101,00353870000102").getMessage().getBody(SmsAccepted.class);
        assertThat(accepted.outcomes()).extracting(RecipientOutcome::recipient, RecipientOutcome::state)
                .containsExactly(tuple("0870000101", UNKNOWN), tuple("353870000102", ACCEPTED));
        assertThat(send("sms?to=0870000101").getException()).isInstanceOf(OutcomeUnknownException.class);
    }

    @Test
    void aFailureInTheMiddleTellsWhatBecameOfEach() {
        answer(okJson("{\"status\":\"OK\",\"statusCode\":0}"));
        PROVIDER.stubFor(post(anyUrl()).withRequestBody(containing("353870000103"))
                .willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));

        Exchange exchange = send("sms?batchSize=2&to=353870000101,353870000102,353870000103,353870000104,353870000105");

        assertThat(exchange.getException()).isInstanceOfSatisfying(OutcomeUnknownException.class,
                unknown -> assertThat(unknown.outcomes()).extracting(RecipientOutcome::state)
                        .containsExactly(ACCEPTED, ACCEPTED, UNKNOWN, UNKNOWN, NOT_SENT));
        PROVIDER.verify(2, allRequests());
    }

    @Test
    void aListIsSentOneCallAfterTheOther() {
        answer(okJson("{\"status\":\"OK\",\"statusCode\":0}"));

        Exchange exchange = context.createProducerTemplate().request("sendmode:sms", e -> e.getMessage().setBody(List.of(
                Map.of("to", "0870000101", "text", "one", "reference", "1"),
                Map.of("to", "0870000102", "text", "two", "reference", "2"))));

        assertThat(exchange.getMessage().getBody(SmsAccepted.class).outcomes()).extracting(RecipientOutcome::state)
                .containsExactly(ACCEPTED, ACCEPTED);
        assertThat(exchange.getMessage().getHeader("CamelMessagingAcceptedCount")).isEqualTo(2);
        PROVIDER.verify(2, allRequests());
    }

    @ParameterizedTest
    @CsvSource({ "104, CODE_EXPIRED", "105, CODE_INVALID" })
    void aCodeThatIsNotRightIsAResultOrAnExceptionByOption(int code, String status) {
        answer(okJson(error(code, status)));

        Exchange result = send("verifyCheck");
        assertThat(result.getMessage().getBody(VerifyCheckResult.class)).satisfies(check -> {
            assertThat(check.verified()).isFalse();
            assertThat(check.statusCode()).isEqualTo(code);
            assertThat(check.status()).isEqualTo(status);
        });
        assertThat(result.getMessage().getHeader(SendmodeConstants.VERIFIED)).isEqualTo(false);
        assertThat(send("verifyCheck?verifyFailure=exception").getException()).isInstanceOfSatisfying(
                RequestRejectedException.class, e -> assertThat(e.reason()).isEqualTo(RejectionReason.VERIFICATION));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "{\"status\":\"OK\",\"statusCode\":0}", "{\"status\":\"OK\",\"statusCode\":0,\"message\":{\"status\":\"PENDING\"}}",
            "{}", "" })
    void aCheckFailsClosed(String body) {
        answer(aResponse().withStatus(200).withBody(body));

        Exchange exchange = send("verifyCheck");
        assertThat(exchange.getException()).isInstanceOf(MessagingException.class);
        assertThat(exchange.getMessage().getHeader(SendmodeConstants.VERIFIED)).isNull();
    }

    private static String error(int code, String status) {
        return "{\"status\":\"" + status + "\",\"statusCode\":" + code + ",\"error\":\"about +353870000101\"}";
    }

    private static void answer(ResponseDefinitionBuilder response) {
        PROVIDER.stubFor(any(anyUrl()).willReturn(response));
    }

    private Exchange send(String operation) {
        return context.createProducerTemplate().request("sendmode:" + operation, exchange -> {
            exchange.getMessage().setBody("Hello");
            if (!operation.contains("to=")) {
                exchange.getMessage().setHeader("CamelMessagingTo", SendmodeContexts.NUMBER);
            }
        });
    }
}
