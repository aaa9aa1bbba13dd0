/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.SmsMessage;
import io.camelmessaging.common.courier.Courier;
import io.camelmessaging.common.courier.CourierConfiguration;
import io.camelmessaging.common.courier.Wire;
import org.apache.camel.Exchange;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static com.github.tomakehurst.wiremock.matching.RequestPatternBuilder.allRequests;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Where a request's values come from, which wins, and what is refused before anything is sent.
 */
class InputTest {

    private static final Instant SOON = Instant.now().plusSeconds(86_400).truncatedTo(ChronoUnit.SECONDS);

    @RegisterExtension
    static final WireMockExtension PROVIDER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort()).build();

    private static final String TO = "courier:sms?to=%2B37255500123";

    private DefaultCamelContext context;

    @BeforeEach
    void start() {
        PROVIDER.stubFor(any(anyUrl()).willReturn(okJson("{\"id\":\"m1\"}")));
        context = Courier.context(PROVIDER.baseUrl());
        context.start();
    }

    @AfterEach
    void stop() throws Exception {
        context.close();
    }

    @Test
    void theRequestBeanIsSentWhole() {
        send("courier:sms", new Wire.Sms(
                "+372 5550 0123", "Hi", "Bistro", "ref", SOON, "https://h.example.org/cb",
                "et",
                60, true, 1234, Map.of("markup", "html")));

        assertSent("/sms", """
                {"msisdn":"+37255500123","message":"Hi","sender_id":"Bistro","custom_string":"ref",
                 "send_at":"SOON","callback_url":"https://h.example.org/cb","language":"et",
                 "validity_minutes":60,"flash":true,"pin":1234,"markup":"html"}""");
    }

    @Test
    void aNeutralMessageIsSentWhole() {
        send("courier:sms", SmsMessage.of("Hi", "+37255500123").withFrom("Bistro").withReference("ref")
                .withSchedule(SOON).withCallbackUrl("https://h.example.org/cb"));

        assertSent("/sms", """
                {"msisdn":"+37255500123","message":"Hi","sender_id":"Bistro","custom_string":"ref",
                 "send_at":"SOON","callback_url":"https://h.example.org/cb"}""");
    }

    @ParameterizedTest
    @CsvSource({
            "msisdn, message, sender_id, custom_string, send_at, validity_minutes",
            "number, text, senderId, customString, sendAt, validityMinutes",
            "to, text, from, reference, schedule, validityMinutes",
            "to, message, senderId, reference, send_at, validity_minutes" })
    void aMapHasWireOrCamelOrNeutralNames(
            String to, String text, String from, String reference, String schedule, String validity) {
        Map<String, Object> body = new HashMap<>(
                Map.of(to, "+37255500123", text, "Hi", from, "Bistro", reference, "ref", schedule,
                        SOON.toString(), validity, "60"));
        body.put("extraFields", Map.of("markup", "html", "deep", Map.of("a", List.of(1))));
        body.put("language", null);
        body.put("callbackUrl", " ");
        send("courier:sms", body);

        assertSent("/sms", """
                {"msisdn":"+37255500123","message":"Hi","sender_id":"Bistro","custom_string":"ref",
                 "send_at":"SOON","validity_minutes":60,"markup":"html","deep":{"a":[1]}}""");
    }

    @Test
    void theFirstThatIsFoundWins() {
        CourierConfiguration component = Courier.component(context).getConfiguration();
        component.setTo("+37255500001");
        component.setFrom("Component");
        component.setLanguage("co");
        component.setExtraFields(Map.of("level", "component"));
        send("courier:sms", "Hi");
        send("courier:sms?to=%2B37255500002&from=Endpoint&language=en&extraField.level=endpoint", "Hi");
        Map<String, Object> headers = new HashMap<>(
                Map.of(
                        MessagingConstants.TO, "+37255500003", MessagingConstants.FROM, "Neutral", "CamelCourierLanguage", "he",
                        "CamelCourierExtraFields", Map.of("level", "header")));
        send("courier:sms?to=%2B37255500002&from=Endpoint&language=en&extraField.level=endpoint", "Hi", headers);
        headers.put("CamelCourierNumber", "+37255500004");
        headers.put("CamelCourierSenderId", "Own");
        send("courier:sms?to=%2B37255500002&from=Endpoint&language=en", "Hi", headers);
        send("courier:sms?to=%2B37255500002&from=Endpoint&language=en",
                Map.of("to", "+37255500005", "from", "Body", "text", "Hi", "language", "bo", "extraFields",
                        Map.of("level", "body")),
                headers);

        assertSent("/sms", """
                {"msisdn":"+37255500001","message":"Hi","sender_id":"Component","language":"co","level":"component"}""");
        assertSent("/sms", """
                {"msisdn":"+37255500002","message":"Hi","sender_id":"Endpoint","language":"en","level":"endpoint"}""");
        assertSent("/sms", """
                {"msisdn":"+37255500003","message":"Hi","sender_id":"Neutral","language":"he","level":"header"}""");
        assertSent("/sms", """
                {"msisdn":"+37255500004","message":"Hi","sender_id":"Own","language":"he","level":"header"}""");
        assertSent("/sms", """
                {"msisdn":"+37255500005","message":"Hi","sender_id":"Body","language":"bo","level":"body"}""");
        PROVIDER.verify(5, allRequests());
    }

    /** Camel reads a plus in a URI as a blank, however it is escaped. */
    @ParameterizedTest
    @ValueSource(strings = { "+37255500001,+37255500002", "%2B37255500001,%2B37255500002", "RAW(+37255500001,+37255500002)" })
    void aPlusInAUriIsKept(String to) {
        send("courier:list?to=" + to, "Hi");
        send("courier:sms?to=%2B37255500001&from=%2B37255500009", "Hi");
        send("courier:sms?to=0871234567&from=My Bistro", "Hi");

        assertSent("/list", "{\"numbers\":[\"+37255500001\",\"+37255500002\"],\"text\":\"Hi\"}");
        assertSent("/sms", "{\"msisdn\":\"+37255500001\",\"message\":\"Hi\",\"sender_id\":\"+37255500009\"}");
        assertSent("/sms", "{\"msisdn\":\"0871234567\",\"message\":\"Hi\",\"sender_id\":\"My Bistro\"}");
    }

    @Test
    void whatABeanOrMessageLeavesOutComesFromHeadersAndOptions() {
        Map<String, Object> headers = Map.of(MessagingConstants.REFERENCE, "ref");
        send(TO + "&from=Bistro", SmsMessage.of("Hi"), headers);
        send(TO + "&from=Bistro", new Wire.Sms(null, "Hi", null, null, null, null, null, null, null, null, null), headers);
        send(TO + "&from=Bistro", Map.of("text", "Hi"), headers);

        PROVIDER.verify(3, anyRequestedFor(urlEqualTo("/sms")).withRequestBody(equalToJson("""
                {"msisdn":"+37255500123","message":"Hi","sender_id":"Bistro","custom_string":"ref"}""")));
    }

    @Test
    void textComesInManyForms() {
        for (Object body : new Object[] {
                "Häi ✓", "Häi ✓".getBytes(StandardCharsets.UTF_8), new StringBuilder("Häi ✓"),
                new ByteArrayInputStream("Häi ✓".getBytes(StandardCharsets.UTF_8)) }) {
            send(TO, body);
        }

        PROVIDER.verify(4, anyRequestedFor(urlEqualTo("/sms"))
                .withRequestBody(equalToJson("{\"msisdn\":\"+37255500123\",\"message\":\"Häi ✓\"}")));
    }

    @Test
    void bytesOfAnotherCharsetAreReadInItOrRefused() {
        byte[] bytes = "café".getBytes(StandardCharsets.ISO_8859_1);
        send(TO, bytes, Map.of(Exchange.CHARSET_NAME, "ISO-8859-1"));
        assertSent("/sms", "{\"msisdn\":\"+37255500123\",\"message\":\"café\"}");
        PROVIDER.resetRequests();

        for (Object body : new Object[] { bytes, new ByteArrayInputStream(bytes) }) {
            assertThat(exchange(TO, body, Map.of()).getException()).isInstanceOf(IllegalArgumentException.class).hasMessage(
                    "courier:sms got a body that is no text in the charset UTF-8: name its charset in the property or header "
                                                                                                                            + "CamelCharsetName, or convert it before, such as with convertBodyTo.");
        }
        PROVIDER.verify(0, anyRequestedFor(anyUrl()));
    }

    @Test
    void aJsonNodeIsReadAsItsJson() throws Exception {
        send("courier:sms", new ObjectMapper().readTree("{\"to\":\"+37255500123\",\"text\":\"Hi\"}"));
        send("courier:bulk", new ObjectMapper().readTree("[{\"to\":\"+37255500123\",\"text\":\"Hi\"}]"));

        assertSent("/sms", "{\"msisdn\":\"+37255500123\",\"message\":\"Hi\"}");
        assertSent("/bulk", "{\"messages\":[{\"msisdn\":\"+37255500123\",\"message\":\"Hi\"}]}");
    }

    @Test
    void aBodyThatIsNotTextIsJson() {
        send("courier:template?to=%2B37255500123", "{\"template\":\"t1\",\"values\":{\"a\":1}}");

        assertSent("/template", "{\"number\":\"+37255500123\",\"template\":\"t1\",\"values\":{\"a\":1}}");
        assertRefused("courier:template?to=%2B37255500123", "secret text",
                "courier:template needs a body that is a JSON object, a Map or a Template; the text is not a JSON object");
        assertRefused("courier:template?to=%2B37255500123", "", "courier:template needs template");
    }

    @ParameterizedTest
    @ValueSource(strings = { "+37255500001,+37255500002", " +37255500001 , +37255500002 ,," })
    void recipientsComeAsTextWithCommas(String to) {
        send("courier:list", "Hi", Map.of(MessagingConstants.TO, to));

        assertSent("/list", "{\"numbers\":[\"+37255500001\",\"+37255500002\"],\"text\":\"Hi\"}");
    }

    @Test
    void recipientsComeAsCollectionOrArray() {
        send("courier:list", "Hi", Map.of(MessagingConstants.TO, List.of("+37255500001", "+37255500002")));
        send("courier:list", "Hi", Map.of(MessagingConstants.TO, new String[] { "+37255500001", "+37255500002" }));
        send("courier:list", SmsMessage.of("Hi", "+37255500001", "+37255500002"));

        PROVIDER.verify(3, anyRequestedFor(urlEqualTo("/list")).withRequestBody(
                equalToJson("{\"numbers\":[\"+37255500001\",\"+37255500002\"],\"text\":\"Hi\"}")));
    }

    @ParameterizedTest
    @ValueSource(strings = { "courier:sms", "courier:bulk", "courier:list" })
    void recipientsThatAreAllBlankAreMissing(String uri) {
        for (Object to : new Object[] { ",", " , ", List.of(""), Arrays.asList(null, " "), List.of() }) {
            Exchange exchange = exchange(uri, "Hi", Map.of(MessagingConstants.TO, to));

            assertThat(exchange.getException()).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(uri + " needs ")
                    .hasMessageContaining("the header CamelMessagingTo or the option to.");
        }
        PROVIDER.verify(0, allRequests());
    }

    @Test
    void aListItemWithBlankRecipientsFailsTheWhole() {
        assertRefused("courier:bulk",
                List.of(Map.of("to", "+37255500001", "text", "a"), Map.of("to", " , ", "text", "b")),
                "courier:bulk needs msisdn");
    }

    @Test
    void oneRecipientAtATimeNeedsTheSplit() {
        assertRefused("courier:sms?to=%2B37255500123,%2B37255500124", "Hi",
                "courier:sms takes one recipient and got 2: use the split EIP before it.");
        assertRefused("courier:sms", List.of("a"), "takes one message at a time and the body is a list: use the split EIP");
        assertRefused("courier:sms", new Object[] { "a" }, "takes one message at a time");
        assertRefused("courier:bulk", List.of(), "courier:bulk got an empty list: there is nothing to send.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nummber   | courier:sms has no field 'nummber', did you mean 'number'?
            TEXT      | courier:sms has no field 'TEXT', did you mean 'text'?
            sender-id | courier:sms has no field 'sender-id', did you mean 'sender_id'?
            colour    | courier:sms has no field 'colour'; what the provider has
            """)
    void aMapWithAnUnknownKeyNamesTheNearest(String key, String sentence) {
        assertRefused(TO, Map.of(key, "secret value"), sentence);
    }

    @Test
    void oneThingUnderTwoNamesIsRefused() {
        assertRefused("courier:sms", Map.of("msisdn", "+37255500123", "to", "+37255500124", "text", "Hi"),
                "courier:sms got msisdn under two names (of msisdn, number, to): leave one out.");
        Map<String, Object> body = new HashMap<>(Map.of("to", "+37255500124", "text", "Hi"));
        body.put("msisdn", "");
        send("courier:sms", body);
        assertSent("/sms", "{\"msisdn\":\"+37255500124\",\"message\":\"Hi\"}");
    }

    @Test
    void extraFieldsNeverReplaceAKnownField() {
        assertRefused(TO + "&extraField.msisdn=1", "Hi",
                "courier:sms knows the field msisdn: give it as such and not in extraFields.");
        assertThat(exchange(TO, "Hi", Map.of("CamelCourierExtraFields", Map.of("sender_id", "x"))).getException())
                .hasMessageContaining("knows the field sender_id");
        assertRefused(TO, Map.of("text", "Hi", "extraFields", Map.of("message", "x")), "knows the field message");
        assertRefused(TO, Map.of("text", "Hi", "extraFields", "x"), "takes a Map as extraFields, and got a String.");
        assertRefused("courier:list?to=1234", Map.of("text", "Hi", "extraFields", Map.of()),
                "courier:list has no field 'extraFields'");
    }

    @Test
    void anOperationWithoutExtraFieldsHasNone() {
        send("courier:list?to=1234&extraField.a=b", "Hi");

        assertSent("/list", "{\"numbers\":[\"1234\"],\"text\":\"Hi\"}");
    }

    @Test
    void whatIsMissingIsNamedWithWhatWouldSupplyIt() {
        assertRefused("courier:sms", "Hi", "courier:sms needs msisdn: give it as the key msisdn or number or to of a Map body,"
                                           + " the header CamelMessagingTo or the option to.");
        assertRefused(TO, null, "courier:sms needs message: give it as a text body, the key message or text of a Map body or"
                                + " the header CamelCourierText.");
        assertRefused("courier:status", null, "courier:status needs id: give it as a text body, the key id of a Map body or"
                                              + " the header CamelCourierId.");
    }

    @Test
    void aNeutralMessageCannotHoldWhatTheProviderLacks() {
        assertRefused("courier:sms", SmsMessage.of("Hi", "+37255500123").withIdempotencyKey("k"),
                "courier:sms has nothing for the idempotencyKey of an SmsMessage: leave it out.");
    }

    @Test
    void aValueOfTheWrongTypeNamesItsSource() {
        assertRefused(TO, Map.of("text", "Hi", "validity_minutes", "soon"),
                "courier:sms takes a whole number as validity_minutes (body field validity_minutes) and 'soon' is none.");
        assertThat(exchange(TO, "Hi", Map.of("CamelCourierFlash", "maybe")).getException()).hasMessage(
                "courier:sms takes true or false as flash (header CamelCourierFlash) and 'maybe' is none.");
        assertThat(exchange(TO, "Hi", Map.of(MessagingConstants.SCHEDULE, "tomorrow")).getException()).hasMessage(
                "courier:sms takes an ISO-8601 time as send_at (header CamelMessagingSchedule) and 'tomorrow' is none: Text"
                                                                                                                  + " 'tomorrow' could not be parsed at index 0.");
        assertThat(exchange(TO, "Hi", Map.of("CamelCourierPin", "s3cret")).getException()).hasMessage(
                "courier:sms takes a whole number as pin (header CamelCourierPin).");
    }

    @Test
    void aBrokenRuleIsRefused() {
        assertRefused(TO, Map.of("text", "Hi", "validity_minutes", 0), "courier takes validity_minutes from 1, and got 0.");
    }

    @Test
    void aBodyOfAnUnknownTypeIsNotSentAsItsName() {
        assertRefused(TO, new Object(),
                "courier:sms cannot read a body of type java.lang.Object: make it text, a Map or a Sms.");
    }

    @Test
    void tooManySegmentsAreRefusedAndTheRestIsCounted() {
        assertRefused(TO + "&maxSegments=1", "x".repeat(161), "courier:sms got a text of 2 SMS segments, more than the option"
                                                              + " maxSegments (1) allows: shorten it or raise the option.");
        assertThat(exchange(TO + "&maxSegments=2", "x".repeat(161), Map.of()).getMessage()
                .getHeader(MessagingConstants.SEGMENTS)).isEqualTo(2);
    }

    @Test
    void aFieldOfThePathGoesThereEscapedAndTheRestIntoTheQuery() {
        send("courier:status", Map.of("id", "a/b c?d&e#é", "fields", "x y&z"));
        send("courier:cancel", Map.of("list", "l1", "id", "7"));

        PROVIDER.verify(1, getRequestedFor(urlEqualTo("/messages/a%2Fb%20c%3Fd%26e%23%C3%A9?fields=x%20y%26z")));
        PROVIDER.verify(1, deleteRequestedFor(urlEqualTo("/lists/l1/messages/7")));
    }

    @ParameterizedTest
    @ValueSource(strings = { ".", ".." })
    void aFieldOfThePathCannotLeadElsewhere(String id) {
        assertRefused("courier:cancel", Map.of("list", "l1", "id", id), "courier:cancel takes no '" + id + "' as id");
    }

    @Test
    void anOperationWithoutInputTakesAnyBody() {
        send("courier:balance", new Object());

        PROVIDER.verify(1, getRequestedFor(urlEqualTo("/balance")));
    }

    @Test
    void controlHeadersOfOtherComponentsDoNothing() {
        send(TO, "Hi", Map.of("CamelHttpUri", "http://localhost:1/evil", Exchange.HTTP_METHOD, "DELETE", Exchange.HTTP_QUERY,
                "a=b", Exchange.HTTP_PATH, "/evil", "Authorization", "Bearer evil"));

        assertThat(PROVIDER.findAll(allRequests())).singleElement().satisfies(request -> {
            assertThat(request.getUrl()).isEqualTo("/sms");
            assertThat(request.getMethod().value()).isEqualTo("POST");
            assertThat(request.getHeader("Authorization")).isEqualTo("Bearer " + Courier.API_KEY);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            smss                               | courier has no operation 'smss', did you mean 'sms'?; it has sms, bulk
            sms?form=Bistro                    | courier has no option 'form', did you mean 'from'?
            sms?apyKey=hidden                  | courier has no option 'apyKey', did you mean 'apiKey'?
            sms?colour=red                     | courier has no option 'colour'.
            sms?baseUrl=http://example.org     | The option baseUrl must start with https://
            sms?baseUrl=http://127.example.org | The option baseUrl must start with https://
            sms?baseUrl=ftp://localhost        | The option baseUrl takes a URL such as https://
            sms?baseUrl=https://u:p@localhost  | The option baseUrl takes a URL such as https://
            sms?baseUrl=https://localhost?a=b  | The option baseUrl takes a URL such as https://
            sms?baseUrl=no_url                 | The option baseUrl takes a URL such as https://
            sms?baseUrl=https://a b            | The option baseUrl takes a URL such as https://
            sms?defaultRegion=Estonia          | The option defaultRegion takes a two-letter country code in upper case
            sms?responseTimeout=0              | The option responseTimeout must be more than 0, and is 0.
            sms?totalTimeout=-1                | The option totalTimeout must be more than 0, and is -1.
            sms?requestPeriod=0                | The option requestPeriod must be more than 0, and is 0.
            """)
    void aWrongUriFailsAtStart(String uri, String sentence) {
        assertThatThrownBy(() -> context.getEndpoint("courier:" + uri)).isInstanceOf(ResolveEndpointFailedException.class)
                .satisfies(e -> assertThat(messages(e)).contains(sentence).doesNotContain("hidden"));
    }

    @Test
    void aBaseUrlThatIsMissingFailsAtStart() {
        Courier.component(context).getConfiguration().setBaseUrl(null);

        assertThatThrownBy(() -> context.getEndpoint("courier:sms"))
                .satisfies(e -> assertThat(messages(e)).contains("The option baseUrl takes a URL such as https://"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "http://localhost:8080", "http://127.0.0.1", "http://127.1.2.3:99/v1", "http://[::1]:80", "https://x.org" })
    void plainHttpIsForLoopback(String baseUrl) {
        assertThat(context.getEndpoint("courier:sms?baseUrl=" + baseUrl)).isNotNull();
        assertThat(context.getEndpoint("courier:sms?baseUrl=http://example.org&allowPlainHttp=true")).isNotNull();
    }

    @Test
    void missingCredentialsFailAtStart() {
        Courier.component(context).getConfiguration().setApiKey(null);

        assertThatThrownBy(() -> context.getEndpoint("courier:sms"))
                .satisfies(
                        e -> assertThat(messages(e)).contains("The component courier needs the options username and apiKey."));
    }

    private void send(String uri, Object body) {
        send(uri, body, Map.of());
    }

    private void send(String uri, Object body, Map<String, Object> headers) {
        Exchange exchange = exchange(uri, body, headers);
        if (exchange.getException() != null && !uri.contains("bulk")) {
            throw new AssertionError(exchange.getException());
        }
    }

    private Exchange exchange(String uri, Object body, Map<String, Object> headers) {
        return Courier.call(context, uri, body, headers).await();
    }

    private void assertRefused(String uri, Object body, String sentence) {
        PROVIDER.resetRequests();
        Exception refused = exchange(uri, body, Map.of()).getException();

        assertThat(refused).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(sentence);
        assertThat(messages(refused)).doesNotContain("secret");
        PROVIDER.verify(0, allRequests());
    }

    private static void assertSent(String path, String json) {
        PROVIDER.verify(1,
                anyRequestedFor(urlEqualTo(path)).withRequestBody(equalToJson(json.replace("SOON", SOON.toString()))));
    }

    private static String messages(Throwable thrown) {
        List<String> messages = new ArrayList<>();
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            messages.add(t.getMessage());
        }
        return String.join(" | ", messages);
    }
}
