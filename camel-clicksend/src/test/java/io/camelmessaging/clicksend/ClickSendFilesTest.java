/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;

import jakarta.activation.DataHandler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.camelmessaging.clicksend.model.Upload;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.OutcomeUnknownException;
import io.camelmessaging.common.ProviderUnavailableException;
import io.camelmessaging.common.RecipientOutcome;
import io.camelmessaging.common.RequestRejectedException;
import org.apache.camel.Exchange;
import org.apache.camel.attachment.AttachmentMessage;
import org.apache.camel.attachment.ByteArrayDataSource;
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
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static com.github.tomakehurst.wiremock.matching.RequestPatternBuilder.allRequests;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Uploads, from every source and to every limit, and sends that upload by themselves.
 */
class ClickSendFilesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] SMALL = "%PDF-1.7 hello".getBytes();

    @RegisterExtension
    static final WireMockExtension PROVIDER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort()).build();

    @TempDir
    Path folder;

    private DefaultCamelContext context;

    @BeforeEach
    void start() {
        PROVIDER.stubFor(
                any(anyUrl()).willReturn(okJson("{\"http_code\":200,\"response_code\":\"SUCCESS\",\"data\":{\"messages\":["
                                                + "{\"to\":\"+61261111111\",\"status\":\"SUCCESS\"}]}}")));
        PROVIDER.stubFor(post(urlPathEqualTo("/uploads"))
                .willReturn(okJson("{\"http_code\":200,\"response_code\":\"SUCCESS\",\"data\":"
                                   + "{\"upload_id\":15,\"_url\":\"https://files.example/A1.pdf\"}}")));
        context = ClickSendContexts.of(PROVIDER.baseUrl());
        context.start();
    }

    @AfterEach
    void stop() throws Exception {
        context.close();
    }

    @ParameterizedTest
    @ValueSource(strings = { "bytes", "stream", "file", "path", "base64", "attachment" })
    void aFileIsUploadedFromEachSource(String source) throws Exception {
        Exchange exchange = upload("upload?convert=fax", source(source, SMALL));

        assertThat(exchange.getMessage().getBody(Upload.class).url()).isEqualTo("https://files.example/A1.pdf");
        assertThat(exchange.getMessage().getHeader(ClickSendConstants.URL)).isEqualTo("https://files.example/A1.pdf");
        PROVIDER.verify(1, postRequestedFor(urlEqualTo("/uploads?convert=fax"))
                .withRequestBody(equalToJson("{\"content\":\"" + Base64.getEncoder().encodeToString(SMALL) + "\"}")));
    }

    @ParameterizedTest
    @ValueSource(strings = { "bytes", "stream", "file" })
    void tenMegabytesArriveWhole(String source) throws Exception {
        byte[] large = new byte[10_000_000];
        new Random(7).nextBytes(large);

        assertThat(upload("upload?convert=post", source(source, large)).getException()).isNull();
        List<LoggedRequest> requests = PROVIDER.findAll(postRequestedFor(urlPathEqualTo("/uploads")));
        JsonNode body = JSON.readTree(requests.get(0).getBody());
        assertThat(Base64.getDecoder().decode(body.get("content").asText())).isEqualTo(large);
    }

    @ParameterizedTest
    @CsvSource({ "mms, 250000", "fax, 4000000", "post, 10000000", "postcard, 10000000", "csv, 10000000" })
    void aFileOverTheLimitIsRefused(Conversion convert, int limit) throws Exception {
        byte[] large = new byte[limit + 1];
        for (String source : List.of("bytes", "stream", "file", "base64")) {
            assertThat(upload("upload?convert=" + convert, source(source, large)).getException())
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(limit + " bytes");
        }
        assertThat(upload("upload?convert=" + convert, new byte[0]).getException()).hasMessageContaining("empty");
        PROVIDER.verify(0, allRequests());
    }

    @Test
    void theOneAttachmentOfAMessageIsUploaded() {
        Exchange exchange = context.createProducerTemplate().request("clicksend:upload?convert=fax",
                e -> e.getMessage(AttachmentMessage.class).addAttachment("a.pdf",
                        new DataHandler(new ByteArrayDataSource("a.pdf", SMALL))));

        assertThat(exchange.getException()).isNull();
        PROVIDER.verify(1, postRequestedFor(urlEqualTo("/uploads?convert=fax"))
                .withRequestBody(equalToJson("{\"content\":\"" + Base64.getEncoder().encodeToString(SMALL) + "\"}")));
    }

    @Test
    void theHeaderChoosesTheConversion() {
        Exchange exchange = context.createProducerTemplate().request("clicksend:upload?convert=fax", e -> {
            e.getMessage().setHeader(ClickSendConstants.CONVERT, "mms");
            e.getMessage().setBody(SMALL);
        });

        assertThat(exchange.getException()).isNull();
        PROVIDER.verify(1, postRequestedFor(urlEqualTo("/uploads?convert=mms")));
    }

    @Test
    void whatIsNoFileIsRefused() {
        assertThat(upload("upload?convert=fax", new Object()).getException()).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot read a java.lang.Object");
    }

    @Test
    void aFaxUploadsItsFileByItself() throws Exception {
        Path inbox = Files.createDirectory(folder.resolve("inbox"));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:fax").to("clicksend:fax?autoUpload=true&to=+61261111111");
            }
        });
        Path pdf = Files.write(inbox.resolve("a.pdf"), SMALL);

        assertThat(request("direct:fax", pdf.toFile(), Map.of()).getException()).isNull();
        PROVIDER.verify(1, postRequestedFor(urlEqualTo("/uploads?convert=fax")));
        PROVIDER.verify(1, postRequestedFor(urlEqualTo("/fax/send")).withRequestBody(equalToJson(
                "{\"file_url\":\"https://files.example/A1.pdf\",\"messages\":[{\"to\":\"+61261111111\",\"source\":\"camel\"}]}")));
    }

    @Test
    void aFileInTheHeaderLeavesTheBodyToTheMessage() {
        Exchange mms = request("clicksend:mms?autoUpload=true&to=+61411111111&subject=Photo", "See attached",
                Map.of(ClickSendConstants.FILE, SMALL));
        assertThat(mms.getException()).isNull();
        assertThat(mms.getMessage().getHeader(ClickSendConstants.FILE)).isNull();
        PROVIDER.verify(1, postRequestedFor(urlEqualTo("/mms/send")).withRequestBody(equalToJson(
                "{\"media_file\":\"https://files.example/A1.pdf\",\"messages\":[{\"to\":\"+61411111111\",\"subject\":\"Photo\","
                                                                                                 + "\"body\":\"See attached\",\"source\":\"camel\"}]}")));

        Map<String, Object> address
                = Map.of("address_name", "A", "address_line_1", "1", "address_city", "C", "address_state", "S",
                        "address_postal_code", "P", "address_country", "AU", "return_address_id", 4);
        assertThat(request("clicksend:postcard?autoUpload=true", address,
                Map.of(ClickSendConstants.FILE, List.of(SMALL, SMALL))).getException()).isNull();
        PROVIDER.verify(2, postRequestedFor(urlEqualTo("/uploads?convert=postcard")));
        assertThat(
                request("clicksend:letter?autoUpload=true&colour=0&duplex=0", address, Map.of(ClickSendConstants.FILE, SMALL))
                        .getException())
                .isNull();
        PROVIDER.verify(1, postRequestedFor(urlEqualTo("/uploads?convert=post")));
    }

    @ParameterizedTest
    @ValueSource(strings = { "media_file", "mediaFile" })
    void aFileInTheFieldForUrlsIsUploaded(String key) {
        Map<String, Object> photo = Map.of("to", "+61411111111", "subject", "Photo", "text", "See attached", key, SMALL);

        assertThat(request("clicksend:mms?autoUpload=true", photo, Map.of()).getException()).isNull();
        PROVIDER.verify(1, postRequestedFor(urlEqualTo("/uploads?convert=mms")));
        PROVIDER.verify(1, postRequestedFor(urlEqualTo("/mms/send")).withRequestBody(equalToJson(
                "{\"media_file\":\"https://files.example/A1.pdf\",\"messages\":[{\"to\":\"+61411111111\",\"subject\":\"Photo\","
                                                                                                 + "\"body\":\"See attached\",\"source\":\"camel\"}]}")));
        assertThat(photo.get(key)).isSameAs(SMALL);
    }

    @Test
    void eachItemOfAListMayHaveItsFile() {
        List<Object> faxes = List.of(Map.of("to", "+61261111111", "file_url", SMALL),
                Map.of("to", "+61261111112", "file_url", "https://example.org/f.pdf"));

        assertThat(request("clicksend:fax?autoUpload=true", faxes, Map.of()).getException()).isNull();
        PROVIDER.verify(1, postRequestedFor(urlEqualTo("/uploads?convert=fax")));
        PROVIDER.verify(1, postRequestedFor(urlEqualTo("/fax/send")).withRequestBody(equalToJson(
                "{\"file_url\":\"https://files.example/A1.pdf\",\"messages\":[{\"to\":\"+61261111111\",\"source\":\"camel\"}]}")));
        PROVIDER.verify(1, postRequestedFor(urlEqualTo("/fax/send")).withRequestBody(equalToJson(
                "{\"file_url\":\"https://example.org/f.pdf\",\"messages\":[{\"to\":\"+61261111112\",\"source\":\"camel\"}]}")));
    }

    @Test
    void filesAndUrlsMayStandSideBySideInTheHeader() {
        Map<String, Object> address
                = Map.of("address_name", "A", "address_line_1", "1", "address_city", "C", "address_state", "S",
                        "address_postal_code", "P", "address_country", "AU", "return_address_id", 4);

        assertThat(request("clicksend:postcard?autoUpload=true", address,
                Map.of(ClickSendConstants.FILE_URLS, List.of("https://example.org/front.pdf", new ByteArrayInputStream(SMALL))))
                .getException()).isNull();
        PROVIDER.verify(1, postRequestedFor(urlEqualTo("/uploads?convert=postcard")));
        PROVIDER.verify(1, postRequestedFor(urlEqualTo("/post/postcards/send")).withRequestBody(
                equalToJson("{\"file_urls\":[\"https://example.org/front.pdf\",\"https://files.example/A1.pdf\"]}", true,
                        true)));
    }

    @Test
    void withoutAutoUploadAFileForAUrlIsRefused() {
        assertThat(request("clicksend:fax?to=+61261111111", Map.of("file_url", folder.resolve("a.pdf").toFile()), Map.of())
                .getException()).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("file_url")
                .hasMessageContaining("autoUpload=true").hasMessageNotContaining("a.pdf");
        assertThat(request("clicksend:mms?to=+61411111111&subject=a", "text", Map.of(ClickSendConstants.MEDIA_FILE, SMALL))
                .getException()).hasMessageContaining("media_file");
        PROVIDER.verify(0, allRequests());
    }

    @Test
    void withAUrlNothingIsUploaded() {
        assertThat(request("clicksend:fax?autoUpload=true&to=+61261111111&fileUrl=https://example.org/f.pdf", null, Map.of())
                .getException()).isNull();

        PROVIDER.verify(0, postRequestedFor(urlPathEqualTo("/uploads")));
    }

    @Test
    void aFailedUploadSendsNothing() {
        PROVIDER.stubFor(post(urlPathEqualTo("/uploads")).willReturn(aResponse().withStatus(400)
                .withBody("{\"http_code\":400,\"response_code\":\"BAD_REQUEST\",\"response_msg\":\"no\",\"data\":null}")));
        assertThat(request("clicksend:fax?autoUpload=true&to=+61261111111", SMALL, Map.of()).getException())
                .isInstanceOf(RequestRejectedException.class).hasMessageContaining("clicksend:upload");
        PROVIDER.stubFor(post(urlPathEqualTo("/uploads")).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
        assertThat(upload("upload?convert=fax", SMALL).getException()).isInstanceOf(OutcomeUnknownException.class);

        PROVIDER.verify(0, postRequestedFor(urlEqualTo("/fax/send")));
        PROVIDER.verify(2, allRequests());
    }

    @ParameterizedTest
    @ValueSource(strings = { "reset", "empty", "502", "nonsense" })
    void anUploadOfWhichNobodyKnowsHasSentNothing(String answer) {
        PROVIDER.stubFor(post(urlPathEqualTo("/uploads")).willReturn(switch (answer) {
            case "reset" -> aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER);
            case "empty" -> aResponse().withFault(Fault.EMPTY_RESPONSE);
            case "502" -> aResponse().withStatus(502);
            default -> okJson("{\"http_code\":200");
        }));

        assertThat(request("clicksend:fax?autoUpload=true&to=+61261111111", SMALL, Map.of()).getException())
                .isInstanceOfSatisfying(ProviderUnavailableException.class, e -> assertThat(e.outcomes())
                        .singleElement().returns(RecipientOutcome.State.NOT_SENT, RecipientOutcome::state))
                .hasMessageStartingWith("clicksend:fax was not accepted")
                .hasMessageContaining("no message was sent, so it may be sent again");
        assertThat(request("clicksend:upload?convert=fax", SMALL, Map.of()).getException())
                .isInstanceOf(OutcomeUnknownException.class);
        PROVIDER.verify(0, postRequestedFor(urlEqualTo("/fax/send")));
    }

    @ParameterizedTest
    @CsvSource({
            "bytes, uploads", "stream, uploads", "file, uploads", "header, uploads", "field, uploads", "list, uploads",
            "bytes, fax", "stream, fax", "file, fax", "header, fax", "field, fax", "list, fax" })
    void aRepeatUploadsTheFileAnew(String place, String away) throws Exception {
        String path = away.equals("fax") ? "/fax/send" : "/uploads";
        PROVIDER.stubFor(post(urlPathEqualTo(path)).inScenario(place).whenScenarioStateIs(Scenario.STARTED)
                .willReturn(aResponse().withStatus(429)).willSetStateTo("back"));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(ProviderUnavailableException.class).maximumRedeliveries(1).redeliveryDelay(0);
                from("direct:fax").to("clicksend:fax?autoUpload=true");
            }
        });
        Map<String, Object> fax = Map.of("to", "+61261111111", "file_url", SMALL);

        Exchange sent = request("direct:fax", switch (place) {
            case "header" -> "";
            case "field" -> fax;
            case "list" -> List.of(fax);
            default -> source(place, SMALL);
        }, place.equals("header")
                ? Map.of(MessagingConstants.TO, "+61261111111", ClickSendConstants.FILE, SMALL)
                : Map.of(MessagingConstants.TO, "+61261111111"));

        assertThat(sent.getException()).isNull();
        PROVIDER.verify(2, postRequestedFor(urlEqualTo("/uploads?convert=fax"))
                .withRequestBody(equalToJson("{\"content\":\"" + Base64.getEncoder().encodeToString(SMALL) + "\"}")));
        PROVIDER.verify(away.equals("fax") ? 2 : 1, postRequestedFor(urlEqualTo("/fax/send")).withRequestBody(equalToJson(
                "{\"file_url\":\"https://files.example/A1.pdf\",\"messages\":[{\"to\":\"+61261111111\",\"source\":\"camel\"}]}")));
    }

    private Object source(String kind, byte[] content) throws Exception {
        return switch (kind) {
            case "bytes" -> content;
            case "stream" -> new ByteArrayInputStream(content);
            case "file" -> Files.write(folder.resolve("f" + System.nanoTime()), content).toFile();
            case "attachment" -> new DataHandler(new ByteArrayDataSource("a.pdf", content));
            case "path" -> Files.write(folder.resolve("f" + System.nanoTime()), content);
            default -> Base64.getEncoder().encodeToString(content);
        };
    }

    private Exchange upload(String uri, Object body) {
        return request("clicksend:" + uri, body, Map.of());
    }

    private Exchange request(String uri, Object body, Map<String, Object> headers) {
        return context.createProducerTemplate().request(uri, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().getHeaders().putAll(headers);
        });
    }
}
