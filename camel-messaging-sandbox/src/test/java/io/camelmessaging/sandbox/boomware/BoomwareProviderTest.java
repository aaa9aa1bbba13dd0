/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sandbox.boomware;

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
import java.util.List;

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
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class BoomwareProviderTest {

    private static final String NUMBER = "+37255500123";

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient client = HttpClient.newHttpClient();
    private final WireMockServer user
            = new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
    private MessagingSandbox sandbox;

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
    void aMessageIsSentAndDeliveredAndBothAreCalledBack() throws Exception {
        JsonNode accepted = post("/v1/sms", """
                {"number": "%s", "text": "Hello", "from": "Bistro", "callbackUrl": "%s"}""".formatted(NUMBER,
                user.url("/receipt")), 200);

        SentMessage message = sandbox.awaitStatus(NUMBER, "DELIVERED");
        assertThat(message.text()).isEqualTo("Hello");
        assertThat(message.from()).isEqualTo("Bistro");
        assertThat(message.channel()).isEqualTo("sms");
        await().untilAsserted(() -> assertThat(callbacks("/receipt")).hasSize(2));
        for (LoggedRequest callback : callbacks("/receipt")) {
            assertThat(callback.getHeader("Content-Type")).isEqualTo("json/application");
            JsonNode body = json.readTree(callback.getBodyAsString());
            assertThat(body.get("requestId")).isEqualTo(accepted.get("requestId"));
            assertThat(body.get("number").asText()).isEqualTo(NUMBER);
            assertThat(body.get("timestamp").isIntegralNumber()).isTrue();
        }
        assertThat(callbacks("/receipt"))
                .extracting(callback -> json.readTree(callback.getBodyAsString()).get("status").asText())
                .containsExactlyInAnyOrder("SENT", "DELIVERED");
        sandbox.assertCleanWire();
    }

    @ParameterizedTest
    @CsvSource({ "98001,UNDELIVERED", "98002,REJECTED", "98003,SENT", "98004,SENT", "98005,READ", "98006,SENT" })
    void aNumberDecidesItsFate(String lastDigits, String status) throws Exception {
        String number = "+372555" + lastDigits;
        post("/v1/sms", "{\"number\": \"%s\", \"text\": \"Hello\"}".formatted(number), 200);

        assertThat(sandbox.awaitStatus(number, status).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
            "1,401", "2,400", "4,429", "5,401", "6,403", "7,403", "8,400", "9,400", "10,400", "11,400", "12,400", "13,400",
            "16,400",
            "21,400", "22,400", "23,400", "25,405", "99,500" })
    void aNumberForcesEachError(int code, int status) throws Exception {
        JsonNode error = post("/v1/sms", "{\"number\": \"+372555%05d\", \"text\": \"Hello\"}".formatted(99000 + code), status);

        assertThat(error.get("errorCode").asInt()).isEqualTo(code);
        assertThat(error.get("errorReason").asText()).isNotBlank();
        assertThat(sandbox.messages()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "/v1/sms;{\"number\": \"+37255500123\"};10;400", "/v1/sms;{\"number\": \"0555\", \"text\": \"x\"};11;400",
            "/v1/sms;{\"number\": 37255500123, \"text\": \"x\"};10;400", "/v1/sms;not json;10;400",
            "/v1/sms;{\"number\": \"+37255500123\", \"text\": \"x\", \"from\": \"MuchTooLongSender\"};16;400",
            "/v1/sms;{\"number\": \"+37255500123\", \"text\": \"x\", \"from\": \"NotAllowed\"};16;400",
            "/v1/messaging/push;{\"number\": \"+37255500123\"};10;400",
            "/v1/verify;{\"number\": \"+37255500123\", \"method\": \"mail\"};12;400",
            "/v1/verify;{\"number\": \"+37255500123\", \"method\": \"sms\", \"codeLength\": 7};10;400",
            "/v1/verify/check;{\"requestId\": \"none\", \"code\": \"1\"};20;404",
            "/v1/verify/info;{\"requestId\": \"none\"};20;404",
            "/v1/requests/none;{\"goal\": \"LINK_OPENED\"};20;404", "/v1/nothing;{};20;404",
            "/v1/messaging/failover;{\"number\": \"+37255500123\", \"flow\": []};10;400",
            "/v1/messaging/failover;{\"number\": \"+37255500123\", \"flow\": [{\"type\": \"push\", \"message\": {\"text\": \"x\"}}, {\"type\": \"sms\", \"message\": {\"text\": \"x\"}}]};10;400",
            "/v1/messaging/failover;{\"number\": \"+37255500123\", \"flow\": [{\"type\": \"pigeon\", \"message\": {\"text\": \"x\"}}]};10;400" })
    void whatTheProviderWouldRefuseIsRefused(String path, String body, int code, int status) throws Exception {
        assertThat(post(path, body, status).get("errorCode").asInt()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
            "other:token,1,401", "inactive-account:sandbox-pass,2,400", "inactive-token:sandbox-pass,5,401",
            "no-funds:sandbox-pass,6,403", "forbidden:sandbox-pass,7,403", "misconfigured:sandbox-pass,8,400" })
    void aTokenIsChecked(String token, int code, int status) throws Exception {
        HttpResponse<String> response = send("POST", "/v1/sms", "{}", token);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(json.readTree(response.body()).get("errorCode").asInt()).isEqualTo(code);
    }

    @Test
    void theThirtyFirstCallOfASecondIsRefused() {
        List<Integer> statuses = java.util.stream.IntStream.range(0, 40)
                .mapToObj(i -> client.sendAsync(request("GET", "/v1/requests/none", "", BoomwareProvider.ACCESS_TOKEN),
                        BodyHandlers.ofString()))
                .toList().stream().map(answer -> answer.join().statusCode()).toList();

        assertThat(statuses).contains(429).contains(404);
        assertThat(statuses.stream().filter(status -> status == 404)).hasSizeGreaterThanOrEqualTo(30);
    }

    @Test
    void anEmptyAccountSendsNothing() throws Exception {
        sandbox.balance("boomware", BigDecimal.ZERO);

        assertThat(post("/v1/sms", "{\"number\": \"%s\", \"text\": \"x\"}".formatted(NUMBER), 403).get("errorCode").asInt())
                .isEqualTo(6);
    }

    @Test
    void aVerificationKnowsItsCode() throws Exception {
        String id = post("/v1/verify", "{\"number\": \"%s\", \"method\": \"sms\", \"codeLength\": 6}".formatted(NUMBER), 200)
                .get("requestId")
                .asText();
        String code = sandbox.verificationCode(NUMBER);
        assertThat(code).matches("\\d{6}");
        assertThat(sandbox.awaitMessage(NUMBER).text()).contains(code);

        String wrong = code.equals("000000") ? "000001" : "000000";
        String check = "{\"requestId\": \"%s\", \"code\": \"%s\"}";
        assertThat(post("/v1/verify/check", check.formatted(id, wrong), 400).get("errorCode").asInt()).isEqualTo(21);
        assertThat(post("/v1/verify/info", "{\"requestId\": \"%s\"}".formatted(id), 200).get("status").asText())
                .isEqualTo("processing");
        assertThat(post("/v1/verify/check", check.formatted(id, code), 200).get("verifiedAt").isIntegralNumber()).isTrue();
        JsonNode info = post("/v1/verify/info", "{\"requestId\": \"%s\"}".formatted(id), 200);
        assertThat(info.get("status").asText()).isEqualTo("verified");
        assertThat(info.get("checkAttempts").asInt()).isEqualTo(2);
    }

    @Test
    void aUsedCodeVerifiesNobodyASecondTime() throws Exception {
        String id = post("/v1/verify", "{\"number\": \"%s\", \"method\": \"sms\"}".formatted(NUMBER), 200).get("requestId")
                .asText();
        String check = "{\"requestId\": \"%s\", \"code\": \"%s\"}".formatted(id, sandbox.verificationCode(NUMBER));

        post("/v1/verify/check", check, 200);
        assertThat(post("/v1/verify/check", check, 400).get("errorCode").asInt()).isEqualTo(21);
        assertThat(post("/v1/verify/info", "{\"requestId\": \"%s\"}".formatted(id), 200).get("status").asText())
                .isEqualTo("verified");
    }

    @Test
    void aVerificationEndsAfterItsAttempts() throws Exception {
        String id = post("/v1/verify",
                "{\"number\": \"%s\", \"method\": \"call\", \"checkAttemptsAllowed\": 1}".formatted(NUMBER), 200)
                .get("requestId").asText();
        String check = "{\"requestId\": \"%s\", \"code\": \"wrong\"}".formatted(id);

        assertThat(sandbox.awaitMessage(NUMBER).from()).endsWith(sandbox.verificationCode(NUMBER));
        assertThat(post("/v1/verify/check", check, 400).get("errorCode").asInt()).isEqualTo(21);
        assertThat(post("/v1/verify/check", check, 400).get("errorCode").asInt()).isEqualTo(23);
    }

    @Test
    void aVerificationExpires() throws Exception {
        sandbox.deliveryScript(NUMBER, DeliveryScript.EXPIRED);
        String id = post("/v1/verify", "{\"number\": \"%s\", \"method\": \"sms\"}".formatted(NUMBER), 200).get("requestId")
                .asText();

        String check = "{\"requestId\": \"%s\", \"code\": \"%s\"}".formatted(id, sandbox.verificationCode(NUMBER));
        assertThat(post("/v1/verify/check", check, 400).get("errorCode").asInt()).isEqualTo(22);
    }

    @Test
    void aLookupTellsNetworkAndReach() throws Exception {
        JsonNode reached = post("/v1/insight/hlr", "{\"number\": \"%s\"}".formatted(NUMBER), 200);
        assertThat(reached.get("status").asText()).isEqualTo("DELIVERED");
        assertThat(reached.get("mccmnc").asText()).isEqualTo("24801");
        assertThat(reached.get("country").asText()).isEqualTo("EE");

        HttpResponse<String> missed = send("GET", "/v1/insight/hlr?number=%2B37255598001", "", BoomwareProvider.ACCESS_TOKEN);
        assertThat(json.readTree(missed.body()).get("status").asText()).isEqualTo("UNDELIVERED");
        assertThat(json.readTree(missed.body()).has("roaming")).isFalse();
    }

    @Test
    void aRequestIsRememberedWithItsGoals() throws Exception {
        String id = post("/v1/messaging/viber",
                "{\"number\": \"%s\", \"text\": \"Hi\", \"from\": \"Bistro\"}".formatted(NUMBER), 200)
                .get("requestId").asText();
        sandbox.awaitStatus(NUMBER, "DELIVERED");
        post("/v1/requests/" + id, "{\"goal\": \"LINK_OPENED\"}", 200);

        JsonNode info = json.readTree(send("GET", "/v1/requests/" + id, "", BoomwareProvider.ACCESS_TOKEN).body());
        assertThat(info.get("id").asText()).isEqualTo(id);
        assertThat(info.get("product").asText()).isEqualTo("messaging.viber");
        assertThat(info.get("status").asText()).isEqualTo("DELIVERED");
        assertThat(info.get("sender").asText()).isEqualTo("Bistro");
        assertThat(info.get("payload").get("text").asText()).isEqualTo("Hi");
        assertThat(info.get("goals").get(0).asText()).isEqualTo("LINK_OPENED");
    }

    @Test
    void aChainGoesOnUntilAConditionIsMet() throws Exception {
        sandbox.deliveryScript(NUMBER, DeliveryScript.SMS_ONLY);
        post("/v1/messaging/failover", """
                {"number": "%s", "callbackUrl": "%s", "flow": [
                  {"type": "push", "message": {"text": "x"}, "failover": {"wait": 5, "condition": "delivered"}},
                  {"type": "viber", "message": {"text": "x"}, "failover": {"wait": 5, "condition": "read"}},
                  {"type": "sms", "message": {"text": "x"}}]}""".formatted(NUMBER, user.url("/chain")), 200);

        sandbox.awaitStatus(NUMBER, "DELIVERED");
        assertThat(sandbox.messagesTo(NUMBER)).extracting(SentMessage::channel).containsExactly("push", "viber", "sms");
        assertThat(sandbox.messagesTo(NUMBER)).extracting(SentMessage::id).containsOnly(sandbox.messagesTo(NUMBER).get(0).id());
        await().untilAsserted(
                () -> assertThat(callbacks("/chain")).anyMatch(callback -> callback.getBodyAsString().contains("DELIVERED")));
    }

    @Test
    void aChainMayTellAFailureOfOneChannelBeforeTheNextDelivers() throws Exception {
        post("/v1/messaging/failover", """
                {"number": "+37255598010", "callbackUrl": "%s", "flow": [
                  {"type": "push", "message": {"text": "x"}, "failover": {"wait": 5000, "condition": "delivered"}},
                  {"type": "sms", "message": {"text": "x"}}]}""".formatted(user.url("/chain")), 200);

        await().untilAsserted(() -> assertThat(callbacks("/chain"))
                .extracting(callback -> json.readTree(callback.getBodyAsString()).get("status").asText())
                .containsExactlyInAnyOrder("SENT", "UNDELIVERED", "SENT", "DELIVERED"));
        assertThat(callbacks("/chain"))
                .extracting(callback -> json.readTree(callback.getBodyAsString()).get("requestId").asText())
                .containsOnly(sandbox.messagesTo("+37255598010").get(0).id());
    }

    @Test
    void answersMayWriteTheNumberOtherwiseAndQuoteTimes() throws Exception {
        String id = post("/v1/sms", "{\"number\": \"+37255598009\", \"text\": \"Hello\", \"callbackUrl\": \"%s\"}"
                .formatted(user.url("/receipt")), 200).get("requestId").asText();

        await().untilAsserted(() -> assertThat(callbacks("/receipt")).hasSize(2));
        JsonNode receipt = json.readTree(callbacks("/receipt").get(0).getBodyAsString());
        assertThat(receipt.get("number").asText()).isEqualTo("37255598009");
        assertThat(receipt.get("timestamp").isTextual()).isTrue();
        assertThat(receipt.get("timestamp").asText()).matches("\\d{13}");
        JsonNode info = json.readTree(send("GET", "/v1/requests/" + id, "", BoomwareProvider.ACCESS_TOKEN).body());
        assertThat(info.get("number").asText()).isEqualTo("37255598009");
        assertThat(info.get("createdAt").isTextual()).isTrue();
        JsonNode lookup = post("/v1/insight/hlr", "{\"number\": \"+37255598009\"}", 200);
        assertThat(lookup.get("number").asText()).isEqualTo("37255598009");
        assertThat(lookup.get("createdAt").isTextual()).isTrue();
    }

    @Test
    void aChainStopsWhenAConditionIsMet() throws Exception {
        post("/v1/messaging/failover", """
                {"number": "%s", "flow": [
                  {"type": "push", "message": {"text": "x"}, "failover": {"wait": 20, "condition": "delivered"}},
                  {"type": "sms", "message": {"text": "x"}}]}""".formatted(NUMBER), 200);
        sandbox.awaitStatus(NUMBER, "DELIVERED");
        // a message of its own, whose late delivery comes after the first step's wait is over
        post("/v1/messaging/failover", """
                {"number": "+37255598003", "flow": [
                  {"type": "push", "message": {"text": "x"}, "failover": {"wait": 40, "condition": "delivered"}},
                  {"type": "sms", "message": {"text": "x"}}]}""", 200);
        sandbox.awaitMessages(message -> message.channel().equals("sms") && message.to().equals("37255598003"), 1);

        assertThat(sandbox.messagesTo(NUMBER)).extracting(SentMessage::channel).containsExactly("push");
    }

    @Test
    void aReplyIsPostedUntilItIsTaken() throws Exception {
        user.stubFor(WireMock.post("/inbound").inScenario("inbound").whenScenarioStateIs(Scenario.STARTED).willSetStateTo("up")
                .willReturn(WireMock.serverError()));
        user.stubFor(WireMock.post("/inbound").inScenario("inbound").whenScenarioStateIs("up").willReturn(WireMock.ok()));
        sandbox.inboundUrl("boomware", user.url("/inbound"));
        post("/v1/sms", "{\"number\": \"%s\", \"text\": \"Coming?\", \"from\": \"+37255599000\"}".formatted(NUMBER), 200);

        sandbox.reply(NUMBER, "Yes");

        await().untilAsserted(() -> assertThat(callbacks("/inbound")).hasSize(2));
        JsonNode inbound = json.readTree(callbacks("/inbound").get(1).getBodyAsString());
        assertThat(inbound).isEqualTo(json.readTree(callbacks("/inbound").get(0).getBodyAsString()));
        assertThat(inbound.get("from").asText()).isEqualTo("37255500123");
        assertThat(inbound.get("to").asText()).isEqualTo("37255599000");
        assertThat(inbound.get("text").asText()).isEqualTo("Yes");
        assertThat(inbound.get("timestamp").asLong()).isLessThan(100_000_000_000L);
        assertThat(inbound.get("parts").asInt()).isEqualTo(1);
    }

    @Test
    void anUnknownFieldIsReported() throws Exception {
        post("/v1/sms", "{\"number\": \"%s\", \"text\": \"x\", \"colour\": \"red\"}".formatted(NUMBER), 200);

        assertThat(sandbox.contractViolations()).containsExactly("boomware sms: unknown field colour");
        assertThatThrownBy(sandbox::assertCleanWire).isInstanceOf(AssertionError.class).hasMessageContaining("colour");
    }

    @Test
    void bothCallsOfACallShowOnTheHandset() throws Exception {
        assertThat(post("/v1/calls/flash", "{\"number\": \"%s\"}".formatted(NUMBER), 200).get("from").asText())
                .matches("\\d{11}");
        post("/v1/calls/text", "{\"number\": \"%s\", \"text\": \"Good morning\", \"language\": \"en\"}".formatted(NUMBER), 200);

        assertThat(sandbox.messagesTo(NUMBER)).extracting(SentMessage::channel).containsExactly("call", "voice");
        assertThat(sandbox.wire()).extracting("target").containsExactly("/v1/calls/flash", "/v1/calls/text");
    }

    private List<LoggedRequest> callbacks(String path) {
        return user.findAll(WireMock.postRequestedFor(WireMock.urlEqualTo(path)));
    }

    private JsonNode post(String path, String body, int expectedStatus) throws IOException, InterruptedException {
        HttpResponse<String> response = send("POST", path, body, BoomwareProvider.ACCESS_TOKEN);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(expectedStatus);
        return json.readTree(response.body());
    }

    private HttpResponse<String> send(String method, String path, String body, String token)
            throws IOException, InterruptedException {
        return client.send(request(method, path, body, token), BodyHandlers.ofString());
    }

    private HttpRequest request(String method, String path, String body, String token) {
        return HttpRequest.newBuilder(URI.create(sandbox.baseUrl("boomware") + path)).header("Content-Type", "application/json")
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(token.getBytes()))
                .method(method, BodyPublishers.ofString(body)).build();
    }
}
