/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.SmsMessage;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static com.github.tomakehurst.wiremock.matching.RequestPatternBuilder.allRequests;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * How lists are cut, and what is refused before anything is sent.
 */
class ClickSendInputTest {

    @RegisterExtension
    static final WireMockExtension PROVIDER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort()).build();

    private DefaultCamelContext context;

    @BeforeEach
    void start() {
        PROVIDER.stubFor(
                any(anyUrl()).willReturn(okJson("{\"http_code\":200,\"response_code\":\"SUCCESS\",\"data\":{\"messages\":["
                                                + "{\"to\":\"+61400000101\",\"status\":\"SUCCESS\"}]}}")));
        context = ClickSendContexts.of(PROVIDER.baseUrl());
        context.start();
    }

    @AfterEach
    void stop() throws Exception {
        context.close();
    }

    @Test
    void aListIsCutIntoCallsOfAThousand() {
        List<SmsMessage> messages = new ArrayList<>();
        for (int i = 0; i < 2_500; i++) {
            messages.add(SmsMessage.of("Hi", "+6140%07d".formatted(i)));
        }
        send("sms", messages);

        PROVIDER.verify(3, allRequests());
        PROVIDER.verify(2, postRequestedFor(anyUrl()).withRequestBody(matchingJsonPath("$.messages[999]")));
        PROVIDER.verify(1, postRequestedFor(anyUrl()).withRequestBody(matchingJsonPath("$.messages[499]"))
                .withRequestBody(matchingJsonPath("$[?(@.messages.size() == 500)]")));
    }

    @Test
    void severalRecipientsAreSeveralMessages() {
        send("sms", Map.of("to", List.of("+61400000101", "+61400000102"), "text", "Hi"));

        PROVIDER.verify(1, postRequestedFor(anyUrl()).withRequestBody(matchingJsonPath("$[?(@.messages.size() == 2)]")));
    }

    @Test
    void faxesOfTwoFilesGoOutInTwoCallsAndPostInSmallOnes() {
        List<Map<String, String>> faxes = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            faxes.add(
                    Map.of("to", "+6126%07d".formatted(i), "file_url", "https://example.org/" + (i < 55 ? "a" : "b") + ".pdf"));
        }
        send("fax?numberCheck=off", faxes);

        PROVIDER.verify(3, allRequests());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "sms;Hi;needs a recipient|list_id", "sms?to=+61400000101;;needs body",
            "sms?to=+61400000101&listId=4;Hi;both a recipient and list_id",
            "sms?to=+61400000101;GSM1225;allowTruncation=true", "sms?to=+61400000101;UCS537;allowTruncation=true",
            "sms?to=+61400000101&maxSegments=2;GSM400;maxSegments", "sms?to=+614;Hi;phone number",
            "mms?to=+61400000101&subject=S;Hi;needs media_file", "mms?to=+61400000101&mediaFile=u;Hi;needs subject",
            "mms?to=+61400000101&mediaFile=u&subject=123456789012345678901;Hi;subject of 21 characters",
            "mms?to=+61400000101&mediaFile=u&subject=S;GSM1501;1500 of GSM-7",
            "mms?to=+61400000101&mediaFile=u&subject=S;UCS501;else 500",
            "voice?to=+61400000101&lang=en-au;Hi;needs voice",
            "voice?to=+61400000101&lang=en-au&voice=female;GSM1201;1200 of GSM-7",
            "voice?to=+61400000101&lang=en-au&voice=female;UCS601;else 600", "fax?to=+61261111111;;needs file_url",
            "letter;;needs address_name", "postcard;;needs address_name", "createContact;;needs list_id",
            "createContact?listId=1;;phone_number, email or fax_number", "deleteContact?listId=1;;needs contact_id",
            "createContactList;;needs list_name", "contacts;;needs list_id", "searchContactLists;;needs q",
            "cancelSms;;needs message_id", "email?to=a@example.org&subject=S;Hi;needs from", "upload;aGk=;needs fax, mms, csv",
            "upload?convert=mms;;needs a file", "upload?convert=mms;not base64!;base64" })
    void badInputIsRefusedBeforeAnythingIsSent(String uri, String body, String sentence) {
        Exchange exchange = send(uri, body == null ? null : text(body));

        assertThat(exchange.getException()).isInstanceOf(IllegalArgumentException.class);
        assertThat(sentence.split("\\|")).allSatisfy(part -> assertThat(exchange.getException()).hasMessageContaining(part));
        PROVIDER.verify(0, allRequests());
    }

    private static String text(String body) {
        return body.matches("(GSM|UCS)\\d+")
                ? (body.startsWith("GSM") ? "x" : "я").repeat(Integer.parseInt(body.substring(3))) : body;
    }

    @ParameterizedTest
    @CsvSource({
            "sms, GSM1225", "mms?mediaFile=u&subject=123456789012345678901, GSM1501", "voice?voice=male&lang=en-au, UCS601" })
    void aTextIsCutAtTheProviderByOption(String uri, String body) {
        Exchange exchange = send(uri + (uri.contains("?") ? "&" : "?") + "allowTruncation=true&to=+61400000101", text(body));

        assertThat(exchange.getException()).isNull();
        PROVIDER.verify(1, allRequests());
    }

    @Test
    void ofATextThatIsCutTheSegmentsThatAreSentCount() {
        for (String text : List.of("x".repeat(1225), "x".repeat(5000), "я".repeat(537), "\n".repeat(700))) {
            Exchange exchange = send("sms?allowTruncation=true&maxSegments=8&to=+61400000101", text + "x");
            assertThat(exchange.getException()).isNull();
            assertThat(exchange.getMessage().getHeader(MessagingConstants.SEGMENTS)).isEqualTo(8);
        }
        assertThat(send("sms?allowTruncation=true&maxSegments=7&to=+61400000101", "x".repeat(1225)).getException())
                .hasMessageContaining("got a text of 8 SMS segments");
    }

    @Test
    void wrongKeysAreNamed() {
        Map<String, Object> body = new HashMap<>(Map.of("to", "+61400000101", "customstring", "x", "text", "x"));
        assertThat(send("sms", body).getException())
                .hasMessageContaining("no field 'customstring', did you mean 'customString'?");
        assertThat(send("sms", Map.of("to", "+61400000101", "text", "x", "schedule", "tomorrow")).getException())
                .hasMessageContaining("schedule").hasMessageContaining("ISO-8601 time with offset");
        PROVIDER.verify(0, allRequests());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "clicksend:smss;did you mean", "clicksend:sms?sender=x;no option 'sender'",
            "clicksend:contacts?limit=10;limit takes 15 to 100",
            "clicksend:contacts?limit=101;limit takes 15 to 100", "clicksend:sms?batchSize=1001;batchSize",
            "clicksend:sms?baseUrl=http://example.org;allowPlainHttp" })
    void badOptionsAreRefusedAtStart(String uri, String sentence) {
        assertThatThrownBy(() -> context.getEndpoint(uri)).rootCause().hasMessageContaining(sentence);
    }

    @Test
    void credentialsAreNeeded() {
        ClickSendConfiguration configuration = context.getComponent("clicksend", ClickSendComponent.class).getConfiguration();
        configuration.setApiKey(null);
        assertThatThrownBy(() -> context.getEndpoint("clicksend:account")).rootCause()
                .hasMessageContaining("username and apiKey");
        configuration.setApiKey("k");
        configuration.setUsername("a:b");
        assertThatThrownBy(() -> context.getEndpoint("clicksend:account?numberCheck=off")).rootCause()
                .hasMessageContaining("colon");
    }

    private Exchange send(String uri, Object body) {
        return context.createProducerTemplate().request("clicksend:" + uri, exchange -> exchange.getMessage().setBody(body));
    }
}
