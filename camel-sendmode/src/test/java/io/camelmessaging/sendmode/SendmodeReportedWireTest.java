/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sendmode;

import java.util.Map;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.camelmessaging.common.OutcomeUnknownException;
import io.camelmessaging.common.RecipientOutcome;
import io.camelmessaging.common.RequestRejectedException;
import io.camelmessaging.sendmode.model.Credits;
import io.camelmessaging.sendmode.model.ImportResult;
import io.camelmessaging.sendmode.model.SmsAccepted;
import io.camelmessaging.sendmode.model.VerifyCheckResult;
import io.camelmessaging.sendmode.model.VerifyStarted;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The wire as callers of the real service report it: errors with HTTP 200, codes as text, echoes in other forms, and
 * fields that nobody documented.
 */
class SendmodeReportedWireTest {

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

    private Exchange ask(String uri, Object body, String answer) {
        PROVIDER.stubFor(any(anyUrl()).willReturn(okJson(answer.replace('\'', '"'))));
        return context.createProducerTemplate().request("sendmode:" + uri, exchange -> exchange.getMessage().setBody(body));
    }

    private <T> T read(String uri, Object body, String answer, Class<T> type) {
        Exchange exchange = ask(uri, body, answer);
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage().getBody(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "'message':null", "'message':'accepted'", "'message':{'recipients':'0870000101'}", "'acceptedDateTime':{'at':1}",
            "'message':{'scheduledate':['x'],'recipients':['0870000101']}", "'status':['OK']" })
    void anEchoOfAnUnexpectedTypeLeavesNoMessageInDoubt(String field) {
        SmsAccepted accepted = read("sms?to=0870000101", "Hi", "{'statusCode':'0'," + field + "}", SmsAccepted.class);

        assertThat(accepted.outcomes()).singleElement().returns(RecipientOutcome.State.ACCEPTED, RecipientOutcome::state);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "{'status':'OK'}", "{'statusCode':null}", "{'statusCode':{}}", "{'statusCode':'soon'}", "[]", "7" })
    void withoutAStatusCodeNothingIsAccepted(String answer) {
        assertThat(ask("sms?to=0870000101", "Hi", answer).getException()).isInstanceOf(OutcomeUnknownException.class);
    }

    @Test
    void anErrorWithHttp200AndItsCodeAsTextIsARefusal() {
        assertThat(ask("sms?to=0870000101", "Hi", "{'status':'INVALID_SENDER_ID','statusCode':'10','error':'no'}")
                .getException()).isInstanceOf(RequestRejectedException.class).hasMessageContaining("code 10");
    }

    @Test
    void whatNobodyDocumentedIsKeptInsideEchoesToo() {
        assertThat(read("sms?to=0870000101", "Hi",
                "{'statusCode':0,'batch':7,'message':{'recipients':['0870000101'],'parts':2}}", SmsAccepted.class))
                .satisfies(accepted -> {
                    assertThat(accepted.extraFields()).isEqualTo(Map.of("batch", 7));
                    assertThat(accepted.message().extraFields()).isEqualTo(Map.of("parts", 2));
                });
        assertThat(read("importCustomer?to=0870000101&group=g", null,
                "{'statusCode':0,'importdata':{'mobilenumber':'0870000101','id':5}}", ImportResult.class).customer()
                .extraFields())
                .isEqualTo(Map.of("id", 5));
        assertThat(read("verify?to=0870000101", "Code", "{'statusCode':0,'message':{'recipient':'0870000101','id':5}}",
                VerifyStarted.class).message().extraFields()).isEqualTo(Map.of("id", 5));
        assertThat(read("verifyCheck?to=0870000101", "1234",
                "{'statusCode':0,'message':{'status':'VERIFIED','attempts':1}}", VerifyCheckResult.class).message()
                .extraFields())
                .isEqualTo(Map.of("attempts", 1));
    }

    @Test
    void creditsMayBeTextOrFraction() {
        assertThat(read("credits", null, "{'statusCode':0,'balance':'1284.5'}", Credits.class).balance())
                .isEqualByComparingTo("1284.5");
        assertThat(read("credits", null, "{'statusCode':0,'balance':-3}", Credits.class).balance()).isEqualByComparingTo("-3");
    }
}
