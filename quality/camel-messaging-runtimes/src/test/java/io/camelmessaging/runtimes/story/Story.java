/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.runtimes.story;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camelmessaging.sandbox.MessagingSandbox;
import io.camelmessaging.sandbox.SentMessage;
import io.camelmessaging.test.SandboxExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What is asked of every runtime, against a sandbox: each step says what it saw, or fails.
 */
final class Story {

    private static final String TOKEN = "s3cret";
    private static final int LOAD = 60;
    private static final String NEUTRAL = "+37255500124";
    private static final String ACCOUNT = "[0-9a-f]{12}";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> RECIPIENTS = new LinkedHashMap<>();
    static {
        RECIPIENTS.put("boomware", "+37255500123");
        RECIPIENTS.put("clicksend", "+61491570156");
        RECIPIENTS.put("sendmode", "+353870000101");
        RECIPIENTS.put("boomerang", "+447700900123");
    }
    /** Thread, level and message of a line; all runtimes are told to write them so. */
    private static final Pattern LINE = Pattern.compile("(?m)^\\[.*?] (TRACE|DEBUG|INFO|WARN|ERROR) (.*)$");
    private static final Pattern OURS = Pattern.compile("io\\.camelmessaging|kamelets?[/:]|flow-|failover-on");
    /**
     * Calls that are to be refused, an outage, second steps, also of what comes faster than a provider takes it, and
     * receipts whose route the stop interrupts: their provider repeats them.
     */
    private static final Pattern EXPECTED = Pattern.compile("A call of webhook:boomware:deliveryReceipts was refused"
                                                            + "|Failed polling endpoint: boomerang:"
                                                            + "|A route behind webhook:\\w+:deliveryReceipts failed"
                                                            + "|used step 2 of 2 after: un(delivered|available)"
                                                            + "|RejectedExecutionException|Error downloading: org.apache.camel.kamelets");

    private final RunningApplication application;
    private final MessagingSandbox sandbox;

    Story(RunningApplication application, MessagingSandbox sandbox) {
        this.application = application;
        this.sandbox = sandbox;
    }

    /** The properties of the story, alike in all runtimes. */
    Map<String, String> properties(Path folder) {
        Map<String, String> properties = new LinkedHashMap<>();
        SandboxExtension accounts = new SandboxExtension(sandbox);
        RECIPIENTS.keySet().forEach(provider -> properties.putAll(accounts.properties(provider)));
        for (String provider : RECIPIENTS.keySet()) {
            properties.put("camel.component." + provider + ".webhook-verify-token", TOKEN);
        }
        properties.put("camel.component.boomware.configuration.callbackUrl", hook("boomware-deliveryReceipts"));
        properties.put("camel.main.routes-include-pattern", "file:" + folder.resolve("story.camel.yaml"));
        properties.put("story.url", application.url());
        return properties;
    }

    private String hook(String path) {
        return application.url() + "/hooks/" + path;
    }

    void prepare(Path folder) throws IOException {
        try (InputStream routes = Story.class.getResourceAsStream("/story/story.camel.yaml")) {
            Files.copy(routes, folder.resolve("story.camel.yaml"));
        }
        sandbox.inboundUrl("boomware", hook("boomware-inboundSms") + "?token=" + TOKEN);
        sandbox.receiptUrl("sendmode", hook("sendmode-deliveryReceipts") + "?token=" + TOKEN);
    }

    /** All four providers take a message, and report it delivered. */
    String sendsAndReceipts() throws Exception {
        Map<String, String> ids = new LinkedHashMap<>();
        for (Map.Entry<String, String> to : RECIPIENTS.entrySet()) {
            HttpResponse<String> answer = send(to.getKey(), to.getValue());
            // 204 where the provider gives no id
            assertThat(answer.statusCode()).as(to.getKey() + ": " + answer.body()).isIn(200, 204);
            assertThat(sandbox.messagesTo(to.getValue())).as(to.getKey()).hasSize(1);
            ids.put(to.getKey(), answer.body());
        }
        ids.forEach((provider, id) -> application.awaitEvent("receipt " + provider + " DELIVERED " + id));
        return "4 sends, 4 receipts";
    }

    private HttpResponse<String> send(String provider, String recipient) throws IOException, InterruptedException {
        return application.post("/send/" + provider, "Your order has left the depot.", "recipient", recipient);
    }

    String reply() throws InterruptedException {
        sandbox.reply(RECIPIENTS.get("boomware"), "Thanks");
        List<SentMessage> answers = sandbox.awaitMessages(message -> message.text().equals("You wrote: Thanks"), 1);
        assertThat(answers).hasSize(1);
        return "answered";
    }

    /**
     * The data types of Camel that common has: a result and its receipt in the words of all providers, and as
     * CloudEvents.
     */
    String neutralJson() throws Exception {
        HttpResponse<String> answer = application.post("/result", "On its way.", "recipient", NEUTRAL);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode result = JSON.readTree(answer.body());
        String account = result.path("account").asText();
        String id = result.path("outcomes").path(0).path("messageId").asText();
        assertThat(account).matches(ACCOUNT);
        assertThat(id).isNotEmpty();
        assertThat(result).isEqualTo(JSON.readTree("""
                {"type": "result", "provider": "boomware", "account": "%s", "accepted": 1, "rejected": 0, "unknown": 0,
                 "notSent": 0, "dryRun": false,
                 "outcomes": [{"recipient": "%s", "state": "ACCEPTED", "messageId": "%s"}]}
                """.formatted(account, NEUTRAL, id)));

        JsonNode receipt = awaitJson("neutral DELIVERED " + id + " ");
        String time = receipt.path("time").asText();
        assertThat(time).matches("[-\\d]{10}T[:\\d]{8}(\\.\\d+)?Z");
        assertThat(receipt).isEqualTo(JSON.readTree("""
                {"type": "receipt", "provider": "boomware", "account": "%1$s", "eventId": "%2$s:DELIVERED", "time": "%3$s",
                 "messageId": "%2$s", "recipient": "%4$s", "status": "DELIVERED", "statusFinal": true,
                 "rawStatus": "DELIVERED"}
                """.formatted(account, id, time, NEUTRAL)));

        // made of the Java object that the JSON was read as
        JsonNode cloudEvent = awaitJson("cloudevent DELIVERED " + id + " ");
        String eventId = cloudEvent.path("id").asText();
        assertThat(eventId).matches("[0-9a-f]{32}");
        assertThat(cloudEvent).isEqualTo(JSON.readTree("""
                {"specversion": "1.0", "id": "%s", "source": "/messaging/boomware/%s", "type": "io.camelmessaging.receipt",
                 "subject": "%s", "time": "%s", "datacontenttype": "application/json",
                 "dataschema": "https://camel-messaging.example/schemas/event", "data": %s}
                """.formatted(eventId, account, id, time, receipt)));

        JsonNode data = awaitJson("attributes DELIVERED io.camelmessaging.receipt /messaging/sendmode/");
        assertThat(data.path("recipient").asText()).isEqualTo(RECIPIENTS.get("sendmode"));
        return "result, receipt, CloudEvents";
    }

    /** The JSON that the event with this beginning ends with. */
    private JsonNode awaitJson(String beginning) throws IOException {
        String event = application.awaitEvent(beginning);
        return JSON.readTree(event.substring(event.indexOf('{')));
    }

    /** Viber arrives; only the SMS after it arrives; nothing arrives. */
    String flows() throws Exception {
        for (String recipient : List.of("+37255598000", "+37255598010", "+37255598001")) {
            assertThat(application.post("/parcel", "Your parcel is here.", "recipient", recipient).statusCode()).isEqualTo(200);
        }
        application.awaitEvent("flow done step 1 +37255598000");
        application.awaitEvent("flow done step 2 +37255598010");
        application.awaitEvent("flow failed step 2 +37255598001");
        return "3 ends";
    }

    String refusals() throws Exception {
        HttpResponse<String> wrongNumber = send("boomware", "+3725");
        assertThat(wrongNumber.statusCode()).as(wrongNumber.body()).isEqualTo(422);
        assertThat(sandbox.messagesTo("+3725")).isEmpty();
        sandbox.balance("sendmode", BigDecimal.ZERO);
        HttpResponse<String> noMoney = send("sendmode", "+353870000102");
        assertThat(noMoney.statusCode()).isEqualTo(422);
        assertThat(noMoney.body()).startsWith("RequestRejectedException: ");
        assertThat(sandbox.messagesTo("+353870000102")).isEmpty();
        return "before and by the provider";
    }

    String webhooks() throws Exception {
        String json = "application/json";
        String url = "/hooks/boomware-deliveryReceipts?token=";
        assertThat(application.post(url + "wrong", "{}", "Content-Type", json).statusCode()).isEqualTo(403);
        assertThat(application.post(url + TOKEN, "hello", "Content-Type", json).statusCode()).isEqualTo(400);
        assertThat(application.post(url + TOKEN, "{\"id\":\"" + "x".repeat(256 * 1024) + "\"}", "Content-Type", json)
                .statusCode()).isEqualTo(413);
        return "403, 400, 413";
    }

    /** An error of a step fails its exchange in this runtime too. */
    String guard() throws Exception {
        assertThat(application.get("/about").body()).contains("io.camelmessaging.common.support.ErrorGuard");
        return "active";
    }

    /** While a provider is away the health tells, and the application stays in service. */
    String outage(Deployment deployment) throws Exception {
        if (deployment.health().isEmpty()) {
            return "-";
        }
        Deployment.Health health = deployment.health().get();
        assertThat(application.get(health.ready()).statusCode()).isEqualTo(200);
        sandbox.startOutage();
        await().atMost(30, TimeUnit.SECONDS).until(() -> application.get(health.all()).statusCode() == 503);
        assertThat(application.get(health.ready()).statusCode()).isEqualTo(200);
        sandbox.endOutage();
        await().atMost(30, TimeUnit.SECONDS).until(() -> application.get(health.all()).statusCode() == 200);
        return "stays ready";
    }

    /**
     * It is told to stop while it sends, and while messages become flows, and is started again: whoever got an answer
     * got the right one, nobody got a message twice, and each flow that was taken has ended once.
     */
    String stopUnderLoad() throws Exception {
        Map<String, CompletableFuture<HttpResponse<String>>> sends = new LinkedHashMap<>();
        Map<String, CompletableFuture<HttpResponse<String>>> flows = new LinkedHashMap<>();
        for (int i = 0; i < LOAD; i++) {
            String send = "+3725561" + (1000 + i);
            sends.put(send, application.postLater("/send/boomware", "On its way.", "recipient", send));
            String flow = "+3725562" + (1000 + i);
            flows.put(flow, application.postLater("/urgent", "On its way.", "recipient", flow));
        }
        CompletableFuture.anyOf(sends.values().toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
        CompletableFuture.anyOf(flows.values().toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
        application.stop();
        for (Map.Entry<String, CompletableFuture<HttpResponse<String>>> call : sends.entrySet()) {
            int answer = answer(call.getValue());
            List<SentMessage> messages = sandbox.messagesTo(call.getKey());
            assertThat(messages).as("after the answer " + answer).hasSizeLessThanOrEqualTo(1);
            assertThat(answer == 200 && messages.isEmpty()).as("answered 200 without a message").isFalse();
            assertThat(answer == 422 && !messages.isEmpty()).as("answered 422 with a message").isFalse();
        }
        application.start();
        for (Map.Entry<String, CompletableFuture<HttpResponse<String>>> call : flows.entrySet()) {
            if (answer(call.getValue()) == 200) {
                await(call.getKey()).atMost(90, TimeUnit.SECONDS).until(() -> !ends(call.getKey()).isEmpty());
            }
        }
        application.stop();
        for (String recipient : flows.keySet()) {
            int messages = sandbox.messagesTo(recipient).size();
            // one whose caller got no answer may have been stored, and then ends too
            assertThat(ends(recipient)).as(recipient + " with " + messages).hasSizeLessThanOrEqualTo(1)
                    .allMatch(end -> end.startsWith("done") ? messages == 1 : end.startsWith("unknown") && messages <= 1);
            assertThat(messages).as(recipient).isLessThanOrEqualTo(1);
        }
        return "accounted for";
    }

    private List<String> ends(String recipient) {
        return application.events().stream().filter(event -> event.startsWith("urgent ") && event.contains(" " + recipient))
                .map(event -> event.substring("urgent ".length())).toList();
    }

    private static int answer(CompletableFuture<HttpResponse<String>> call) throws Exception {
        return call.handle((response, failure) -> failure == null ? response.statusCode() : 0).get(30, TimeUnit.SECONDS);
    }

    /** From its start to its stop no ERROR at all, and no WARN that is ours. */
    String cleanLog() {
        List<MatchResult> lines = LINE.matcher(application.log()).results().toList();
        assertThat(lines).as("the lines can be told apart")
                .anyMatch(line -> line.group(1).equals("INFO") && line.group(2).contains("EVENT "));
        assertThat(lines.stream()
                .filter(line -> line.group(1).equals("ERROR")
                        || line.group(1).equals("WARN") && OURS.matcher(line.group(2)).find())
                .map(MatchResult::group).filter(line -> !EXPECTED.matcher(line).find())).isEmpty();
        sandbox.assertCleanWire();
        return "no WARN or ERROR";
    }
}
