/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sandbox.boomerang;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.camelmessaging.sandbox.MessagingSandbox;
import io.camelmessaging.sandbox.SentMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class BoomerangProviderTest {

    private static final String NUMBER = "353871234567";
    private static final String NEW_RECEIPTS = "/v1/get_all_new_drs?ignore_previous=true&drs_after=1990-01-01%2000%3A00%3A00";
    private static final String ALL_RECEIPTS = "/v1/get_all_new_drs?ignore_previous=false&drs_after=1990-01-01%2000%3A00%3A00";
    private static final String NEW_REPLIES = "/v1/get_responses?ignore_previous=true&mark_as_read=true";

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient client = HttpClient.newHttpClient();
    private MessagingSandbox sandbox;

    @BeforeEach
    void start() {
        sandbox = MessagingSandbox.create().second(Duration.ofMillis(10)).start();
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void eachRecipientGetsATransactionAndReceipts() throws Exception {
        JsonNode answer = post("/v1/sms1", """
                {"from": "AcmeShop", "message_content": "Hi", "custom_parameter": "7781", "unique_identifier": "u1",
                 "recipient_address": [{"number": "%s"}, {"number": "447700900456"}, {"number": "12"}]}""".formatted(NUMBER),
                200);

        assertThat(answer.get("transactions")).hasSize(2);
        assertThat(answer.get("transactions").get(0).get("telephone_number").asText()).isEqualTo(NUMBER);
        sandbox.awaitStatus(NUMBER, "D");
        sandbox.awaitStatus("447700900456", "D");
        JsonNode receipts = get(NEW_RECEIPTS, 200);
        assertThat(receipts.get("drs")).hasSize(4);
        assertThat(receipts.get("drs").get(0).get("custom_parameter").asText()).isEqualTo("7781");
        assertThat(receipts.get("drs").get(0).get("unique_id").asText()).isEqualTo("u1");
        assertThat(get(NEW_RECEIPTS, 200).get("drs")).isEmpty();
        assertThat(get(ALL_RECEIPTS, 200).get("drs")).hasSize(4);
        sandbox.assertCleanWire();
    }

    @Test
    void aUsedIdentifierSendsNothing() throws Exception {
        String request
                = "{\"from\": \"Acme\", \"message_content\": \"Hi\", \"unique_identifier\": \"once\", \"recipient_address\": [{\"number\": \"%s\"}]}"
                        .formatted(NUMBER);
        assertThat(post("/v1/sms1", request, 200).get("transactions")).hasSize(1);
        assertThat(post("/v1/sms1", request, 200).get("transactions")).isEmpty();

        assertThat(sandbox.messages()).hasSize(1);
    }

    @Test
    void aTwoWayMessageIsAnsweredOnce() throws Exception {
        post("/v1/flat/sms2",
                """
                        {"conversation_id": "visit-118", "message_content": "10:00?", "recipient_address": [{"number": "%s"}], "validity_period": 2,
                         "custom_parameter": "118"}"""
                        .formatted(NUMBER),
                200);
        sandbox.reply(NUMBER, "YES");
        sandbox.reply(NUMBER, "Really");

        JsonNode replies = get(NEW_REPLIES, 200).get("replies");
        assertThat(replies).hasSize(1);
        JsonNode reply = replies.get(0);
        assertThat(reply.get("from").asText()).isEqualTo(NUMBER);
        assertThat(reply.get("response_content").asText()).isEqualTo("YES");
        assertThat(reply.get("custom_parameter").asText()).isEqualTo("118");
        assertThat(reply.get("conversation_id").asText()).isEqualTo("visit-118");
        assertThat(reply.get("is_new").asBoolean()).isTrue();
        assertThat(reply.has("unique_identifier")).isFalse();
        assertThat(get(NEW_REPLIES, 200).get("replies")).isEmpty();
        JsonNode again = get("/v1/get_responses?ignore_previous=false&mark_as_read=false&conversationId=visit-118", 200);
        assertThat(again.get("replies").get(0).get("is_new").asBoolean()).isFalse();
        assertThat(get("/v1/get_responses?ignore_previous=false&mark_as_read=false&conversationId=other", 200).get("replies"))
                .isEmpty();
    }

    @Test
    void anOpenTicketTakesSeveralAnswersAndPushesThem() throws Exception {
        WireMockServer user = new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
        user.start();
        try {
            user.stubFor(WireMock.post("/push").willReturn(WireMock.ok()));
            post("/v1/sms2",
                    """
                            {"message_content": "10:00?", "recipient_address": [{"number": "%s"}], "open_ticket": true, "push_responses": "%s"}"""
                            .formatted(NUMBER, user.url("/push")),
                    200);
            sandbox.reply(NUMBER, "YES");
            sandbox.reply(NUMBER, "NO");

            await().untilAsserted(() -> user.verify(2, WireMock.postRequestedFor(WireMock.urlEqualTo("/push"))));
        } finally {
            user.stop();
        }
    }

    @Test
    void aKeyOfACallIsAReply() throws Exception {
        post("/v1/voice",
                """
                        {"voice_intro": "Press 1", "message_content": "Hello", "voice_redirect_no": {"number": "442079460000"}, "voice_retries": 2,
                         "recipient_address": [{"number": "%s"}]}"""
                        .formatted(NUMBER),
                200);
        sandbox.press(NUMBER, '9');

        assertThat(get(NEW_REPLIES, 200).get("replies").get(0).get("response_content").asText()).isEqualTo("9");
        assertThat(sandbox.messages()).extracting(SentMessage::channel).containsExactly("voice");
        sandbox.assertCleanWire();
    }

    @Test
    void anEmailIsOpened() throws Exception {
        sandbox.deliveryScript("pat@example.org", io.camelmessaging.sandbox.DeliveryScript.READ);
        JsonNode answer = post("/v1/email",
                """
                        {"email_subject": "Visit", "message_content": "Please confirm", "email_address": ["Pat@example.org"], "from": "service"}""",
                200);

        assertThat(answer.get("transactions").get(0).get("email_address").asText()).isEqualTo("Pat@example.org");
        assertThat(sandbox.awaitStatus("pat@example.org", "O").title()).isEqualTo("Visit");
    }

    @Test
    void aOneWayMessageHasNoAnswer() throws Exception {
        post("/v1/sms1",
                "{\"from\": \"Acme\", \"message_content\": \"Hi\", \"recipient_address\": [{\"number\": \"%s\"}]}"
                        .formatted(NUMBER),
                200);

        assertThatThrownBy(() -> sandbox.reply(NUMBER, "Hi")).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("one-way");
    }

    @Test
    void feedsComeInPages() throws Exception {
        String recipients = IntStream.range(0, 120).mapToObj(i -> "{\"number\": \"3538712%05d\"}".formatted(i))
                .collect(Collectors.joining(","));
        post("/v1/sms1", "{\"from\": \"Acme\", \"message_content\": \"Hi\", \"recipient_address\": [" + recipients + "]}", 200);
        sandbox.awaitMessages(message -> message.status().equals("D"), 120);

        JsonNode first = get(NEW_RECEIPTS, 200);
        assertThat(first.get("has_more").asBoolean()).isTrue();
        assertThat(first.get("drs")).hasSize(100);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "sms1;{\"message_content\": \"x\", \"recipient_address\": [{\"number\": \"353871234567\"}]}",
            "sms1;{\"from\": \"TwelveLetter\", \"message_content\": \"x\", \"recipient_address\": [{\"number\": \"353871234567\"}]}",
            "sms2;{\"message_content\": \"x\", \"recipient_address\": []}",
            "sms2;{\"message_content\": \"x\", \"recipient_address\": [{\"number\": \"12\"}]}",
            "sms2;{\"message_content\": \"x\", \"recipient_address\": [{\"number\": \"353871234567\"}], \"open_ticket\": \"true\"}",
            "sms2;{\"message_content\": \"x\", \"recipient_address\": [{\"number\": \"353871234567\"}], \"validity_period\": 0}",
            "voice;{\"message_content\": \"x\", \"recipient_address\": [{\"number\": \"353871234567\"}], \"voice_retries\": 4}",
            "email;{\"message_content\": \"x\"}", "sms1;not json" })
    void whatTheProviderWouldRefuseIsRefused(String operation, String body) throws Exception {
        assertThat(post("/v1/" + operation, body, 400).get("message").asText()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({ "400", "401", "402", "429", "500", "502", "503", "504" })
    void aNumberForcesEachError(int status) throws Exception {
        post("/v1/sms1",
                "{\"from\": \"Acme\", \"message_content\": \"x\", \"recipient_address\": [{\"number\": \"353899%d\"}]}"
                        .formatted(status),
                status);
    }

    @Test
    void credentialsAndFundsAreChecked() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(sandbox.baseUrl("boomerang") + "/v1/get_responses")).build();
        assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(401);
        sandbox.balance("boomerang", BigDecimal.ZERO);
        post("/v1/sms1", "{\"from\": \"Acme\", \"message_content\": \"x\", \"recipient_address\": [{\"number\": \"%s\"}]}"
                .formatted(NUMBER), 402);
        get("/v1/get_all_new_drs?ignore_previous=true", 400);
        get("/v1/get_all_new_drs?ignore_previous=True&drs_after=1990-01-01%2000%3A00%3A00", 400);
    }

    private JsonNode get(String path, int status) throws IOException, InterruptedException {
        return exchange(request(path).GET().build(), status);
    }

    private JsonNode post(String path, String body, int status) throws IOException, InterruptedException {
        return exchange(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)).build(),
                status);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(sandbox.baseUrl("boomerang") + path)).header("Authorization",
                "Basic " + Base64.getEncoder()
                        .encodeToString((BoomerangProvider.USERNAME + ":" + BoomerangProvider.PASSWORD).getBytes()));
    }

    private JsonNode exchange(HttpRequest request, int status) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return json.readTree(response.body());
    }
}
