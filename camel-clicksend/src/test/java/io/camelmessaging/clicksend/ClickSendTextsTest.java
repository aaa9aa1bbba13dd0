/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.MessagingException;
import io.camelmessaging.common.ProviderUnavailableException;
import io.camelmessaging.common.RecipientOutcome;
import org.apache.camel.Exchange;
import org.apache.camel.builder.NotifyBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What goes out is what was given: whole characters, required fields, flags, senders, times and files.
 */
class ClickSendTextsTest {

    private static final String NUMBER = "+61400000101";
    private static final String HALF = "Sale now \uD83D call us";

    @RegisterExtension
    static final WireMockExtension PROVIDER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort()).build();

    @TempDir
    Path folder;

    private DefaultCamelContext context;

    @BeforeEach
    void start() {
        PROVIDER.stubFor(any(anyUrl())
                .willReturn(okJson("{\"http_code\":200,\"response_code\":\"SUCCESS\",\"data\":{\"messages\":["
                                   + "{\"to\":\"+61400000101\",\"status\":\"SUCCESS\"}]}}")));
        PROVIDER.stubFor(post(urlPathEqualTo("/uploads")).willReturn(okJson(
                "{\"http_code\":200,\"response_code\":\"SUCCESS\",\"data\":{\"_url\":\"https://files.example.org/f.pdf\"}}")));
        context = ClickSendContexts.of(PROVIDER.baseUrl());
        context.start();
    }

    @AfterEach
    void stop() throws Exception {
        context.close();
    }

    @Test
    void noHalfOfASurrogatePairLeaves() throws Exception {
        assertThat(send("sms", Map.of("to", NUMBER, "text", HALF, "reference", "r\uDE00", "extraFields",
                Map.of("x\uD83D", List.of(Map.of("deep", "\uDE00y"))))).getException()).isNull();

        JsonNode message = sent().get("messages").get(0);
        assertThat(message.get("body").asText()).isEqualTo("Sale now \uFFFD call us");
        assertThat(message.get("custom_string").asText()).isEqualTo("r\uFFFD");
        assertThat(message.get("x\uFFFD").get(0).get("deep").asText()).isEqualTo("\uFFFDy");
    }

    @Test
    void halvesInAListOfAThousandLeaveTheOthersAlone() throws Exception {
        List<Object> list = new java.util.ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            String text = i % 2 == 0 ? "a".repeat(i % 67) + "\uD83D\uDE00\uD83D" : "b\uDE00\uD83D\uDE00";
            list.add(Map.of("to", "+6140%07d".formatted(i), "text", text));
        }
        send("sms", list);

        JsonNode messages = sent().get("messages");
        assertThat(messages).hasSize(1_000);
        for (int i = 0; i < 1_000; i++) {
            assertThat(messages.get(i).get("body").asText()).isEqualTo(
                    i % 2 == 0 ? "a".repeat(i % 67) + "\uD83D\uDE00\uFFFD" : "b\uFFFD\uD83D\uDE00");
        }
    }

    /** A pair may lie across any boundary of the writer's buffers. */
    @Test
    void wholePairsStayWholeAtEveryPlace() throws Exception {
        String text = "\uD83D\uDE00".repeat(12_000);
        for (int shift = 0; shift < 4; shift++) {
            PROVIDER.resetRequests();
            send("sms?allowTruncation=true", Map.of("to", NUMBER, "text", "x".repeat(shift) + text));
            assertThat(sent().get("messages").get(0).get("body").asText()).isEqualTo("x".repeat(shift) + text);
        }
        byte[] body = PROVIDER.getAllServeEvents().get(0).getRequest().getBody();
        assertThat(new String(body, StandardCharsets.UTF_8)).doesNotContain("\\u");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "sms", "smsPrice", "mms?subject=s&mediaFile=https://example.org/a.jpg", "voice?lang=en-au&voice=male" })
    void aTextIsNeeded(String uri) {
        for (String truncation : List.of("false", "true")) {
            assertThat(send(uri + (uri.contains("?") ? "&" : "?") + "allowTruncation=" + truncation, Map.of("to", NUMBER))
                    .getException())
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(" needs body: give it as a text body");
        }
        assertNothingSent();
    }

    @ParameterizedTest
    @CsvSource({ "160, 1", "159, 2" })
    void aLineBreakCountsAsTwo(int letters, int segments) {
        for (String lineBreak : List.of("\n", "\r\n", "\r")) {
            String text = letters == 160 ? "a".repeat(160) : "a".repeat(letters) + lineBreak;
            Exchange exchange = send("sms", Map.of("to", NUMBER, "text", text));
            assertThat(exchange.getMessage().getHeader(MessagingConstants.SEGMENTS)).isEqualTo(segments);
            assertThat(send("sms?maxSegments=1", Map.of("to", NUMBER, "text", text)).getException() == null)
                    .isEqualTo(segments == 1);
        }
    }

    @Test
    void flagsAndVoicesTakeWhatPeopleWrite() throws Exception {
        for (Object yes : Arrays.asList(true, "true", "TRUE", 1, "1", 1L)) {
            PROVIDER.resetRequests();
            assertThat(
                    send("voice", Map.of("to", NUMBER, "text", "Hi", "lang", "en-AU", "voice", "Female", "require_input", yes,
                            "machineDetection", "False")).getException())
                    .isNull();
            JsonNode message = sent().get("messages").get(0);
            assertThat(message.get("voice").asText()).isEqualTo("female");
            assertThat(message.get("lang").asText()).isEqualTo("en-au");
            assertThat(message.get("require_input").isInt()).isTrue();
            assertThat(message.get("require_input").asInt()).isEqualTo(1);
            assertThat(message.get("machine_detection").asInt()).isZero();
        }
        PROVIDER.resetRequests();
        for (Object wrong : List.of(2, "yes", -1, 1.5, "on")) {
            assertThat(
                    send("voice", Map.of("to", NUMBER, "text", "Hi", "lang", "en-au", "voice", "male", "require_input", wrong))
                            .getException())
                    .hasMessageContaining("true (1) or false (0) as require_input");
        }
        assertNothingSent();
    }

    @Test
    void flagsOfLettersAreTakenFromOptionsToo() throws Exception {
        send("letter?colour=true&duplex=FALSE&templateUsed=1&fileUrl=https://example.org/l.pdf", letter());

        JsonNode request = sent();
        assertThat(request.get("colour").asInt()).isEqualTo(1);
        assertThat(request.get("duplex").asInt()).isZero();
        assertThat(request.get("template_used").asInt()).isEqualTo(1);
    }

    @Test
    void aVoiceNeedsItsLanguageAndOneOfTwoVoices() {
        assertThat(send("voice", Map.of("to", NUMBER, "text", "Hi", "voice", "male")).getException())
                .hasMessageContaining("clicksend:voice needs lang: give it as");
        assertThat(send("voice", Map.of("to", NUMBER, "text", "Hi", "voice", "robot", "lang", "en-au")).getException())
                .hasMessageContaining("female or male as voice");
        assertNothingSent();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "Acme", "AcmeShop123", "+61400000999", "61400000999", "49170123456789", "12345", "+1234567", "A+B" })
    void senderIdsOfTheRightFormGoOut(String from) {
        assertThat(send("sms", Map.of("to", NUMBER, "text", "Hi", "from", from)).getException()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "AcmeShopLondon", "Acme Shop", "Ac", "Café€", "1234567890123456", "+", "++123", "12", "Acme\nShop", "Ақме",
            "\uD83D\uDE00Acme", "+44 7700 900123" })
    void senderIdsOfAnotherFormAreRefusedUnlessTheCheckIsOff(String from) {
        for (String uri : List.of("sms", "mms?subject=s&mediaFile=https://example.org/a.jpg", "smsPrice")) {
            assertThat(send(uri, Map.of("to", NUMBER, "text", "Hi", "from", from)).getException())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("The body field from must be a number").hasMessageContaining("senderCheck=off");
        }
        assertNothingSent();
        assertThat(send("sms?senderCheck=off", Map.of("to", NUMBER, "text", "Hi", "from", from)).getException()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "1790000000000", "1", "99999999999", "999999999999999999", "9999999999999999999999", "2099-01-01T10:00:00Z",
            "1999-01-01T10:00:00+01:00", "+999999999-12-31T23:59:59Z", "-1790000000" })
    void schedulesFarAwayAreRefused(String schedule) {
        assertThat(send("sms", Map.of("to", NUMBER, "text", "Hi", "schedule", schedule)).getException())
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("schedule");
        if (schedule.matches("\\d{1,18}")) {
            assertThat(send("sms", Map.of("to", NUMBER, "text", "Hi", "schedule", Long.valueOf(schedule))).getException())
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("got a schedule (body field schedule)");
        }
        assertNothingSent();
    }

    @Test
    void schedulesNearByAndZeroGoOut() {
        Instant soon = Instant.now().plusSeconds(86_400);
        for (Object schedule : List.of(soon, soon.toString(), soon.getEpochSecond(), String.valueOf(soon.getEpochSecond()), 0,
                Instant.now().minusSeconds(60))) {
            assertThat(send("sms", Map.of("to", NUMBER, "text", "Hi", "schedule", schedule)).getException()).isNull();
        }
        assertThat(send("sms", Map.of("to", NUMBER, "text", "Hi", "schedule", Instant.EPOCH)).getException())
                .hasMessageContaining("more than a year in the past");
    }

    @Test
    void aReferenceOf51CharactersIsRefused() {
        for (String uri : List.of("sms", "mms?subject=s&mediaFile=https://example.org/a.jpg", "voice?lang=en-au&voice=male")) {
            assertThat(send(uri, Map.of("to", NUMBER, "text", "Hi", "reference", "r".repeat(51))).getException())
                    .hasMessageContaining("takes up to 50 characters as custom_string");
            assertThat(send(uri, Map.of("to", NUMBER, "text", "Hi", "reference", "r".repeat(50))).getException()).isNull();
        }
    }

    @Test
    void aGifForMmsMayHaveAHundredKilobytes() throws Exception {
        byte[] gif = Arrays.copyOf("GIF89a".getBytes(StandardCharsets.US_ASCII), 150_000);
        Path file = Files.write(folder.resolve("a.gif"), gif);
        for (Object source : List.of(gif, file, file.toFile(), new ByteArrayInputStream(gif),
                Base64.getEncoder().encodeToString(gif))) {
            assertThat(send("upload?convert=mms", source).getException()).hasMessageContaining("larger than the 100000 bytes");
        }
        assertNothingSent();
        assertThat(send("upload?convert=mms", Arrays.copyOf(gif, 100_000)).getException()).isNull();
        assertThat(send("upload?convert=postcard", gif).getException()).isNull();
        byte[] jpeg = new byte[150_000];
        assertThat(send("upload?convert=mms", jpeg).getException()).isNull();
    }

    @Test
    void aFileOfAFolderIsFaxedAsThePageSays() throws Exception {
        PROVIDER.stubFor(post(urlPathEqualTo("/fax/send")).willReturn(okJson(
                "{\"http_code\":200,\"response_code\":\"SUCCESS\",\"data\":{\"messages\":["
                                                                             + "{\"to\":\"+61261111111\",\"status\":\"SUCCESS\"}]}}")));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("file:" + folder.resolve("out")).to("clicksend:fax?autoUpload=true&to=RAW(+61261111111)");
                from("seda:faxes").to("clicksend:fax?autoUpload=true&to=RAW(+61261111111)");
            }
        });
        NotifyBuilder done = new NotifyBuilder(context).whenCompleted(2).create();
        Files.createDirectories(folder.resolve("out"));
        Path whole = Files.write(folder.resolve("f.tmp"), "%PDF".getBytes(StandardCharsets.US_ASCII));
        Files.move(whole, folder.resolve("out").resolve("f.pdf"));
        context.createProducerTemplate().sendBody("seda:faxes", new ByteArrayInputStream(new byte[] { 1, 2, 3 }));

        assertThat(done.matches(60, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
        assertThat(PROVIDER.getAllServeEvents().stream().map(event -> event.getRequest().getUrl()))
                .containsExactlyInAnyOrder("/uploads?convert=fax", "/fax/send", "/uploads?convert=fax", "/fax/send");
    }

    @Test
    void nothingIsUploadedForARequestThatIsWrong() {
        assertThat(send("fax?autoUpload=true", new byte[] { 1 }).getException()).hasMessageContaining("needs a recipient");
        assertNothingSent();
    }

    @Test
    void anUploadThatMustWaitSaysHowLongAndWhoGotNothing() {
        PROVIDER.stubFor(post(urlPathEqualTo("/uploads"))
                .willReturn(aResponse().withStatus(429).withHeader("Retry-After", "7").withBody("{}")));

        Exchange upload = send("upload?convert=fax", new byte[] { 1 });
        Exchange fax = send("fax?autoUpload=true&to=RAW(+61261111111)", new byte[] { 1 });

        for (Exchange exchange : List.of(upload, fax)) {
            assertThat(exchange.getException()).isInstanceOf(ProviderUnavailableException.class);
            assertThat(exchange.getMessage().getHeader(Exchange.REDELIVERY_DELAY)).isEqualTo(7_000L);
        }
        assertThat(((MessagingException) fax.getException()).outcomes()).singleElement()
                .returns(RecipientOutcome.State.NOT_SENT, RecipientOutcome::state)
                .returns("+61261111111", RecipientOutcome::recipient);
    }

    @Test
    void aUrlIsNoTextToFetch() throws Exception {
        assertThat(send("sms?to=RAW(+61400000101)", URI.create(PROVIDER.baseUrl() + "/secret").toURL()).getException())
                .hasMessageContaining("cannot read a body of type java.net.URL");
        assertNothingSent();
    }

    @ParameterizedTest
    @ValueSource(strings = { "Body", "BODY", "to", "TO", "customString", "Custom_String", "custom-string", " body" })
    void aKnownFieldIsNoExtraFieldInAnySpelling(String name) {
        assertThat(send("sms", Map.of("to", NUMBER, "text", "Hi", "extraFields", Map.of(name, "other"))).getException())
                .hasMessageContaining("clicksend:sms knows the field");
        assertNothingSent();
    }

    @Test
    void aMapThatHoldsItselfIsRefusedInOneSentence() {
        Map<String, Object> cyclic = new HashMap<>(Map.of("a", 1));
        cyclic.put("me", Collections.singletonList(cyclic));
        for (Map<String, Object> body : List.<Map<String, Object>> of(
                Map.of("to", NUMBER, "text", "Hi", "extraFields", Map.of("x", cyclic)),
                Map.of("to", NUMBER, "text", cyclic))) {
            assertThat(send("sms", body).getException()).isInstanceOf(IllegalArgumentException.class)
                    .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
        }
        assertNothingSent();
    }

    private static Map<String, Object> letter() {
        return new HashMap<>(
                Map.of("address_name", "A", "address_line_1", "1 St", "address_city", "Perth", "address_state", "WA",
                        "address_postal_code", "11111", "address_country", "AU", "return_address_id", 4));
    }

    private Exchange send(String uri, Object body) {
        return context.createProducerTemplate().request("clicksend:" + uri, exchange -> exchange.getMessage().setBody(body));
    }

    private static JsonNode sent() throws Exception {
        return new ObjectMapper().readTree(PROVIDER.getAllServeEvents().get(0).getRequest().getBody());
    }

    private static void assertNothingSent() {
        assertThat(PROVIDER.getAllServeEvents()).isEmpty();
    }
}
