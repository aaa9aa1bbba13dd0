package io.camelmessaging.clicksend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
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
 * Which number is on the wire for what a route gives, and which is on none.
 */
class ClickSendNumbersTest {

    private static final String SMS = "clicksend:sms?from=Acme";

    @RegisterExtension
    static final WireMockExtension PROVIDER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort()).build();

    private DefaultCamelContext context;

    @BeforeEach
    void start() {
        PROVIDER.stubFor(any(anyUrl())
                .willReturn(okJson("{\"http_code\":200,\"response_code\":\"SUCCESS\",\"data\":{\"messages\":[]}}")));
        context = ClickSendContexts.of(PROVIDER.baseUrl());
        context.start();
    }

    @AfterEach
    void stop() throws Exception {
        context.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            | +44 7700 900123 | +447700900123
            | \u202a+44 7700 900123\u202c | +447700900123
            | \ufeff+447700900123 | +447700900123
            | tel:+44-7700-900123 | +447700900123
            | +44 (0)7700 900123 | +447700900123
            | ＋４４７７００９００１２３ | +447700900123
            | 0044 7700 900123 | +447700900123
            | +52 1 55 1234 5678 | +525512345678
            defaultRegion=AU | 0011 65 9234 5678 | +6592345678
            defaultRegion=US | 202-555-0123 | +12025550123
            defaultRegion=GB | 07700 900123 | +447700900123            | 0412 345 678 | 0412345678
            """)
    void aNumberIsReadAsItWasMeant(String options, String given, String wire) {
        String uri = options == null ? SMS : SMS + "&" + options;
        assertThat(sent(uri, Map.of("to", given, "text", "Hi"), null)).containsExactly(wire);
        assertThat(sent(uri, "Hi", given)).containsExactly(wire);
        assertThat(sent(uri, "Hi", List.of(given))).containsExactly(wire);
        assertThat(sent(uri, SmsMessage.of("Hi", given), null)).containsExactly(wire);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "+49 171 3920018 Max", "06 39 98 dgfs", "+1 202 555 0123 x4", "+1 202 555 0123;ext=4", "+12025550123,,4",
            "+4477009***23", "447700900123.0", "4.47700900123E11", "++447700900123", "+44 7700 +900123", "0011 65 9234 5678" })
    void whatIsNoNumberIsRefused(String given) {
        for (String region : List.of("", "&defaultRegion=US", "&defaultRegion=FR")) {
            if (region.isEmpty() || !given.startsWith("0011") && !given.matches("[0-9]+")) {
                assertRefused(SMS + region, Map.of("to", given, "text", "Hi"), null);
                assertRefused(SMS + region, "Hi", given);
                assertRefused(SMS + region, "Hi", List.of("+447700900123", given));
            }
        }
    }

    @Test
    void floatingPointValuesAreRefusedWherever() {
        for (Object value : List.of(12025550100.0, 447700900123f)) {
            for (String region : List.of("", "&defaultRegion=US")) {
                assertRefused(SMS + region, Map.of("to", value, "text", "Hi"), null);
                assertRefused(SMS + region, Map.of("to", List.of(value), "text", "Hi"), null);
                assertRefused(SMS + region, "Hi", value);
                assertRefused(SMS + region, "Hi", new Object[] { value });
                assertRefused(SMS + region, "Hi", new ObjectMapper().valueToTree(value));
                assertRefused(SMS + region, new ObjectMapper().valueToTree(Map.of("to", value, "text", "Hi")), null);
            }
        }
        assertThat(sent(SMS + "&defaultRegion=US", "Hi", 12025550100L)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "+447700900123,+44 7700 900123", "+447700900123;0044 7700 900123", "+447700900123\n+44 (0)7700 900123" })
    void aNumberThatIsGivenTwiceGetsOneMessage(String given) {
        assertThat(sent(SMS, "Hi", given)).containsExactly("+447700900123");
        assertThat(
                sent(SMS, List.of(Map.of("to", "+447700900123", "text", "Hi"), SmsMessage.of("Hi", "+44 7700 900123")), null))
                .containsExactly("+447700900123");
        assertThat(sent(SMS, List.of(SmsMessage.of("Hi", "+447700900123"), SmsMessage.of("Bye", "+447700900123")), null))
                .containsExactly("+447700900123", "+447700900123");
        assertThat(sent(SMS + "&duplicateRecipients=send", "Hi", given)).containsExactly("+447700900123", "+447700900123");
        assertThat(sent(SMS, "Hi", "+447700900123; +447700900124")).hasSize(2);
        assertThat(sent(SMS, "Hi", "+447700900123\r\n+447700900124\r\n")).hasSize(2);
    }

    private void assertRefused(String uri, Object body, Object to) {
        Exchange exchange = send(uri, body, to);

        assertThat(exchange.getException()).as("%s %s", body, to).isInstanceOf(IllegalArgumentException.class);
        assertThat(PROVIDER.getAllServeEvents()).isEmpty();
    }

    /** The recipients of what reached the provider. */
    private List<String> sent(String uri, Object body, Object to) {
        PROVIDER.resetRequests();
        assertThat(send(uri, body, to).getException() instanceof IllegalArgumentException).as("%s %s", body, to).isFalse();
        List<String> numbers = new ArrayList<>();
        PROVIDER.getAllServeEvents().forEach(call -> {
            try {
                JsonNode request = new ObjectMapper().readTree(call.getRequest().getBodyAsString());
                request.path("messages").forEach(message -> numbers.add(message.path("to").asText()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return numbers;
    }

    private Exchange send(String uri, Object body, Object to) {
        Map<String, Object> headers = new HashMap<>();
        if (to != null) {
            headers.put("CamelMessagingTo", to);
        }
        return context.createProducerTemplate().request(uri, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(headers);
        });
    }
}
