/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomware;

import java.time.Instant;
import java.util.Map;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.camelmessaging.boomware.model.HlrResult;
import io.camelmessaging.boomware.model.MessageAccepted;
import io.camelmessaging.boomware.model.RequestInfo;
import io.camelmessaging.boomware.model.VerifyCheckResult;
import io.camelmessaging.boomware.model.VerifyInfo;
import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.common.OutcomeUnknownException;
import io.camelmessaging.common.RecipientOutcome;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The wire as callers of the real service, and of its sisters, report it: times in quotes, in seconds or milliseconds,
 * numbers in another form, and fields of other types than documented.
 */
class BoomwareReportedWireTest {

    private static final String NUMBER = "+37255500123";

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

    private <T> T ask(String uri, Object body, String answer, Class<T> type) {
        PROVIDER.stubFor(any(anyUrl()).willReturn(okJson(answer.replace('\'', '"'))));
        Exchange exchange = context.createProducerTemplate().request("boomware:" + uri, one -> {
            one.getMessage().setBody(body);
            one.getMessage().setHeader("CamelMessagingTo", uri.startsWith("verifyC") ? null : NUMBER);
        });
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage().getBody(type);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
            "1717171760123 | 1717171760123", "'1717171760123' | 1717171760123", "1717171760 | 1717171760000",
            "'1717171760' | 1717171760000", "'soon' |", "null |", "{} |", "[1717171760] |" })
    void eachTimeOfAnAnswerIsReadInAnyForm(String written, Long millis) {
        Instant time = millis == null ? null : Instant.ofEpochMilli(millis);

        assertThat(ask("hlr", null, "{'id':'h','status':'DELIVERED','createdAt':" + written + "}", HlrResult.class)
                .createdTime()).isEqualTo(time);
        RequestInfo info = ask("requestInfo", "rq7", "{'id':'rq7','status':'DELIVERED','createdAt':" + written + "}",
                RequestInfo.class);
        assertThat(info.createdTime()).isEqualTo(time);
        assertThat(info.deliveryStatus()).isEqualTo(DeliveryStatus.DELIVERED);
        VerifyInfo verification = ask("verifyInfo", "rq7",
                "{'status':'verified','verificationRequestedAt':" + written + ",'verifiedAt':" + written + "}",
                VerifyInfo.class);
        assertThat(verification.verificationRequestedTime()).isEqualTo(time);
        assertThat(verification.verifiedTime()).isEqualTo(time);
        VerifyCheckResult check = ask("verifyCheck", Map.of("requestId", "rq7", "code", "1234"),
                "{'number':'+37255500123','verifiedAt':" + written + "}", VerifyCheckResult.class);
        assertThat(check.verified()).isTrue();
        assertThat(check.verifiedTime()).isEqualTo(time);
    }

    /** What ties an answer to its message is the call, and a receipt the id. */
    @ParameterizedTest
    @ValueSource(strings = { "37255500123", "+372 5550 0123", "5550 0123", "" })
    void theNumberOfAnAnswerDecidesNothing(String written) {
        MessageAccepted accepted = ask("sms", "Hello", "{'requestId':'rq7','number':'" + written + "'}", MessageAccepted.class);

        assertThat(accepted.outcomes()).singleElement().returns(NUMBER, RecipientOutcome::recipient)
                .returns("rq7", RecipientOutcome::messageId).returns(RecipientOutcome.State.ACCEPTED, RecipientOutcome::state);
        assertThat(ask("hlr", null, "{'id':'h','status':'DELIVERED','number':'" + written + "'}", HlrResult.class).reachable())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "'mccmnc':24801", "'ported':'unknown'", "'roaming':{'network':'x'}", "'createdAt':['x']", "'imsi':null",
            "'country':['EE']" })
    void aFieldOfAnUnexpectedTypeLeavesAPaidLookupReadable(String field) {
        HlrResult lookup = ask("hlr", null, "{'id':'h','status':'DELIVERED'," + field + "}", HlrResult.class);

        assertThat(lookup.reachable()).isTrue();
        assertThat(lookup.id()).isEqualTo("h");
    }

    @Test
    void aCheckWithoutAReadableProofVerifiesNothing() {
        PROVIDER.stubFor(any(anyUrl()).willReturn(okJson("{\"verifiedAt\":\"soon\",\"number\":{\"is\":\"x\"}}")));

        assertThat(context.createProducerTemplate().request("boomware:verifyCheck",
                exchange -> exchange.getMessage().setBody(Map.of("requestId", "rq7", "code", "1234"))).getException())
                .isInstanceOf(OutcomeUnknownException.class);
    }
}
