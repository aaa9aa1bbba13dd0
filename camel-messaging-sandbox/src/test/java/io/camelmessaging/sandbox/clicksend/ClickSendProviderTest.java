/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sandbox.clicksend;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.camelmessaging.sandbox.DeliveryScript;
import io.camelmessaging.sandbox.MessagingSandbox;
import io.camelmessaging.sandbox.SentMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class ClickSendProviderTest {

    private static final String NUMBER = "+61400000101";

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient client = HttpClient.newHttpClient();
    private final WireMockServer user
            = new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
    private MessagingSandbox sandbox;
    private String username = ClickSendProvider.USERNAME;

    @BeforeEach
    void start() {
        sandbox = MessagingSandbox.create().second(Duration.ofMillis(10)).start();
        user.start();
        user.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(WireMock.ok()));
    }

    @AfterEach
    void stop() {
        sandbox.close();
        user.stop();
    }

    @Test
    void eachMessageHasAStatusOfItsOwn() throws Exception {
        JsonNode data = call("POST", "/v3/sms/send", """
                {"messages": [{"to": "%s", "body": "Hi", "custom_string": "a", "source": "t"}, {"to": "+000", "body": "Hi"},
                 {"to": "0400000102", "body": "Hi", "from": "Acme"}]}""".formatted(NUMBER), 200).get("data");

        assertThat(data.get("messages")).extracting(row -> row.get("status").asText()).containsExactly("SUCCESS",
                "INVALID_RECIPIENT",
                "SUCCESS");
        assertThat(data.get("messages").get(2).get("to").asText()).isEqualTo("+61400000102");
        assertThat(data.get("total_count").asInt()).isEqualTo(3);
        assertThat(data.get("queued_count").asInt()).isEqualTo(2);
        assertThat(sandbox.awaitStatus(NUMBER, "201").fields()).containsEntry("custom_string", "a");
        sandbox.assertCleanWire();
    }

    @ParameterizedTest
    @CsvSource({
            "99001,INVALID_RECIPIENT", "99002,COUNTRY_NOT_ENABLED", "99003,THROTTLED", "99004,INVALID_SENDER_ID",
            "99005,INSUFFICIENT_CREDIT", "99006,REGISTRATION_NEEDED", "99007,INTERNAL_ERROR", "99008,SOMETHING_IS_WRONG",
            "99009,SOME_NEW_CODE" })
    void aNumberForcesEachStatus(String digits, String status) throws Exception {
        JsonNode row = call("POST", "/v3/sms/send",
                "{\"messages\": [{\"to\": \"+614%s\", \"body\": \"Hi\"}]}".formatted(digits), 200)
                .get("data").get("messages").get(0);

        assertThat(row.get("status").asText()).isEqualTo(status);
        assertThat(row.get("message_id").asText()).hasSize(36);
        assertThat(sandbox.messages()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "400", "403", "404", "429", "500", "503" })
    void aNumberForcesEachHttpStatus(int status) throws Exception {
        JsonNode answer = call("POST", "/v3/sms/send",
                "{\"messages\": [{\"to\": \"+61499%d\", \"body\": \"Hi\"}]}".formatted(status), status);

        assertThat(answer.get("http_code").asInt()).isEqualTo(status);
        assertThat(answer.get("data").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "sms/send;{\"to\": \"+61400000101\", \"body\": \"Hi\"};400", "sms/send;{\"messages\": []};400",
            "mms/send;{\"messages\": [{\"to\": \"+61400000101\"}]};400",
            "fax/send;{\"messages\": [{\"to\": \"+61400000101\"}]};400",
            "post/letters/send;{\"file_url\": \"x\", \"recipients\": [{\"address_name\": \"A\"}]};400",
            "post/postcards/send;{\"file_urls\": \"x\", \"recipients\": [{}]};400",
            "uploads?convert=pdf;{\"content\": \"aGk=\"};400",
            "uploads?convert=fax;{\"content\": \"-\"};400", "lists;{};400", "lists/1/contacts;{};404", "nothing;{};404",
            "email/send;{\"to\": []};400" })
    void whatTheProviderWouldRefuseIsRefused(String path, String body, int status) throws Exception {
        call("POST", "/v3/" + path, body, status);
    }

    @ParameterizedTest
    @CsvSource({ "nocredit,200,INSUFFICIENT_CREDIT", "notactive,200,ACCOUNT_NOT_ACTIVATED", "banned,403,", "nobody,401," })
    void usersSayWhatTheyDo(String name, int status, String code) throws Exception {
        username = name;
        JsonNode answer = call("POST", "/v3/sms/send", "{\"messages\": [{\"to\": \"%s\", \"body\": \"Hi\"}]}".formatted(NUMBER),
                status);

        if (status == 200) {
            assertThat(answer.get("data").get("messages").get(0).get("status").asText()).isEqualTo(code);
        }
    }

    @Test
    void aPriceSendsNothing() throws Exception {
        JsonNode data
                = call("POST", "/v3/sms/price", "{\"messages\": [{\"to\": \"%s\", \"body\": \"Hi\"}]}".formatted(NUMBER), 200)
                        .get("data");

        assertThat(data.get("messages").get(0).get("status").asText()).isEqualTo("SUCCESS");
        assertThat(sandbox.messages()).isEmpty();
    }

    @Test
    void theSameTextTwiceIsThrottledAndAnEmptyAccountSendsNothing() throws Exception {
        sandbox.close();
        sandbox = MessagingSandbox.create().second(Duration.ofSeconds(5)).start();
        sandbox.balance("clicksend", new BigDecimal("0.10"));
        // a long second, so that no slow machine lets the time pass after which the text may be sent again
        JsonNode data = call("POST", "/v3/sms/send", """
                {"messages": [{"to": "%1$s", "body": "Hi"}, {"to": "%1$s", "body": "Hi"}, {"to": "%1$s", "body": "Other"}]}"""
                .formatted(NUMBER), 200).get("data");

        assertThat(data.get("messages")).extracting(row -> row.get("status").asText()).containsExactly("SUCCESS", "THROTTLED",
                "INSUFFICIENT_CREDIT");
    }

    @Test
    void receiptsAreKeptOnlyForAPollRuleAndMarkedUpToACutOff() throws Exception {
        call("POST", "/v3/automations/sms/receipts",
                "{\"rule_name\": \"poll\", \"match_type\": 0, \"action\": \"POLL\", \"action_address\": \"\", \"enabled\": 1}",
                200);
        call("POST", "/v3/sms/send",
                "{\"messages\": [{\"to\": \"%s\", \"body\": \"Hi\", \"custom_string\": \"c\"}]}".formatted(NUMBER), 200);
        sandbox.awaitStatus(NUMBER, "201");

        await().untilAsserted(
                () -> assertThat(call("GET", "/v3/sms/receipts?limit=100", "", 200).get("data").get("data")).hasSize(2));
        JsonNode row = call("GET", "/v3/sms/receipts", "", 200).get("data").get("data").get(1);
        assertThat(row.get("status_code").asText()).isEqualTo("201");
        assertThat(row.get("custom_string").asText()).isEqualTo("c");
        assertThat(call("PUT", "/v3/sms/receipts-read", "{\"date_before\": 1000}", 200).get("data").asInt()).isZero();
        long later = Instant.now().getEpochSecond() + 10;
        assertThat(call("PUT", "/v3/sms/receipts-read", "{\"date_before\": %d}".formatted(later), 200).get("data").asInt())
                .isEqualTo(2);
        assertThat(call("GET", "/v3/sms/receipts", "", 200).get("data").has("data")).isFalse();
        sandbox.assertCleanWire();
    }

    @ParameterizedTest
    @CsvSource({ "json,POST", "post,POST", "get,GET" })
    void aReplyIsPushedByARuleUntilItIsTaken(String type, String method) throws Exception {
        user.stubFor(WireMock.any(WireMock.urlPathEqualTo("/inbound")).inScenario("i").whenScenarioStateIs(Scenario.STARTED)
                .willSetStateTo("up").willReturn(WireMock.aResponse().withStatus(204)));
        user.stubFor(WireMock.any(WireMock.urlPathEqualTo("/inbound")).inScenario("i").whenScenarioStateIs("up")
                .willReturn(WireMock.ok()));
        call("POST", "/v3/automations/sms/inbound",
                """
                        {"dedicated_number": "*", "rule_name": "camel", "message_search_type": 0, "message_search_term": "", "action": "URL",
                         "action_address": "%s", "webhook_type": "%s", "enabled": 1}"""
                        .formatted(user.url("/inbound"), type),
                200);
        call("POST", "/v3/sms/send",
                "{\"messages\": [{\"to\": \"%s\", \"body\": \"Hi\", \"custom_string\": \"c\"}]}".formatted(NUMBER), 200);
        sandbox.reply(NUMBER, "YES");

        await().untilAsserted(() -> assertThat(pushes()).hasSize(2));
        LoggedRequest push = pushes().get(0);
        assertThat(push.getMethod().getName()).isEqualTo(method);
        if (type.equals("json")) {
            JsonNode body = json.readTree(push.getBodyAsString());
            assertThat(body.get("body").asText()).isEqualTo("YES");
            assertThat(body.get("from").asText()).isEqualTo(NUMBER);
            assertThat(body.get("custom_string").asText()).isEqualTo("c");
            assertThat(body.get("original_message_id").asText()).isEqualTo(sandbox.messages().get(0).id());
        } else if (type.equals("post")) {
            assertThat(push.formParameter("body").firstValue()).isEqualTo("YES");
        } else {
            assertThat(push.queryParameter("body").firstValue()).isEqualTo("YES");
        }
    }

    private List<LoggedRequest> pushes() {
        return user.findAll(WireMock.anyRequestedFor(WireMock.urlPathEqualTo("/inbound")));
    }

    @Test
    void theInboundBoxShrinksAsItemsAreMarked() throws Exception {
        call("POST", "/v3/automations/sms/inbound",
                """
                        {"dedicated_number": "*", "rule_name": "poll", "message_search_type": 0, "message_search_term": "", "action": "POLL",
                         "action_address": "", "enabled": 1}""",
                200);
        for (int i = 0; i < 20; i++) {
            sandbox.inbound("clicksend", NUMBER, "+61422222222", "text " + i);
        }
        JsonNode page = call("GET", "/v3/sms/inbound?limit=15", "", 200).get("data");
        assertThat(page.get("data")).hasSize(15);
        assertThat(page.get("last_page").asInt()).isEqualTo(2);
        assertThat(page.get("data").get(0).has("user_id")).isFalse();

        String id = page.get("data").get(0).get("message_id").asText();
        assertThat(call("PUT", "/v3/sms/inbound-read/" + id, "", 200).get("data").asInt()).isEqualTo(1);
        assertThat(call("GET", "/v3/sms/inbound?limit=15", "", 200).get("data").get("total").asInt()).isEqualTo(19);
        call("PUT", "/v3/sms/inbound-read", "{}", 200);
        assertThat(sandbox.contractViolations()).containsExactly("clicksend: everything was marked as read, without a cut-off");
    }

    @Test
    void rulesAreListedChangedAndDeleted() throws Exception {
        String rule
                = "{\"dedicated_number\": \"*\", \"rule_name\": \"%s\", \"message_search_type\": 0, \"message_search_term\": \"\", \"action\": \"POLL\", \"action_address\": \"\", \"enabled\": 1}";
        int id = call("POST", "/v3/automations/sms/inbound", rule.formatted("a"), 200).get("data").get("inbound_rule_id")
                .asInt();
        call("PUT", "/v3/automations/sms/inbound/" + id, rule.formatted("b"), 200);

        assertThat(call("GET", "/v3/automations/sms/inbound?page=1&limit=100", "", 200).get("data").get("data").get(0)
                .get("rule_name").asText())
                .isEqualTo("b");
        call("DELETE", "/v3/automations/sms/inbound/" + id, "", 200);
        call("DELETE", "/v3/automations/sms/inbound/" + id, "", 404);
        JsonNode empty = call("GET", "/v3/automations/sms/inbound", "", 200).get("data");
        assertThat(empty.get("last_page").asInt()).isZero();
        assertThat(empty.has("data")).isFalse();
    }

    @Test
    void aRefusedRequestTakesNothing() throws Exception {
        call("POST", "/v3/sms/send", """
                {"messages": [{"to": "%s", "body": "Hi"}, {"to": "+61400099403", "body": "Hi"}]}""".formatted(NUMBER), 403);
        call("POST", "/v3/sms/send", """
                {"messages": [{"to": "%s", "body": "Hi"}, 7]}""".formatted(NUMBER), 400);

        assertThat(sandbox.messages()).isEmpty();
    }

    @Test
    void aListOfVeryManyIsImportedAndReadByPages() throws Exception {
        long id = sandbox.contactList("Everybody",
                IntStream.range(0, 100_001).mapToObj(i -> "+614%08d".formatted(i % 100_000))::iterator);
        String contacts = "/v3/lists/" + id + "/contacts";

        JsonNode last = call("GET", contacts + "?limit=100&page=1000", "", 200).get("data");
        assertThat(last.get("total").asInt()).isEqualTo(100_000);
        assertThat(last.get("data").get(99).get("phone_number").asText()).isEqualTo("+61400099999");
        assertThat(last.get("data").get(99).get("first_name").isNull()).isTrue();
        call("DELETE", contacts + "/" + last.get("data").get(99).get("contact_id").asInt(), "", 200);
        call("POST", contacts, "{\"phone_number\": \"+61400099999\"}", 200);
        call("POST", contacts, "{\"phone_number\": \"+61400099999\"}", 400);
    }

    @Test
    void contactsLiveInLists() throws Exception {
        int list = call("POST", "/v3/lists", "{\"list_name\": \"Customers\"}", 200).get("data").get("list_id").asInt();
        String contacts = "/v3/lists/" + list + "/contacts";
        int contact = call("POST", contacts, "{\"first_name\": \"Ann\", \"phone_number\": \"%s\"}".formatted(NUMBER), 200)
                .get("data")
                .get("contact_id").asInt();
        assertThat(call("POST", contacts, "{\"phone_number\": \"%s\"}".formatted(NUMBER), 400).get("response_code").asText())
                .isEqualTo("ALREADY_EXISTS");

        assertThat(call("GET", contacts, "", 200).get("data").get("data").get(0).get("_list_name").asText())
                .isEqualTo("Customers");
        assertThat(call("GET", "/v3/lists", "", 200).get("data").get("data").get(0).get("_contacts_count").asInt())
                .isEqualTo(1);
        assertThat(
                call("GET", "/v3/search/contacts-lists?q=custom", "", 200).get("data").get("data").get(0).get("type").asText())
                .isEqualTo("list");
        call("DELETE", contacts + "/" + contact, "", 200);
        call("DELETE", "/v3/lists/" + list, "", 200);
        call("GET", contacts, "", 404);
    }

    @Test
    void scheduledMessagesCanBeCancelledAndAreInTheHistory() throws Exception {
        long later = Instant.now().getEpochSecond() + 1000;
        String id = call("POST", "/v3/sms/send",
                "{\"messages\": [{\"to\": \"%s\", \"body\": \"Hi\", \"custom_string\": \"c\", \"schedule\": %d}]}"
                        .formatted(NUMBER, later),
                200)
                .get("data").get("messages").get(0).get("message_id").asText();
        assertThat(call("GET", "/v3/sms/history?q=to:%2B61400000101", "", 200).get("data").get("data").get(0).get("status")
                .asText())
                .isEqualTo("Scheduled");

        call("PUT", "/v3/sms/" + id + "/cancel", "", 200);
        call("PUT", "/v3/sms/" + id + "/cancel", "", 404);
        call("GET", "/v3/sms/history?q=custom_string:c", "", 400);
    }

    @ParameterizedTest
    @CsvSource({ "mms, jpg", "fax, pdf", "post, pdf", "postcard, pdf", "csv, csv" })
    void aFileIsConvertedToWhatItsChannelSends(String convert, String type) throws Exception {
        JsonNode data = call("POST", "/v3/uploads?convert=" + convert, "{\"content\": \"aGVsbG8=\"}", 200).get("data");

        assertThat(data.get("_url").asText()).endsWith("/" + data.get("file_name").asText()).endsWith("." + type);
    }

    @Test
    void filesPostAndMailAreTaken() throws Exception {
        String url
                = call("POST", "/v3/uploads?convert=fax", "{\"content\": \"aGVsbG8=\"}", 200).get("data").get("_url").asText();
        String address
                = "\"address_name\": \"A. Sample\", \"address_line_1\": \"1 Test St\", \"address_city\": \"Perth\", \"address_state\": \"WA\", \"address_postal_code\": \"6000\", \"address_country\": \"AU\", \"return_address_id\": 4";
        call("POST", "/v3/fax/send", "{\"file_url\": \"%s\", \"messages\": [{\"to\": \"+61260000101\"}]}".formatted(url), 200);
        call("POST", "/v3/post/letters/send",
                "{\"file_url\": \"%s\", \"colour\": 0, \"duplex\": 1, \"recipients\": [{%s}]}".formatted(url, address), 200);
        call("POST", "/v3/post/postcards/send", "{\"file_urls\": [\"%s\"], \"recipients\": [{%s}]}".formatted(url, address),
                200);
        call("POST", "/v3/mms/send",
                "{\"media_file\": \"%s\", \"messages\": [{\"to\": \"%s\", \"subject\": \"S\", \"body\": \"B\"}]}".formatted(url,
                        NUMBER),
                200);
        call("POST", "/v3/voice/send",
                "{\"messages\": [{\"to\": \"%s\", \"body\": \"B\", \"voice\": \"female\"}]}".formatted(NUMBER), 200);
        call("POST", "/v3/email/send",
                "{\"to\": [{\"email\": \"a@example.org\"}], \"from\": {\"email_address_id\": 1, \"name\": \"N\"}, \"subject\": \"S\", \"body\": \"B\"}",
                200);
        call("GET", "/v3/post/return-addresses", "", 200);
        assertThat(call("GET", "/v3/account", "", 200).get("data").get("_subaccount").get("api_key").asText()).isNotBlank();

        assertThat(sandbox.messages()).extracting(SentMessage::channel).containsExactly("fax", "letter", "postcard", "mms",
                "voice", "email");
        sandbox.assertCleanWire();
    }

    @Test
    void aTestNumberGetsNoReceipt() throws Exception {
        sandbox.deliveryScript("61411111111", DeliveryScript.DELIVERED);
        call("POST", "/v3/sms/send",
                "{\"messages\": [{\"to\": \"+61411111111\", \"body\": \"Hi\"}, {\"to\": \"%s\", \"body\": \"Hi\"}]}"
                        .formatted(NUMBER),
                200);
        sandbox.awaitStatus(NUMBER, "201");

        assertThat(sandbox.messagesTo("61411111111")).extracting(SentMessage::status).containsExactly("ACCEPTED");
    }

    private JsonNode call(String method, String path, String body, int status) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(sandbox.baseUrl("clicksend") + path))
                .header("Content-Type", "application/json")
                .header("Authorization",
                        "Basic " + Base64.getEncoder().encodeToString((username + ":" + ClickSendProvider.API_KEY).getBytes()))
                .method(method, BodyPublishers.ofString(body)).build();
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return json.readTree(response.body());
    }
}
