/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.SmsMessage;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which number is on the wire for what a route gives, and which is on none.
 */
@TestInstance(Lifecycle.PER_CLASS)
public abstract class NumbersContract {

    private static final String NUMBER = "+447700900123";
    private static final String OTHER = "+447700900124";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final WireMockServer provider = new WireMockServer(wireMockConfig().dynamicPort());
    private final String sms;
    private final String accepted;
    private DefaultCamelContext context;

    /**
     * A number, and what it is on the wire.
     *
     * @param options of the endpoint; empty for none
     */
    public record Number(String options, String given, String wire) {
    }

    /**
     * @param sms      the URI of an endpoint that sends SMS, with an option
     * @param accepted the provider's JSON for a message that it takes
     */
    protected NumbersContract(String sms, String accepted) {
        this.sms = sms;
        this.accepted = accepted;
    }

    /** A context, not started, whose component has credentials. */
    protected abstract DefaultCamelContext context(String baseUrl);

    /** The recipients that a request of the wire names. */
    protected abstract Stream<JsonNode> recipients(JsonNode request);

    /** How the wire writes a number in E.164 form. */
    protected String onWire(String e164) {
        return e164;
    }

    /** Numbers that this provider reads in its own way. */
    protected List<Number> ownNumbers() {
        return List.of();
    }

    /** What is a number elsewhere, and not at this provider without a region. */
    protected List<String> ownRefusals() {
        return List.of();
    }

    /** Whether one call of the wire takes several recipients. */
    protected boolean takesSeveral() {
        return true;
    }

    @BeforeAll
    void start() {
        provider.start();
        provider.stubFor(any(anyUrl()).willReturn(okJson(accepted)));
        context = context(provider.baseUrl());
        context.start();
    }

    @AfterAll
    void stop() throws Exception {
        context.close();
        provider.stop();
    }

    Stream<Number> numbers() {
        Stream<Number> common = Stream.of(
                new Number("", "+44 7700 900123", NUMBER),
                new Number("", "\u202a+44 7700 900123\u202c", NUMBER),
                new Number("", "\ufeff+447700900123", NUMBER),
                new Number("", "tel:+44-7700-900123", NUMBER),
                new Number("", "+44 (0)7700 900123", NUMBER),
                new Number("", "\uff0b\uff14\uff14\uff17\uff17\uff10\uff10\uff19\uff10\uff10\uff11\uff12\uff13", NUMBER),
                new Number("", "0044 7700 900123", NUMBER),
                new Number("", "+52 1 55 1234 5678", "+525512345678"),
                new Number("defaultRegion=AU", "0011 44 7700 900123", NUMBER),
                new Number("defaultRegion=US", "202-555-0123", "+12025550123"),
                new Number("defaultRegion=GB", "07700 900123", NUMBER));
        return Stream.concat(common.map(each -> new Number(each.options(), each.given(), onWire(each.wire()))),
                ownNumbers().stream());
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void aNumberIsReadAsItWasMeant(Number number) {
        String uri = number.options().isEmpty() ? sms : sms + "&" + number.options();
        assertThat(sent(uri, Map.of("to", number.given(), "text", "Hi"), null)).containsExactly(number.wire());
        assertThat(sent(uri, "Hi", number.given())).containsExactly(number.wire());
        assertThat(sent(uri, "Hi", List.of(number.given()))).containsExactly(number.wire());
        assertThat(sent(uri, SmsMessage.of("Hi", number.given()), null)).containsExactly(number.wire());
    }

    Stream<String> refusals() {
        return Stream.concat(Stream.of("+49 171 3920018 Max", "06 39 98 dgfs", "+1 202 555 0123 x4", "+1 202 555 0123;ext=4",
                "+12025550123,,4", "+4477009***23", "447700900123.0", "4.47700900123E11", "++447700900123", "+44 7700 +900123",
                "0011 65 9234 5678"), ownRefusals().stream());
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void whatIsNoNumberIsRefused(String given) {
        // a region gives a meaning to what has none without
        boolean local = given.startsWith("0011") || given.matches("[0-9]+");
        for (String region : local ? List.of("") : List.of("", "&defaultRegion=US", "&defaultRegion=FR")) {
            assertRefused(sms + region, Map.of("to", given, "text", "Hi"), null);
            assertRefused(sms + region, "Hi", given);
            assertRefused(sms + region, "Hi", List.of(NUMBER, given));
        }
    }

    @Test
    void floatingPointValuesAreRefusedWherever() {
        for (Object value : List.of(12025550100.0, 447700900123f)) {
            for (String region : List.of("", "&defaultRegion=US")) {
                assertRefused(sms + region, Map.of("to", value, "text", "Hi"), null);
                assertRefused(sms + region, Map.of("to", List.of(value), "text", "Hi"), null);
                assertRefused(sms + region, "Hi", value);
                assertRefused(sms + region, "Hi", new Object[] { value });
                assertRefused(sms + region, "Hi", JSON.valueToTree(value));
                assertRefused(sms + region, JSON.valueToTree(Map.of("to", value, "text", "Hi")), null);
            }
        }
        assertThat(sent(sms + "&defaultRegion=US", "Hi", 12025550100L)).singleElement().asString()
                .containsPattern("^\\+?12025550100$");
    }

    Stream<String> twice() {
        return Stream.of(NUMBER + ",+44 7700 900123", NUMBER + ";0044 7700 900123", NUMBER + "\n+44 (0)7700 900123\r\n");
    }

    @ParameterizedTest
    @MethodSource("twice")
    void aNumberThatIsGivenTwiceGetsOneMessage(String given) {
        assertThat(sent(sms, "Hi", given)).containsExactly(onWire(NUMBER));
        if (!takesSeveral()) {
            assertRefused(sms + "&duplicateRecipients=send", "Hi", given);
            assertThat(send(sms, "Hi", NUMBER + "; " + OTHER).getException()).hasMessageContaining("use the split EIP");
            return;
        }
        assertThat(sent(sms + "&duplicateRecipients=send", "Hi", given)).containsExactly(onWire(NUMBER), onWire(NUMBER));
        assertThat(sent(sms, "Hi", NUMBER + "; " + OTHER)).containsExactly(onWire(NUMBER), onWire(OTHER));
        assertThat(sent(sms, "Hi", NUMBER + "\r\n" + OTHER + "\r\n")).containsExactly(onWire(NUMBER), onWire(OTHER));
        assertThat(sent(sms, List.of(Map.of("to", NUMBER, "text", "Hi"), SmsMessage.of("Hi", "+44 7700 900123")), null))
                .containsExactly(onWire(NUMBER));
        assertThat(sent(sms, List.of(SmsMessage.of("Hi", NUMBER), SmsMessage.of("Bye", NUMBER)), null))
                .containsExactly(onWire(NUMBER), onWire(NUMBER));
    }

    private void assertRefused(String uri, Object body, Object to) {
        provider.resetRequests();

        assertThat(send(uri, body, to).getException()).as("%s %s", body, to).isInstanceOf(IllegalArgumentException.class);
        assertThat(provider.getAllServeEvents()).as("%s %s", body, to).isEmpty();
    }

    /** The recipients of what reached the provider. */
    private List<String> sent(String uri, Object body, Object to) {
        provider.resetRequests();
        Exception failure = send(uri, body, to).getException();
        assertThat(failure instanceof IllegalArgumentException).as("%s %s: %s", body, to, failure).isFalse();
        return provider.getAllServeEvents().stream().map(call -> json(call.getRequest().getBodyAsString()))
                .flatMap(this::recipients).map(JsonNode::asText).toList();
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Exchange send(String uri, Object body, Object to) {
        return context.createProducerTemplate().request(uri, exchange -> {
            exchange.getMessage().setBody(body);
            if (to != null) {
                exchange.getMessage().setHeader(MessagingConstants.TO, to);
            }
        });
    }
}
