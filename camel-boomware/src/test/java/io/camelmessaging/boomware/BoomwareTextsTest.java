/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomware;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.camelmessaging.common.SmsMessage;
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
 * What goes out is what was given, and now: whole characters, senders, and no schedule that is dropped.
 */
class BoomwareTextsTest {

    private static final Map<String, Object> STEP = Map.of("type", "sms", "message", Map.of("text", "t\uD83D"));

    @RegisterExtension
    static final WireMockExtension PROVIDER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort()).build();

    private DefaultCamelContext context;

    @BeforeEach
    void start() {
        PROVIDER.stubFor(any(anyUrl()).willReturn(okJson("{\"id\":\"r-1\",\"status\":\"ACCEPTED\"}")));
        context = BoomwareContexts.of(PROVIDER.baseUrl());
        context.start();
    }

    @AfterEach
    void stop() throws Exception {
        context.close();
    }

    @Test
    void noHalfOfASurrogatePairLeaves() throws Exception {
        send("sms", Map.of("text", "\uD83D", "extraFields", Map.of("a\uDE00", "b\uDE00")));
        send("push", Map.of("text", "x\uD83D", "title", "\uDE00t", "android",
                Map.of("buttons", List.of(Map.of("k\uD83D", "\uD83D")))));
        send("viber", Map.of("text", "v\uD83Dw", "buttonCaption", "Go\uD83D", "from", "Shop"));
        send("failover", Map.of("flow", List.of(STEP)));
        send("textCall", Map.of("text", "c\uDE00"));

        assertThat(PROVIDER.getAllServeEvents()).hasSize(5).allSatisfy(event -> {
            String sent = new ObjectMapper().readTree(event.getRequest().getBody()).toString();
            assertThat(sent).contains("\uFFFD");
            assertThat(sent.chars().filter(c -> Character.isSurrogate((char) c))).isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "sms", "push", "viber", "rcs", "messaging?channel=sms", "textCall", "verify?method=sms", "flashCall" })
    void aScheduleIsRefusedAndNeverDropped(String uri) {
        Exchange exchange = context.createProducerTemplate().request("boomware:" + uri, e -> {
            e.getMessage().setBody(uri.startsWith("verify") || uri.equals("flashCall") ? null : "Hi");
            e.getMessage().setHeader("CamelMessagingTo", "+37255500123");
            e.getMessage().setHeader("CamelMessagingSchedule", Instant.now().plusSeconds(3_600));
        });
        assertThat(exchange.getException()).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot send later").hasMessageContaining("CamelMessagingSchedule");
        assertThat(PROVIDER.getAllServeEvents()).isEmpty();
    }

    @Test
    void aScheduleIsRefusedInChainsAndMessagesAndDoesNotConcernALookUp() {
        Map<String, Object> schedule
                = Map.of("CamelMessagingTo", "+37255500123", "CamelMessagingSchedule", "2027-01-01T10:00:00Z");
        assertThat(request("failover", Map.of("flow", List.of(STEP)), schedule).getException())
                .hasMessageContaining("cannot send later");
        assertThat(request("sms", SmsMessage.of("Hi", "+37255500123").withSchedule(Instant.now()), Map.of()).getException())
                .hasMessageContaining("has nothing for the schedule");
        assertThat(PROVIDER.getAllServeEvents()).isEmpty();
        request("hlr", null, schedule);
        assertThat(PROVIDER.getAllServeEvents()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = { "AcmeShopLondon", "1234567890123456", "???", "Acme\t" })
    void aSenderIdOfAnotherFormIsRefused(String from) {
        assertThat(send("sms", Map.of("text", "Hi", "from", from)).getException()).hasMessageContaining("takes a sender name");
        assertThat(send("sms?senderCheck=off", Map.of("text", "Hi", "from", from)).getException()).isNull();
        assertThat(send("sms?from=Acme Shop", "Hi").getException()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = { "AcmeShopLondon", "1234567890123456", "???", "Acme\t" })
    void aSenderIdIsCheckedWhereverAnSmsStands(String from) {
        Map<String, Object> sms = Map.of("text", "Hi", "from", from);
        for (int steps : List.of(1, 2)) {
            List<Map<String, Object>> flow = List.of(Map.of("type", "sms", "message", sms, "failover",
                    Map.of("wait", 60, "condition", "delivered")), Map.of("type", "SMS", "message", sms)).subList(0, steps);
            for (Object body : List.<Object> of(Map.of("flow", flow), new ObjectMapper().valueToTree(Map.of("flow", flow)))) {
                assertThat(send("failover", body).getException()).hasMessageContaining("boomware:failover takes a sender name")
                        .hasMessageContaining("The field flow[0].message.from must be");
                assertThat(send("failover?senderCheck=off", body).getException()).isNull();
            }
        }
        assertThat(send("messaging?channel=sms", sms).getException())
                .hasMessageContaining("boomware:messaging takes a sender name").hasMessageContaining("The field from must be");
        assertThat(request("messaging?channel=sms", "Hi",
                Map.of("CamelMessagingTo", "+37255500123", "CamelMessagingFrom", from)).getException())
                .hasMessageContaining("takes a sender name");
        assertThat(send("messaging?channel=sms&senderCheck=off", sms).getException()).isNull();
        // what they take for a sender is not known
        assertThat(send("messaging?channel=whatsapp", sms).getException()).isNull();
        assertThat(send("failover", Map.of("flow", List.of(Map.of("type", "whatsapp", "message", sms)))).getException())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "sms   | {\"from\":\"Acme\"}                        | needs flow[0].message.text",
            "sms   | {\"text\":\" \"}                           | needs flow[0].message.text",
            "viber | {\"imageUrl\":\"https://example.org/a\"}   | needs flow[0].message.text",
            "rcs   | {\"test\":\"Hi\"}                          | needs flow[0].message.text",
            "push  | {\"title\":\"Hi\"}                         | needs text",
            "push  | {\"text\":\"Hi\",\"ttl\":\"soon\"}         | as ttl (field flow[0].message.ttl)",
            "sms   | {\"text\":{\"a\":1}}                       | as text (field flow[0].message.text)",
            "sms   | {\"text\":\"Hi\",\"to\":\"+37255500124\"}  | no field 'flow[0].message.to'",
            "sms   | {\"text\":\"Hi\",\"schedule\":\"2027-01-01T10:00:00Z\"} | no field 'flow[0].message.schedule'",
            "sms   | {\"text\":\"Hi\",\"form\":\"Acme\"}        | did you mean 'from'",
            "sms   | {\"text\":\"Hi\",\"reference\":\"a\"}      | no field 'flow[0].message.reference'" })
    void whatIsWrongInAStepIsNamed(String type, String message, String sentence) throws Exception {
        assertThat(send("failover", Map.of("flow",
                List.of(Map.of("type", type, "message", new ObjectMapper().readTree(message))))).getException())
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(sentence)
                .hasMessageNotContaining("37255500124");
        assertThat(PROVIDER.getAllServeEvents()).isEmpty();
    }

    @Test
    void whatAStepHasThatIsNotKnownGoesOut() throws Exception {
        assertThat(send("failover", Map.of("flow", List.of(Map.of("type", "sms", "message", Map.of("text", "Hi", "from", 50300,
                "transliterate", true))))).getException()).isNull();
        assertThat(new ObjectMapper().readTree(PROVIDER.getAllServeEvents().get(0).getRequest().getBody()).get("flow").get(0)
                .get("message")).isEqualTo(new ObjectMapper().readTree(
                        "{\"text\":\"Hi\",\"from\":\"50300\",\"transliterate\":true}"));
    }

    private Exchange send(String uri, Object body) {
        return request(uri, body, Map.of("CamelMessagingTo", "+37255500123"));
    }

    private Exchange request(String uri, Object body, Map<String, Object> headers) {
        return context.createProducerTemplate().request("boomware:" + uri, e -> {
            e.getMessage().setBody(body);
            e.getMessage().setHeaders(new java.util.HashMap<>(headers));
        });
    }
}
