/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sandbox.clicksend;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camelmessaging.sandbox.Fault;
import io.camelmessaging.sandbox.FaultType;
import io.camelmessaging.sandbox.MessagingSandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What callers of the real service saw on the wire, and its documents do not say.
 */
class ClickSendAsReportedTest {

    private static final String NUMBER = "+61400000101";

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient client = HttpClient.newHttpClient();
    private MessagingSandbox sandbox;

    @BeforeEach
    void start() throws Exception {
        sandbox = MessagingSandbox.create().second(Duration.ofMillis(10)).start();
        for (String channel : List.of("sms", "voice")) {
            call("POST", "/v3/automations/" + channel + "/receipts",
                    "{\"rule_name\": \"poll\", \"match_type\": 0, \"action\": \"POLL\", \"action_address\": \"\", \"enabled\": 1}",
                    200);
        }
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void aDeliveredRowMayCarryAnErrorCode() throws Exception {
        sms("+61400098008", "Hi");
        sandbox.awaitStatus("+61400098008", "201");

        JsonNode receipt = lastReceipt("sms", 2);
        assertThat(receipt.get("status_code").asText()).isEqualTo("201");
        assertThat(receipt.get("error_code").asText()).isEqualTo("4");
        assertThat(receipt.get("error_text")).isEqualTo(receipt.get("status_text"));
        JsonNode row = history().get(0);
        assertThat(row.get("status_code").isInt()).isTrue();
        assertThat(row.get("status_code").asInt()).isEqualTo(201);
        assertThat(row.get("error_code").asText()).isEqualTo("4");
    }

    @Test
    void theReasonOfAFailureIsItsStatusText() throws Exception {
        sms("+61400098001", "Hi");
        sandbox.awaitStatus("+61400098001", "301");

        JsonNode receipt = lastReceipt("sms", 2);
        assertThat(receipt.get("status_text").asText()).isEqualTo("Handset is switched off or out of reach.");
        assertThat(receipt.get("error_code").asText()).isEqualTo("12");
        assertThat(receipt.get("error_text").asText()).isEqualTo("Unknown error");
        assertThat(history().get(0).get("status").asText()).isEqualTo("Failed");
    }

    @Test
    void sentMeansNeitherDeliveredNorOnItsWay() throws Exception {
        sms(NUMBER, "Hi");
        sms("+61400098003", "Hi");
        sandbox.awaitStatus(NUMBER, "201");
        sandbox.awaitStatus("+61400098003", "200");

        await().untilAsserted(() -> assertThat(history()).extracting(row -> row.get("status_code").asInt())
                .containsExactlyInAnyOrder(201, 200));
        assertThat(history()).extracting(row -> row.get("status").asText()).containsExactly("Sent", "Sent");
    }

    @Test
    void aFinalCodeMayNeverCome() throws Exception {
        sms("+61400098003", "Hi");
        sandbox.awaitStatus("+61400098003", "200");
        lastReceipt("sms", 1);
        sandbox.advanceClock(Duration.ofDays(30));

        assertThat(receipts("sms")).extracting(row -> row.get("status_code").asText()).containsExactly("200");
        assertThat(history().get(0).get("status_code").asInt()).isEqualTo(200);
    }

    /** One caller counted 34 of 426 messages, most of them to one handset. */
    @Test
    void someFinalCodesNeverCome() throws Exception {
        sandbox.seed(7);
        sandbox.addFault(Fault.of(FaultType.NO_FINAL_RECEIPT).at("clicksend").probability(0.08));
        for (int i = 0; i < 100; i++) {
            sms("+6140000%04d".formatted(1000 + i), "Hi");
        }
        sandbox.advanceClock(Duration.ofDays(30));

        List<Integer> codes = new ArrayList<>();
        call("GET", "/v3/sms/history?limit=100", "", 200).path("data").path("data")
                .forEach(row -> codes.add(row.get("status_code").asInt()));
        assertThat(codes).hasSize(100).containsOnly(200, 201);
        assertThat(codes).filteredOn(code -> code == 200).hasSizeBetween(1, 30);
    }

    @ParameterizedTest
    @CsvSource({ "voice, 404", "mms, 404", "mms, 405", "fax, 404" })
    void aFeedAndItsRuleMayBeGone(String channel, int status) throws Exception {
        sandbox.addFault(Fault.of(FaultType.NOT_OFFERED).at("clicksend").operation(channel + "/receipts").status(status));

        call("GET", "/v3/" + channel + "/receipts", "", status);
        call("GET", "/v3/automations/" + channel + "/receipts", "", status);
        call("GET", "/v3/sms/receipts", "", 200);
    }

    @Test
    void aTestNumberHasNoCodeAndNoReceipt() throws Exception {
        sms("+61411111111", "Hi");
        sandbox.advanceClock(Duration.ofDays(1));

        JsonNode row = history().get(0);
        assertThat(row.get("status").asText()).isEqualTo("Completed");
        assertThat(row.has("status_code")).isTrue();
        assertThat(row.get("status_code").isNull()).isTrue();
        assertThat(receipts("sms")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "5, true", "0, false", "#, false" })
    void keysOfACallComeAsANumberOrAsText(char key, boolean number) throws Exception {
        call("POST", "/v3/voice/send",
                "{\"messages\": [{\"to\": \"%s\", \"body\": \"Press\", \"voice\": \"female\", \"require_input\": 1}]}"
                        .formatted(NUMBER),
                200);
        lastReceipt("voice", 2);
        sandbox.press(NUMBER, key);

        JsonNode receipt = lastReceipt("voice", 3);
        assertThat(receipt.get("digits").isNumber()).isEqualTo(number);
        assertThat(receipt.get("digits").asText()).isEqualTo(String.valueOf(key));
        assertThat(receipts("voice").get(0).get("digits").asText("absent")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "voice, 404", "mms, 404", "fax, 404", "voice, 405", "mms, 405", "fax, 405" })
    void aMarkMayBeGone(String channel, int status) throws Exception {
        sandbox.addFault(Fault.of(FaultType.NOT_OFFERED).at("clicksend").operation(channel + "/receipts-read").status(status));

        call("PUT", "/v3/" + channel + "/receipts-read", "{\"date_before\": 1000}", status);
        call("PUT", "/v3/sms/receipts-read", "{\"date_before\": 1000}", 200);
        call("GET", "/v3/" + channel + "/receipts", "", 200);
    }

    @Test
    void rulesOfOthersAreListedAsTheyAre() throws Exception {
        call("POST", "/v3/automations/sms/inbound",
                """
                        {"dedicated_number": "*", "rule_name": "STOP to messenger", "message_search_type": 5, "message_search_term": "STOP",
                         "action": "SEND_TO_MESSENGER", "action_address": "x", "enabled": 1}""",
                200);
        sandbox.inbound("clicksend", NUMBER, "+61422222222", "STOP");

        JsonNode rule = call("GET", "/v3/automations/sms/inbound", "", 200).get("data").get("data").get(0);
        assertThat(rule.get("action").asText()).isEqualTo("SEND_TO_MESSENGER");
        assertThat(rule.get("message_search_type").asInt()).isEqualTo(5);
        assertThat(call("GET", "/v3/sms/inbound", "", 200).get("data").get("total").asInt()).isZero();
        sandbox.assertCleanWire();
    }

    @Test
    void theOptOutListStopsNoPlainNumber() throws Exception {
        sandbox.contactList("Opt-Out List", List.of(NUMBER));

        JsonNode row = sms(NUMBER, "Hi");
        assertThat(row.get("status").asText()).isEqualTo("SUCCESS");
        assertThat(sandbox.awaitStatus(NUMBER, "201").text()).isEqualTo("Hi");
    }

    @ParameterizedTest
    @CsvSource({
            "a, 160, 1", "a, 161, 2", "a, 306, 2", "a, 307, 3", "a, 1224, 8", "é, 160, 1", "€, 70, 1", "€, 71, 2", "[, 134, 2",
            "[, 135, 3", "~, 536, 8", "ж, 70, 1", "ж, 71, 2", "'\n', 80, 1", "'\n', 81, 2", "a, 3000, 8" })
    void anExtensionCharacterCountsAsUnicode(String character, int times, int parts) throws Exception {
        assertThat(sms(NUMBER, character.repeat(times)).get("message_parts").asInt()).isEqualTo(parts);
    }

    private JsonNode sms(String to, String text) throws IOException, InterruptedException {
        var request = json.createObjectNode();
        request.putArray("messages").addObject().put("to", to).put("body", text.isBlank() ? "x" + text.substring(1) : text);
        return call("POST", "/v3/sms/send", request.toString(), 200).get("data").get("messages").get(0);
    }

    private JsonNode history() throws IOException, InterruptedException {
        return call("GET", "/v3/sms/history?limit=100", "", 200).get("data").get("data");
    }

    private List<JsonNode> receipts(String channel) throws IOException, InterruptedException {
        List<JsonNode> rows = new ArrayList<>();
        call("GET", "/v3/" + channel + "/receipts?limit=100", "", 200).get("data").path("data").forEach(rows::add);
        return rows;
    }

    private JsonNode lastReceipt(String channel, int count) throws IOException, InterruptedException {
        await().untilAsserted(() -> assertThat(receipts(channel)).hasSize(count));
        return receipts(channel).get(count - 1);
    }

    private JsonNode call(String method, String path, String body, int status) throws IOException, InterruptedException {
        String token = Base64.getEncoder()
                .encodeToString((ClickSendProvider.USERNAME + ":" + ClickSendProvider.API_KEY).getBytes());
        HttpResponse<String> response = client.send(HttpRequest.newBuilder(URI.create(sandbox.baseUrl("clicksend") + path))
                .header("Content-Type", "application/json").header("Authorization", "Basic " + token)
                .method(method, BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return json.readTree(response.body());
    }
}
