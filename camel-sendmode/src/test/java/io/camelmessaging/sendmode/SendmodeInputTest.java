/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sendmode;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.camelmessaging.common.SmsMessage;
import io.camelmessaging.sendmode.model.SmsRequest;
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
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static com.github.tomakehurst.wiremock.matching.RequestPatternBuilder.allRequests;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What a route may give, and what is refused before anything is sent.
 */
class SendmodeInputTest {

    @RegisterExtension
    static final WireMockExtension PROVIDER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort()).build();

    private DefaultCamelContext context;

    @BeforeEach
    void start() {
        PROVIDER.stubFor(any(anyUrl()).willReturn(okJson("{\"status\":\"OK\",\"statusCode\":0}")));
        context = SendmodeContexts.of(PROVIDER.baseUrl());
        context.start();
    }

    @AfterEach
    void stop() throws Exception {
        context.close();
    }

    @Test
    void beansAreTaken() {
        assertThat(send("sms?bodyFormat=json", SmsMessage.of("Hi", "+353870000101"), Map.of()).getException()).isNull();
        assertThat(send("sms?bodyFormat=json", new SmsRequest("Hi", null, null, null, List.of("0870000101"), null), Map.of())
                .getException()).isNull();
        PROVIDER.verify(1, postRequestedFor(anyUrl())
                .withRequestBody(equalTo("{\"messagetext\":\"Hi\",\"recipients\":[\"353870000101\"]}")));
        PROVIDER.verify(1, postRequestedFor(anyUrl())
                .withRequestBody(equalTo("{\"messagetext\":\"Hi\",\"recipients\":[\"0870000101\"]}")));
    }

    @Test
    void typedTimesAndDatesAreTaken() {
        int year = LocalDate.now().getYear() + 1;
        send("sms?bodyFormat=json&to=0870000101", "Hi",
                Map.of("CamelMessagingSchedule", Instant.parse(year + "-12-02T10:15:00Z")));
        send("importCustomer?bodyFormat=json&to=0870000101&group=g", null,
                Map.of("CamelSendmodeDateOfBirth", LocalDate.of(1980, 12, 31)));

        PROVIDER.verify(1, postRequestedFor(anyUrl()).withRequestBody(equalTo(
                "{\"messagetext\":\"Hi\",\"scheduledate\":\"" + year + "-12-02T10:15:00\",\"recipients\":[\"0870000101\"]}")));
        PROVIDER.verify(1, postRequestedFor(anyUrl()).withRequestBody(equalTo(
                "{\"group\":\"g\",\"mobilenumber\":\"0870000101\",\"dateofbirth\":\"31/12/1980\"}")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "sms;;needs messagetext: give it as a text body",
            "sms?to=+353870000101;;needs messagetext",
            "sms;Hi;needs recipients: give it as the key recipients or to of a Map body, the header CamelMessagingTo or the option to",
            "sms?to=+3531;Hi;in E.164 form",
            "sms?to=12ab;Hi;holds letters",
            "sms?to=0870000101&numberFormat=e164;Hi;CamelMessagingTo|option to",
            "sms?to=0870000101&maxSegments=1;LONG;maxSegments",
            "importCustomer?to=0870000101;;needs group",
            "importCustomer?group=g;;needs mobilenumber",
            "optOut;STOP;needs mobilenumber",
            "optOut?to=0870000101,0870000102;STOP;split",
            "verify?to=0870000101;;needs messagetext",
            "verifyCheck?to=0870000101;;needs code" })
    void badInputIsRefusedBeforeAnythingIsSent(String uri, String body, String sentence) {
        Exchange exchange = send(uri, "LONG".equals(body) ? "x".repeat(161) : body, Map.of());

        assertThat(exchange.getException()).isInstanceOf(IllegalArgumentException.class);
        assertThat(exchange.getException().getMessage()).startsWith(uri.contains("Format=e164") ? "The phone number" : "")
                .satisfies(message -> assertThat(sentence.split("\\|")).anyMatch(message::contains))
                .doesNotContain("0870000101", "353870000101");
        PROVIDER.verify(0, allRequests());
    }

    @Test
    void wrongKeysAndDatesAreNamed() {
        assertThat(send("sms", Map.of("recipient", "0870000101", "text", "x"), Map.of()).getException())
                .hasMessageContaining("no field 'recipient', did you mean 'recipients'?");
        assertThat(send("sms", Map.of("recipients", List.of("0870000101"), "to", "0870000101", "text", "x"), Map.of())
                .getException())
                .hasMessageContaining("under two names");
        for (String date : new String[] { "31.12.1980", "31/02/1980", "2999-01-01", "12/31/1980" }) {
            Map<String, Object> person = new HashMap<>(Map.of("group", "g", "mobilenumber", "0870000101", "dateofbirth", date));
            assertThat(send("importCustomer", person, Map.of()).getException()).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("dateofbirth").hasMessageNotContaining(date);
        }
        PROVIDER.verify(0, allRequests());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "sendmode:smss;did you mean", "sendmode:sms?sender=x;no option 'sender'",
            "sendmode:sms?scheduleZone=Dublin;scheduleZone",
            "sendmode:sms?scheduleFormat=bbb;scheduleFormat", "sendmode:sms?batchSize=-1;batchSize",
            "sendmode:sms?answerOnFailure=maybe;answerOnFailure", "sendmode:sms?baseUrl=http://example.org;allowPlainHttp" })
    void badOptionsAreRefusedAtStart(String uri, String sentence) {
        assertThatThrownBy(() -> context.getEndpoint(uri)).rootCause().hasMessageContaining(sentence);
    }

    @Test
    void theKeyIsNeeded() {
        SendmodeConfiguration configuration = context.getComponent("sendmode", SendmodeComponent.class).getConfiguration();
        configuration.setApiKey(null);
        assertThatThrownBy(() -> context.getEndpoint("sendmode:credits")).rootCause().hasMessageContaining("option apiKey");
        configuration.setApiKey("4711 0815");
        assertThatThrownBy(() -> context.getEndpoint("sendmode:credits?numberCheck=off")).rootCause()
                .hasMessageContaining("option apiKey").hasMessageNotContaining("4711");
    }

    @ParameterizedTest
    @ValueSource(strings = { "deliveryReceipts", "replies" })
    void feedsAreWebhooks(String feed) {
        assertThatThrownBy(() -> context.getEndpoint("sendmode:" + feed).createProducer())
                .hasMessageContaining("use from(\"webhook:sendmode:" + feed + "\")");
        assertThatThrownBy(() -> context.getEndpoint("sendmode:" + feed).createConsumer(exchange -> {
        })).hasMessageContaining("use from(\"webhook:sendmode:" + feed + "\")");
    }

    private Exchange send(String uri, Object body, Map<String, Object> headers) {
        return context.createProducerTemplate().request("sendmode:" + uri, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().getHeaders().putAll(headers);
        });
    }
}
