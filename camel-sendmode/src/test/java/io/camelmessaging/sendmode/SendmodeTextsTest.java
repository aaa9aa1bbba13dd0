/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sendmode;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What goes out is what was given: whole characters, senders and times; and no key that sends nothing.
 */
class SendmodeTextsTest {

    private static final ZoneId DUBLIN = ZoneId.of("Europe/Dublin");

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
    void noHalfOfASurrogatePairLeavesInAnyFormat() throws Exception {
        Map<String, Object> body
                = Map.of("text", "a\uD83D b\uD83D\uDE00", "reference", "\uDE00", "extraFields", Map.of("k\uD83D", "v\uD83D"));
        for (String format : List.of("json", "jsonWrapped")) {
            PROVIDER.resetRequests();
            send("sms?to=0870000101&bodyFormat=" + format, body);
            String sent = new ObjectMapper()
                    .readTree(PROVIDER.getAllServeEvents().get(0).getRequest().getBody()).toString();
            assertThat(sent).contains("a\uFFFD b\uD83D\uDE00", "\"customerid\":\"\uFFFD\"", "\"k\uFFFD\":\"v\uFFFD\"");
        }
        PROVIDER.resetRequests();
        send("sms?to=0870000101", body);
        assertThat(PROVIDER.getAllServeEvents().get(0).getRequest().getBodyAsString())
                .contains("a%EF%BF%BD%20b%F0%9F%98%80").doesNotContain("%3F");
        PROVIDER.resetRequests();
        send("importCustomer?to=0870000101", Map.of("group", "g\uD83D", "firstname", "P\uDE00"));
        assertThat(PROVIDER.getAllServeEvents().get(0).getRequest().getBodyAsString())
                .contains("group=g%EF%BF%BD").contains("P%EF%BF%BD");
    }

    @Test
    void theSecondOfTwoEqualLocalTimesIsRefused() {
        ZoneOffsetTransition autumn = transition(true);
        Instant first = autumn.getInstant().minusSeconds(1_800);
        Instant second = autumn.getInstant().plusSeconds(1_800);

        assertThat(schedule(first).getException()).isNull();
        for (Object twice : List.of(second, second.toString(), second.atZone(DUBLIN), second.getEpochSecond())) {
            assertThat(schedule(twice).getException()).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("the hour that comes twice in Europe/Dublin");
        }
        assertThat(schedule(autumn.getInstant().plusSeconds(3_600)).getException()).isNull();
        PROVIDER.verify(2, com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor(anyUrl()));
    }

    @Test
    void aLocalTimeThatTheClockLeavesOutIsRefused() {
        LocalDateTime gap = transition(false).getDateTimeBefore().plusMinutes(30);

        assertThat(schedule(gap).getException()).hasMessageContaining("leaves out");
        assertThat(schedule(gap.toString()).getException()).hasMessageContaining("leaves out");
        assertThat(schedule(gap.plusHours(1)).getException()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = { "1790000000000", "1000000000", "2099-01-01T10:00:00Z", "1999-01-01T10:00:00Z" })
    void schedulesFarAwayAreRefused(String time) {
        assertThat(schedule(time).getException()).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got a schedule (header CamelMessagingSchedule)");
    }

    @Test
    void secondsBecomeLocalTimeAndAnOwnSpellingStays() {
        long soon = Instant.now().plusSeconds(86_400).getEpochSecond();
        schedule(soon);
        schedule("02/05/2027 10:15");

        assertThat(PROVIDER.getAllServeEvents().stream().map(event -> event.getRequest().getBodyAsString()))
                .anyMatch(body -> body.contains("02/05/2027 10:15"))
                .noneMatch(body -> body.contains(String.valueOf(soon)));
    }

    @ParameterizedTest
    @ValueSource(strings = { "AcmeShopLondon", "1234567890123456", "!!!", "Acme\u0000", "" + "Ақме" })
    void aSenderIdOfAnotherFormIsRefused(String from) {
        for (String operation : List.of("sms", "verify")) {
            assertThat(send(operation + "?to=0870000101", Map.of("text", "Hi", "from", from)).getException())
                    .hasMessageContaining("takes a sender name").hasMessageContaining("senderCheck=off");
        }
        assertThat(send("sms?to=0870000101&senderCheck=off", Map.of("text", "Hi", "from", from)).getException()).isNull();
        assertThat(send("sms?to=0870000101", Map.of("text", "Hi", "from", "Acme Shop")).getException()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
            "live_0f0f0f0f, /v2, true", "live_0f0f0f0f, /v2/, true", "live_0f0f0f0f, /3.0, false",
            "ABCDEFGHIJ0123456789, /v2, false" })
    void aKeyOfTheNewerPlatformIsRefusedAtStartWithV2(String key, String path, boolean refused) {
        String uri = "sendmode:credits?apiKey=" + key + "&baseUrl=" + PROVIDER.baseUrl() + path;
        if (refused) {
            assertThatThrownBy(() -> context.getEndpoint(uri)).rootCause().hasMessageContaining("begins with live_")
                    .hasMessageContaining("allowNewPlatformKey=true").message().doesNotContain("0f0f");
        } else {
            assertThat(context.getEndpoint(uri)).isNotNull();
        }
        assertThat(context.getEndpoint(uri + "&allowNewPlatformKey=true")).isNotNull();
    }

    private static ZoneOffsetTransition transition(boolean overlap) {
        ZoneOffsetTransition next = DUBLIN.getRules().nextTransition(Instant.now());
        while (next.isOverlap() != overlap) {
            next = DUBLIN.getRules().nextTransition(next.getInstant());
        }
        return next;
    }

    private Exchange schedule(Object time) {
        return context.createProducerTemplate().request("sendmode:sms?bodyFormat=json&to=0870000101", exchange -> {
            exchange.getMessage().setBody("Hi");
            exchange.getMessage().setHeader("CamelMessagingSchedule", time);
        });
    }

    private Exchange send(String uri, Object body) {
        return context.createProducerTemplate().request("sendmode:" + uri, exchange -> exchange.getMessage().setBody(body));
    }
}
