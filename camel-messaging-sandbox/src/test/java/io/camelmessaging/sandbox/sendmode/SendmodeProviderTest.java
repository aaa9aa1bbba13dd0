/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sandbox.sendmode;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class SendmodeProviderTest {

    private static final String NUMBER = "353870000101";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json";

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient client = HttpClient.newHttpClient();
    private final WireMockServer user
            = new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
    private MessagingSandbox sandbox;

    @BeforeEach
    void start() {
        sandbox = MessagingSandbox.create().second(Duration.ofMillis(10)).start();
        user.start();
        user.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(WireMock.ok("True")));
        sandbox.receiptUrl("sendmode", user.url("/report?token=t"));
    }

    @AfterEach
    void stop() {
        sandbox.close();
        user.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = { "form", "json", "jsonWrapped" })
    void aSendIsTakenInEachEncodingAndReported(String encoding) throws Exception {
        String payload = """
                {"messagetext": "50% & more", "recipients": ["0870000101"], "senderid": "Acme", "customerid": "7781"}""";
        JsonNode answer = switch (encoding) {
            case "form" -> post("/send", FORM, "message=" + encode(payload), SendmodeProvider.ACCESS_KEY);
            case "json" -> post("/send", JSON, payload, SendmodeProvider.ACCESS_KEY);
            default -> post("/send", JSON, "{\"message\": " + payload + "}", SendmodeProvider.ACCESS_KEY);
        };

        assertThat(answer.get("status").asText()).isEqualTo("OK");
        assertThat(answer.get("statusCode").asInt()).isZero();
        assertThat(answer.get("acceptedDateTime").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{7}.+");
        assertThat(answer.get("message").get("recipients").get(0).asText()).isEqualTo("0870000101");
        assertThat(sandbox.awaitStatus(NUMBER, "DELIVRD").text()).isEqualTo("50% & more");
        await().untilAsserted(() -> assertThat(reports()).hasSize(2));
        LoggedRequest report = reports().get(0);
        assertThat(report.queryParameter("token").firstValue()).isEqualTo("t");
        assertThat(report.queryParameter("Phonenumber").firstValue()).isEqualTo(NUMBER);
        assertThat(report.queryParameter("DataType").firstValue()).isEqualTo("SMS");
        assertThat(report.queryParameter("CustomerID").firstValue()).isEqualTo("7781");
        assertThat(reports()).extracting(r -> r.queryParameter("Status").firstValue()).containsExactlyInAnyOrder("DISPATCHED",
                "DELIVRD");
        sandbox.assertCleanWire();
    }

    @ParameterizedTest
    @ValueSource(strings = { SendmodeProvider.NEWER_PLATFORM_KEY, "live_1b4e28ba-2fa1-41d2-883f-0016d3cca427" })
    void anAccountOfTheNewerPlatformIsAnsweredZeroAndNothingIsSent(String key) throws Exception {
        BigDecimal before = sandbox.balance("sendmode");
        JsonNode answer = post("/send", JSON, """
                {"messagetext": "Hello", "recipients": ["0870000101"], "senderid": "Acme"}""", key);

        assertThat(answer.get("status").asText()).isEqualTo("OK");
        assertThat(answer.get("statusCode").asInt()).isZero();
        assertThat(answer.get("message").get("recipients").get(0).asText()).isEqualTo("0870000101");
        post("/verify", JSON, "{\"messagetext\": \"Code\", \"recipient\": \"0870000101\"}", key);
        sandbox.advanceClock(Duration.ofHours(1));
        assertThat(sandbox.messages()).isEmpty();
        assertThat(sandbox.balance("sendmode")).isEqualTo(before);
        assertThat(reports()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "98001,UNDELIV", "98002,REJECTD", "98003,DISPATCHED", "98006,DISPATCHED" })
    void aNumberDecidesItsFate(String lastDigits, String status) throws Exception {
        send("3538" + lastDigits);

        assertThat(sandbox.awaitStatus("3538" + lastDigits, status).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({ "1", "8", "10", "11", "14", "16", "18", "97", "104", "105", "195", "900" })
    void aNumberForcesEachError(int code) throws Exception {
        JsonNode answer = send("3538%05d".formatted(99000 + code));

        assertThat(answer.get("statusCode").asInt()).isEqualTo(code);
        assertThat(answer.get("error").asText()).isNotBlank();
        assertThat(sandbox.messages()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';',
               value = {
                       "{\"recipients\": [\"0870000101\"]};195", "{\"messagetext\": \"\", \"recipients\": [\"0870000101\"]};1",
                       "{\"messagetext\": \"x\"};195", "{\"messagetext\": \"x\", \"recipients\": []};195",
                       "{\"messagetext\": \"x\", \"recipients\": \"0870000101\"};18",
                       "{\"messagetext\": \"x\", \"recipients\": [\"abc\"]};11", "[];18",
                       "{\"messagetext\": \"x\", \"recipients\": [\"0870000101\"], \"senderid\": \"NotAllowed\"};10",
                       "{\"messagetext\": \"x\", \"recipients\": [\"0870000101\"], \"scheduledate\": \"02/05/2024\"};97" })
    void whatTheProviderWouldRefuseIsRefused(String payload, int code) throws Exception {
        assertThat(post("/send", FORM, "message=" + encode(payload), SendmodeProvider.ACCESS_KEY).get("statusCode").asInt())
                .isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({ "wrong,14", "unauthorised-key,16", "form-only-key,195" })
    void aKeyIsChecked(String key, int code) throws Exception {
        assertThat(post("/send", JSON, "{\"messagetext\": \"x\", \"recipients\": [\"0870000101\"]}", key).get("statusCode")
                .asInt())
                .isEqualTo(code);
    }

    @Test
    void creditsGoDownWithEachRecipientAndEnd() throws Exception {
        sandbox.balance("sendmode", new BigDecimal("1.5"));
        send(NUMBER);

        assertThat(get("/credits").get("balance").decimalValue()).isEqualByComparingTo("0.5");
        assertThat(send(NUMBER).get("statusCode").asInt()).isEqualTo(900);
    }

    @Test
    void anImportIsEchoed() throws Exception {
        JsonNode answer
                = post("/import", FORM, "importdata=" + encode("{\"mobilenumber\": \"0870000101\", \"firstname\": \"Pat\"}")
                                        + "&group=News",
                        SendmodeProvider.ACCESS_KEY);

        assertThat(answer.get("group").asText()).isEqualTo("News");
        assertThat(answer.get("importdata").get("firstname").asText()).isEqualTo("Pat");
        assertThat(answer.get("importdata").get("town").isNull()).isTrue();
    }

    @Test
    void anOptedOutNumberIsBlocked() throws Exception {
        JsonNode answer
                = post("/optout", FORM, "message=" + encode("{\"mobilenumber\": \"0870000101\", \"optoutresponse\": \"STOP\"}"),
                        SendmodeProvider.ACCESS_KEY);
        assertThat(answer.get("optoutreason").asText()).isEqualTo("STOP");
        send(NUMBER);

        assertThat(sandbox.awaitStatus(NUMBER, "OPTED OUT - BLOCKED")).isNotNull();
        await().untilAsserted(() -> assertThat(reports()).extracting(r -> r.queryParameter("Status").firstValue())
                .containsExactly("OPTED OUT - BLOCKED"));
    }

    @Test
    void aCodeIsTakenOnce() throws Exception {
        JsonNode started = post("/verify", FORM,
                "message=" + encode("{\"messagetext\": \"Your code:\", \"recipient\": \"0870000101\", \"tokenLength\": 6}"),
                SendmodeProvider.ACCESS_KEY);
        assertThat(started.get("message").get("timeout").asInt()).isEqualTo(120);
        String code = sandbox.verificationCode(NUMBER);
        assertThat(code).matches("\\d{6}");

        assertThat(get("/verify?recipient=0870000101&code=wrong").get("statusCode").asInt()).isEqualTo(105);
        JsonNode verified = get("/verify?recipient=0870000101&code=" + code);
        assertThat(verified.get("message").get("status").asText()).isEqualTo("VERIFIED");
        assertThat(get("/verify?recipient=0870000101&code=" + code).get("statusCode").asInt()).isEqualTo(105);
        sandbox.deliveryScript(NUMBER, DeliveryScript.EXPIRED);
        post("/verify", FORM, "message=" + encode("{\"messagetext\": \"Your code:\", \"recipient\": \"0870000101\"}"),
                SendmodeProvider.ACCESS_KEY);
        assertThat(get("/verify?recipient=0870000101&code=" + sandbox.verificationCode(NUMBER)).get("statusCode").asInt())
                .isEqualTo(104);
    }

    @Test
    void aReplyIsRepeatedUntilTheAnswerIsTrue() throws Exception {
        user.stubFor(WireMock.get(WireMock.urlPathEqualTo("/reply")).inScenario("r").whenScenarioStateIs(Scenario.STARTED)
                .willSetStateTo("up").willReturn(WireMock.ok("OK")));
        user.stubFor(WireMock.get(WireMock.urlPathEqualTo("/reply")).inScenario("r").whenScenarioStateIs("up")
                .willReturn(WireMock.ok("True")));
        sandbox.inboundUrl("sendmode", user.url("/reply"));
        send(NUMBER);

        sandbox.reply(NUMBER, "YES & please");

        await().untilAsserted(
                () -> assertThat(user.findAll(WireMock.getRequestedFor(WireMock.urlPathEqualTo("/reply")))).hasSize(2));
        LoggedRequest reply = user.findAll(WireMock.getRequestedFor(WireMock.urlPathEqualTo("/reply"))).get(0);
        assertThat(reply.queryParameter("mobilenumber").firstValue()).isEqualTo(NUMBER);
        assertThat(reply.queryParameter("command").firstValue()).isEqualTo("YES & please");
        assertThat(reply.queryParameter("sentto").firstValue()).isEqualTo("50123");
    }

    @Test
    void anUnknownFieldAndAKeyInTheQueryAreReported() throws Exception {
        post("/send?access_key=x", FORM,
                "message=" + encode("{\"messagetext\": \"x\", \"recipients\": [\"0870000101\"], \"colour\": \"red\"}"),
                SendmodeProvider.ACCESS_KEY);

        assertThat(sandbox.contractViolations()).containsExactly("sendmode: the access key is in the query",
                "sendmode /send: unknown field colour");
        assertThat(sandbox.messages()).extracting(SentMessage::channel).containsExactly("sms");
    }

    private List<LoggedRequest> reports() {
        return user.findAll(WireMock.getRequestedFor(WireMock.urlPathEqualTo("/report")));
    }

    private JsonNode send(String number) throws IOException, InterruptedException {
        return post("/send", FORM, "message=" + encode("{\"messagetext\": \"Hi\", \"recipients\": [\"" + number + "\"]}"),
                SendmodeProvider.ACCESS_KEY);
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return exchange(request(path, SendmodeProvider.ACCESS_KEY).GET().build());
    }

    private JsonNode post(String path, String contentType, String body, String key) throws IOException, InterruptedException {
        return exchange(request(path, key).header("Content-Type", contentType).POST(BodyPublishers.ofString(body)).build());
    }

    private HttpRequest.Builder request(String path, String key) {
        return HttpRequest.newBuilder(URI.create(sandbox.baseUrl("sendmode") + path)).header("Authorization", key);
    }

    private JsonNode exchange(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        return json.readTree(response.body());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
