/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomware;

import java.time.Instant;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.camelmessaging.boomware.model.VerifyCheckResult;
import io.camelmessaging.common.OutcomeUnknownException;
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
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static com.github.tomakehurst.wiremock.matching.RequestPatternBuilder.allRequests;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A code is right only if the provider says so in so many words.
 */
class BoomwareVerifyCheckTest {

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
    @CsvSource({ "20, 404", "21, 400", "22, 400", "23, 429", "21, 200" })
    void aCodeThatIsNotRightIsAResult(int code, int status) {
        answer(status, "{\"errorCode\":" + code + ",\"errorReason\":\"why\"}");

        Exchange exchange = check("verifyCheck");

        assertThat(exchange.getException()).isNull();
        VerifyCheckResult result = exchange.getMessage().getBody(VerifyCheckResult.class);
        assertThat(result.verified()).isFalse();
        assertThat(result.errorCode()).isEqualTo(code);
        assertThat(result.errorReason()).isEqualTo("why");
        assertThat(result.requestId()).isEqualTo("rq8");
        assertThat(exchange.getMessage().getHeader(BoomwareConstants.VERIFIED)).isEqualTo(false);
        PROVIDER.verify(1, allRequests());
    }

    @ParameterizedTest
    @CsvSource({ "20, 404, NOT_FOUND", "21, 400, VERIFICATION", "22, 400, VERIFICATION", "23, 429, VERIFICATION" })
    void orAnExceptionIfTheRouteWantsOne(int code, int status, RejectionReason reason) {
        answer(status, "{\"errorCode\":" + code + "}");

        assertThat(check("verifyCheck?verifyFailure=exception").getException())
                .isInstanceOfSatisfying(RequestRejectedException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    @Test
    void anotherErrorIsAnException() {
        answer(401, "{\"errorCode\":1}");

        assertThat(check("verifyCheck").getException()).isInstanceOf(RequestRejectedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "", "{}", "[]", "null", "true", "{\"verified\":true}", "{\"verified\":true,\"method\":\"sms\"}",
            "<html/>", "{\"number\":" })
    void anAnswerThatDoesNotSayWhatWasVerifiedVerifiesNothing(String body) {
        answer(200, body);

        Exchange exchange = check("verifyCheck");

        assertThat(exchange.getException()).isInstanceOf(OutcomeUnknownException.class);
        assertThat(exchange.getMessage().getHeader(BoomwareConstants.VERIFIED)).isNull();
    }

    @Test
    void theTimeIsReadInSecondsAndMilliseconds() {
        answer(200, "{\"verifiedAt\":1717171717}");
        assertThat(check("verifyCheck").getMessage().getBody(VerifyCheckResult.class).verifiedTime())
                .isEqualTo(Instant.ofEpochSecond(1717171717));

        answer(200, "{\"verifiedAt\":1717171717000}");
        assertThat(check("verifyCheck").getMessage().getBody(VerifyCheckResult.class).verifiedTime())
                .isEqualTo(Instant.ofEpochSecond(1717171717));
    }

    @Test
    void simpleReadsTheResult() {
        answer(400, "{\"errorCode\":21}");
        Exchange exchange = check("verifyCheck");

        String text = context.resolveLanguage("simple").createExpression("${body.verified} ${body.errorCode}")
                .evaluate(exchange, String.class);

        assertThat(text).isEqualTo("false 21");
    }

    private void answer(int status, String body) {
        PROVIDER.stubFor(post("/v1/verify/check").willReturn(aResponse().withStatus(status).withBody(body)));
    }

    private Exchange check(String uri) {
        return context.createProducerTemplate().request("boomware:" + uri, exchange -> {
            exchange.getMessage().setHeader(BoomwareConstants.REQUEST_ID, "rq8");
            exchange.getMessage().setBody("0042");
        });
    }
}
