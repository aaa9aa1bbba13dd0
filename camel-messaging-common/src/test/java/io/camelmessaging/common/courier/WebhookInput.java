/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.courier;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.camelmessaging.common.MessagingConstants;
import org.apache.camel.component.mock.MockEndpoint;
import org.assertj.core.api.SoftAssertions;

/**
 * A call of {@code webhook:courier:inbound}, and what is to be read of it on every server.
 *
 * @param says  what is special about it
 * @param text  of the event {@code i1} that it tells of
 * @param notOn the servers that answer it by themselves or decode it before anybody can see it
 */
public record WebhookInput(String says, String contentType, byte[] body, String text, List<String> notOn) {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json";

    private static WebhookInput of(
            String says, String contentType, String body, String charset, String text, String... notOn) {
        return new WebhookInput(says, contentType, body.getBytes(Charset.forName(charset)), text, List.of(notOn));
    }

    /** All of them. */
    public static Stream<WebhookInput> all() {
        return Stream.of(
                of("JSON", JSON, "{\"id\":\"i1\",\"text\":\"café\"}", "UTF-8", "café"),
                of("JSON with a null", JSON, "{\"id\":\"i1\",\"text\":\"x\",\"from\":null}", "UTF-8", "x"),
                of("JSON with a mark", JSON, "\uFEFF{\"id\":\"i1\",\"text\":\"café\"}", "UTF-8", "café"),
                of("JSON in UTF-16 with a mark", JSON, "{\"id\":\"i1\",\"text\":\"café\"}", "UTF-16", "café"),
                of("JSON in UTF-16LE without", JSON + ";charset=utf-16", "{\"id\":\"i1\",\"text\":\"café\"}",
                        "UTF-16LE", "café"),
                of("JSON in ISO-8859-1", JSON + "; charset=ISO-8859-1", "{\"id\":\"i1\",\"text\":\"café\"}",
                        "ISO-8859-1", "café"),
                of("JSON in an unnamed windows-1252", JSON, "{\"id\":\"i1\",\"text\":\"café €\"}", "windows-1252",
                        "café €"),
                of("JSON in an unknown charset", JSON + ";charset=klingon", "{\"id\":\"i1\",\"text\":\"café\"}", "UTF-8",
                        "café", "jetty"),
                of("JSON with control characters", JSON,
                        "{\"id\":\"i\\u00001\",\"text\":\"ca\\u0000f\\u001bé\\n\\ud83d\"}",
                        "UTF-8", "café\n\uFFFD"),
                of("JSON as text", "text/plain", "{\"id\":\"i1\",\"text\":\"1+1=2&3 100%\"}", "UTF-8", "1+1=2&3 100%"),
                of("a form", FORM, "id=i1&text=caf%C3%A9+100%25", "UTF-8", "café 100%"),
                of("a form with escapes of escapes", FORM, "id=i1&text=50%2525+off", "UTF-8", "50%25 off"),
                of("a form with a repeated field", FORM, "id=i1&text=first&text=second&id=i2", "UTF-8", "first"),
                of("a form with NUL", FORM, "id=i%001&text=ca%00f%C3%A9", "UTF-8", "café"),
                of("a form as text with a stray percent sign", "text/plain", "id=i1&text=Yes+100%+sure%21", "UTF-8",
                        "Yes 100% sure!"),
                of("a form as text with a mark", "text/plain", "\uFEFFid=i1&text=ok", "UTF-8", "ok"),
                of("a form as text in ISO-8859-1", "text/plain; charset=ISO-8859-1", "id=i1&text=caf%E9+\u00e9",
                        "ISO-8859-1", "café é"),
                of("a form as text in quoted windows-1252", "text/plain; charset=\"windows-1252\"",
                        "id=i1&text=caf%E9+%80", "UTF-8", "café €"),
                of("a form as text in UTF-16", "text/plain; charset=UTF-16", "id=i1&text=café", "UTF-16", "café"),
                of("a form in ISO-8859-1", FORM + "; charset=ISO-8859-1", "id=i1&text=caf%E9", "UTF-8", "café"),
                of("a form with a stray percent sign", FORM, "id=i1&text=Yes+100%+sure%21", "UTF-8", "Yes 100% sure!"),
                of("a form with a percent sign at the end", FORM, "id=i1&text=100%", "UTF-8", "100%"),
                of("a form with percent signs that are no escapes", FORM, "id=i1&text=test%%%invalid", "UTF-8",
                        "test%%%invalid"),
                of("a form with a percent sign before a byte of another charset", FORM, "id=i1&text=x%\u00f3", "ISO-8859-1",
                        "x%\u00f3"),
                of("a form whose value has equals signs", FORM, "id=i1&text=YWJjZA==", "UTF-8", "YWJjZA=="),
                of("a form with an escaped asterisk", FORM, "id=i1&text=a%2Ab*", "UTF-8", "a*b*"),
                of("JSON as a form, with an equals and a percent sign", FORM, "{\"id\":\"i1\",\"text\":\"=5%\"}", "UTF-8",
                        "=5%"),
                of("a form with a mark", FORM, "\uFEFFid=i1&text=ok", "UTF-8", "ok"),
                of("a form with a field without value", FORM, "id=i1&flag&text=ok", "UTF-8", "ok"),
                of("JSON as a form", FORM, "{\"id\":\"i1\",\"text\":\"ok\"}", "UTF-8", "ok"),
                of("JSON as a form, with signs of a form", FORM, "{\"id\":\"i1\",\"text\":\"a=b&c=d\"}", "UTF-8",
                        "a=b&c=d"),
                of("JSON as a form, with a stray percent", FORM, "{\"id\":\"i1\",\"text\":\"100% ok\"}", "UTF-8",
                        "100% ok"),
                of("a long text", JSON, "{\"id\":\"i1\",\"text\":\"" + "é".repeat(20_000) + "\"}", "UTF-8",
                        "é".repeat(20_000)));
    }

    /**
     * Posts all that the server leaves to others, and expects each to be read.
     *
     * @param url    of the webhook, with its token
     * @param events what its route ends in
     */
    public static void playAll(String server, URI url, MockEndpoint events) throws Exception {
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        SoftAssertions all = new SoftAssertions();
        for (WebhookInput input : all().filter(each -> !each.notOn().contains(server)).toList()) {
            events.reset();
            HttpResponse<String> answer = client.send(HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(30))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(input.body())).header("Content-Type", input.contentType())
                    .build(), HttpResponse.BodyHandlers.ofString());
            all.assertThat(answer.statusCode()).as(input.says()).isEqualTo(200);
            all.assertThat(events.getExchanges().stream()
                    .map(exchange -> exchange.getMessage().getHeader(MessagingConstants.EVENT_ID) + " "
                                     + exchange.getMessage().getBody(Wire.Inbound.class).text()))
                    .as(input.says()).containsExactly("i1 " + input.text());
        }
        all.assertAll();
    }
}
