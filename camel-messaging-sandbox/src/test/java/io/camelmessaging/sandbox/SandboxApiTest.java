/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sandbox;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camelmessaging.sandbox.boomware.BoomwareProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * What any HTTP client can do with the sandbox, and what another site cannot.
 */
class SandboxApiTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NUMBER = "+37255500101";

    private final HttpClient client = HttpClient.newHttpClient();
    private MessagingSandbox sandbox;

    @BeforeEach
    void start() {
        sandbox = MessagingSandbox.create().start();
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void theStateTellsWhatIsNew() throws Exception {
        sms(NUMBER, "First");
        JsonNode all = get("state");
        sms(NUMBER, "Second");
        JsonNode newer = get("state?since=" + all.path("revision").asLong() + "&wire=" + last(all.path("wire")).path("number"));

        assertThat(all.path("messages").findValuesAsText("text")).containsExactly("First");
        assertThat(newer.path("messages").findValuesAsText("text")).contains("Second");
        assertThat(newer.path("wire")).hasSize(1);
        assertThat(newer.path("wire").get(0).path("request").asText()).contains("Second");
        assertThat(newer.path("total").asInt()).isEqualTo(2);
    }

    @Test
    void anUploadedFileIsToldWithItsType() throws Exception {
        sandbox.state().files().keep("https://files.example.org/A1.pdf", "JVBERi0xLjQ=");
        sandbox.state().files().keep("https://files.example.org/A2.pdf", "AAAA");

        assertThat(get("file?url=https%3A%2F%2Ffiles.example.org%2FA1.pdf").path("type").asText()).isEqualTo("application/pdf");
        assertThat(get("file?url=https%3A%2F%2Ffiles.example.org%2FA2.pdf").path("type").asText())
                .isEqualTo("application/octet-stream");
        assertThat(get("file?url=https%3A%2F%2Felsewhere.example.org%2Fx")).isEmpty();
        sandbox.reset();
        assertThat(get("file?url=https%3A%2F%2Ffiles.example.org%2FA1.pdf")).isEmpty();
    }

    @Test
    void theOldestFilesGoWhenTheyAreTooMuch() {
        String large = "A".repeat(12 * 1024 * 1024);
        for (int i = 0; i < 4; i++) {
            sandbox.state().files().keep("f" + i, large);
        }

        assertThat(sandbox.state().files().find("f0")).isEmpty();
        assertThat(sandbox.state().files().find("f1")).isEmpty();
        assertThat(sandbox.state().files().find("f2")).isPresent();
    }

    @Test
    void aLongStateComesInPieces() throws Exception {
        for (int i = 0; i < 1100; i++) {
            sandbox.state().messages().accept("boomware", "id" + i, "sms", "372" + i, null, null, "Text " + i,
                    java.util.Map.of());
        }
        JsonNode first = get("state");
        JsonNode second = get("state?since=" + first.path("revision").asLong());

        assertThat(first.path("more").asBoolean()).isTrue();
        assertThat(second.path("more").asBoolean()).isFalse();
        assertThat(first.path("messages").size() + second.path("messages").size()).isEqualTo(1100);
    }

    @Test
    void faultsAreSwitchedOnSeenAndEnded() throws Exception {
        long number = post("faults", "{'type':'SERVER_ERROR_HTML','provider':'boomware','operation':'sms','times':2,"
                                     + "'status':502,'accepted':true}")
                .path("number").asLong();
        assertThat(sms(NUMBER, "One").statusCode()).isEqualTo(502);
        JsonNode day = get("faults").get(0);
        assertThat(day.path("struck").asInt()).isEqualTo(1);
        assertThat(day.path("number").asLong()).isEqualTo(number);
        assertThat(sandbox.messagesTo(NUMBER)).hasSize(1);

        send("DELETE", "faults/" + number, "");
        assertThat(sms(NUMBER, "Two").statusCode()).isEqualTo(200);
        post("faults", "{'type':'TOO_MANY_REQUESTS','retryAfter':'PT7S'}");
        assertThat(sms(NUMBER, "Three").headers().firstValue("Retry-After")).contains("7");
        send("DELETE", "faults", "");
        assertThat(get("faults")).isEmpty();
    }

    @Test
    void fateBalanceClockAndSeedAreSet() throws Exception {
        post("delivery-script", "{'number':'" + NUMBER + "','script':'LATE'}");
        sms(NUMBER, "Late");
        post("clock", "{'advance':'PT2H'}");
        sandbox.awaitStatus(NUMBER, "DELIVERED");
        post("delivery-script", "{'number':'" + NUMBER + "','channel':'sms','script':'NEVER'}");
        post("account", "{'provider':'boomware','balance':'0','inboundUrl':'http://127.0.0.1:1/in'}");
        post("seed", "{'seed':42}");

        assertThat(sms(NUMBER, "Poor").body()).contains("\"errorCode\":6");
        assertThat(sandbox.state().inboundAddress("boomware")).contains("http://127.0.0.1:1/in");
        post("reset", "{}");
        assertThat(get("state").path("total").asInt()).isZero();
    }

    @Test
    void theRecipientActs() throws Exception {
        post("delivery-script", "{'number':'" + NUMBER + "','script':'NEVER'}");
        sms(NUMBER, "Hello");
        sandbox.awaitStatus(NUMBER, "SENT");
        long key = sandbox.messagesTo(NUMBER).get(0).key();
        post("report", "{'key':" + key + ",'stage':'READ'}");
        assertThat(sandbox.messagesTo(NUMBER).get(0).status()).isEqualTo("READ");

        assertThat(error(409, "report", "{'key':" + key + ",'stage':'UNDELIVERED'}")).contains("cannot become UNDELIVERED");
        assertThat(error(409, "press", "{'key':" + key + ",'digit':'1'}")).contains("no call");
        assertThat(error(409, "reply", "{'key':" + key + ",'text':'Yes'}")).contains("inboundUrl");
        assertThat(error(409, "hang-up", "{'key':" + key + "}")).contains("no call");
    }

    @Test
    void itGoesAwayAndComesBack() throws Exception {
        post("outage", "{'for':'PT1S'}");

        await().untilAsserted(() -> assertThatThrownBy(() -> new Socket("127.0.0.1", sandbox.port()).close())
                .isInstanceOf(ConnectException.class));
        await().ignoreExceptions().untilAsserted(() -> assertThat(get("state").path("total").asInt()).isZero());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "faults | {'type':'RAIN'} | type must be one of",
            "faults | {'type':'SLOW','probability':2} | probability must be above 0",
            "faults | {'type':'SLOW','provider':'nobody'} | no provider nobody",
            "faults | {'type':'SLOW','delay':'soon'} | delay must be an ISO-8601 duration",
            "faults | {'type':'SERVER_ERROR_JSON','status':404} | status must be from 500",
            "press | {'number':'1','digit':'11'} | digit must be one of",
            "delivery-script | {'script':'LATE'} | number is missing",
            "report | {'key':77,'stage':'READ'} | no message with this key",
            "reply | no json | no JSON", "reply | [] | no JSON object",
            "reply | {'nubmer':'1','text':'x'} | nubmer is unknown; did you mean number?",
            "faults | {'type':'SLOW','Provider':'boomware'} | Provider is unknown; did you mean provider?",
            "faults | {'type':'SLOW','retry-after':'PT1S'} | did you mean retryAfter?",
            "faults | {'type':'SLOW','times':'often'} | times must be a whole number",
            "faults | {'type':'SLOW','probability':'x'} | probability must be a number",
            "faults | {'type':'SLOW','accepted':'yes'} | accepted must be true or false",
            "reset | {'everything':true} | everything is unknown; there are none here",
            "seed | {'seed':'x'} | seed must be a whole number", "seed | {} | seed is missing",
            "outage | {'for':'5'} | for must be an ISO-8601 duration", "clock | {'advance':7} | advance must be an ISO-8601",
            "account | {'provider':'bomware'} | no provider bomware; did you mean boomware?",
            "account | {'provider':'boomware','balance':'much'} | balance must be a number",
            "account | {'provider':'boomware','receiptUrl':'htp:/x'} | receiptUrl must be an address such as",
            "account | {'provider':'boomware','receiptUrl':'localhost:8080/x'} | receiptUrl must be an address",
            "account | {'provider':'boomware','receiptUrl':'http:///x'} | receiptUrl must be an address",
            "account | {'provider':'boomware','inboundUrl':'ftp://h/x'} | inboundUrl must be an address",
            "account | {'provider':'boomware','inboundUrl':'http://h/a b'} | inboundUrl must be an address" })
    void badInputIsRefusedWithASentence(String path, String body, String sentence) throws Exception {
        assertThat(error(400, path, body)).contains(sentence);
    }

    @Test
    void connectionsAreCountedWhileTheyAreOpen() throws Exception {
        try (Socket idle = new Socket("127.0.0.1", sandbox.port())) {
            assertThat(idle.isConnected()).isTrue();
            await().untilAsserted(() -> assertThat(sandbox.connections()).isEqualTo(1));
        }
        await().untilAsserted(() -> assertThat(sandbox.connections()).isZero());

        sandbox.addFault(Fault.of(FaultType.RESET_AFTER_ACCEPTANCE));
        assertThatThrownBy(() -> sms(NUMBER, "Hello")).isInstanceOf(IOException.class);
        await().untilAsserted(() -> assertThat(sandbox.connections()).isZero());
    }

    @Test
    void ofAnOversizedAnswerTheLogHoldsTheBeginning() throws Exception {
        sandbox.addFault(Fault.of(FaultType.OVERSIZED_JSON));
        sms(NUMBER, "First");
        sms(NUMBER, "Second");
        sms(NUMBER, "Third");

        assertThat(sandbox.wire()).hasSize(3).allMatch(call -> call.responseBody().length() < 70_000);
    }

    @Test
    void anUnknownCallNamesTheKnownOnes() throws Exception {
        assertThat(error(404, "nothing", "{}")).contains("GET state", "POST faults");
    }

    @ParameterizedTest
    @CsvSource({ "'', text/html", "handsets.css, text/css", "handsets.js, text/javascript" })
    void thePageBringsItsOwnFilesOnly(String file, String type) throws Exception {
        HttpResponse<String> page = client.send(HttpRequest.newBuilder(URI.create(sandbox.pageUrl() + file)).build(),
                BodyHandlers.ofString());

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith(type);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse("")).contains("default-src 'self'");
        assertThat(page.body()).doesNotContain("http://", "https://", "innerHTML");
    }

    @Test
    void aBadDayIsEndedWithoutAContentType() throws Exception {
        long number = post("faults", "{'type':'SLOW'}").path("number").asLong();
        post("faults", "{'type':'STALLED'}");

        assertThat(delete("faults/" + number)).isEqualTo(200);
        assertThat(sandbox.faults()).hasSize(1);
        assertThat(delete("faults")).isEqualTo(200);
        assertThat(sandbox.faults()).isEmpty();
    }

    private int delete(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri(path)).DELETE().build(), BodyHandlers.ofString()).statusCode();
    }

    @ParameterizedTest
    @CsvSource({ "state?sinse=1, did you mean since", "state?since=x, since must be a number" })
    void aBadParameterIsRefused(String path, String sentence) throws Exception {
        assertThat(get(path).path("error").asText()).contains(sentence);
    }

    @Test
    void settingsAreChecked() {
        assertThatThrownBy(() -> MessagingSandbox.create().port(65536)).hasMessageContaining("65535");
        assertThatThrownBy(() -> MessagingSandbox.create().second(Duration.ZERO)).hasMessageContaining("longer");
        assertThatThrownBy(() -> sandbox.receiptUrl("sendmode", "htp:/x")).hasMessageContaining("receiptUrl");
        assertThatThrownBy(() -> sandbox.inboundUrl("sendmod", "http://127.0.0.1:1/x")).hasMessageContaining("mean sendmode?");
        assertThatThrownBy(() -> MessagingSandbox.create().port(sandbox.port()).start())
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("cannot listen on port " + sandbox.port());
    }

    @Test
    void twoSandboxesDoNotDisturbEachOther() throws Exception {
        try (MessagingSandbox other = MessagingSandbox.create().start()) {
            other.addFault(Fault.of(FaultType.RESET_BEFORE_ACCEPTANCE));
            other.advanceClock(Duration.ofHours(1));

            assertThat(sms(NUMBER, "Here").statusCode()).isEqualTo(200);
            assertThat(other.messages()).isEmpty();
            assertThat(sandbox.messages()).hasSize(1);
        }
    }

    private HttpResponse<String> sms(String number, String text) throws IOException, InterruptedException {
        String token = Base64.getEncoder().encodeToString(BoomwareProvider.ACCESS_TOKEN.getBytes(StandardCharsets.UTF_8));
        return client.send(HttpRequest.newBuilder(URI.create(sandbox.baseUrl("boomware") + "/v1/sms"))
                .header("Authorization", "Basic " + token).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.createObjectNode().put("number", number).put("text", text).toString()))
                .build(), BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create(sandbox.pageUrl() + "sandbox/" + path);
    }

    private HttpResponse<String> send(String method, String path, String body) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri(path)).header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body.replace('\'', '"'))).build(), BodyHandlers.ofString());
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return JSON.readTree(client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString()).body());
    }

    private JsonNode post(String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = send("POST", path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private String error(int status, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = send("POST", path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JSON.readTree(answer.body()).path("error").asText();
    }

    private static JsonNode last(JsonNode array) {
        return array.get(array.size() - 1);
    }
}
