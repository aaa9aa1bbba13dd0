/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.camelmessaging.clicksend.model.InboundSms;
import io.camelmessaging.clicksend.model.Page;
import io.camelmessaging.clicksend.model.Receipt;
import io.camelmessaging.clicksend.model.SentMessage;
import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.sandbox.DeliveryScript;
import io.camelmessaging.sandbox.Fault;
import io.camelmessaging.sandbox.FaultType;
import io.camelmessaging.sandbox.MessagingSandbox;
import io.camelmessaging.sandbox.WireEntry;
import io.camelmessaging.sandbox.clicksend.ClickSendProvider;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckAware;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

/**
 * Polled boxes, against a provider whose pages shift while items are marked.
 */
class ClickSendPollingTest {

    private static final String NUMBER = "+61400000101";
    private static final String ACCOUNT_NUMBER = "+61422222222";

    @TempDir
    Path folder;

    private MessagingSandbox sandbox;
    private DefaultCamelContext context;

    @BeforeEach
    void start() {
        sandbox = MessagingSandbox.create().start();
        context = context();
    }

    private DefaultCamelContext context() {
        DefaultCamelContext made = ClickSendContexts.of(sandbox.baseUrl("clicksend"));
        ClickSendConfiguration configuration = made.getComponent("clicksend", ClickSendComponent.class).getConfiguration();
        configuration.setUsername(ClickSendProvider.USERNAME);
        configuration.setApiKey(ClickSendProvider.API_KEY);
        return made;
    }

    @AfterEach
    void stop() throws Exception {
        context.close();
        sandbox.close();
    }

    @Test
    void inboundSmsReachTheRouteAndAreMarkedOneByOne() throws Exception {
        MockEndpoint inbound = poll("clicksend:inboundSms?delay=100&initialDelay=0");
        for (int i = 0; i < 250; i++) {
            sandbox.inbound("clicksend", NUMBER, ACCOUNT_NUMBER, "text " + i);
        }

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(texts(inbound)).hasSize(250));
        await().untilAsserted(() -> assertThat(marked()).hasSize(250));
        assertThat(inbound.getReceivedExchanges()).hasSize(250);
        Exchange first = inbound.getReceivedExchanges().get(0);
        InboundSms sms = first.getMessage().getBody(InboundSms.class);
        assertThat(first.getMessage().getHeaders()).containsEntry(MessagingConstants.PROVIDER, "clicksend")
                .containsEntry(MessagingConstants.SENDER, NUMBER).containsEntry(MessagingConstants.RECIPIENT, ACCOUNT_NUMBER)
                .containsEntry(MessagingConstants.EVENT_ID, sms.messageId())
                .containsEntry(MessagingConstants.MESSAGE_ID, sms.messageId())
                .containsKey(MessagingConstants.TIMESTAMP);
        sandbox.assertCleanWire();
    }

    @Test
    void aReplyIsTiedToItsMessage() throws Exception {
        MockEndpoint inbound = poll("clicksend:inboundSms?delay=100&initialDelay=0");
        context.createProducerTemplate().requestBodyAndHeaders("clicksend:sms", "Coming?",
                Map.of(MessagingConstants.TO, NUMBER, MessagingConstants.REFERENCE, "order-1"));
        sandbox.reply(NUMBER, "Yes");

        await().untilAsserted(() -> assertThat(inbound.getReceivedExchanges()).hasSize(1));
        assertThat(inbound.getReceivedExchanges().get(0).getMessage().getHeaders())
                .containsEntry(MessagingConstants.REFERENCE, "order-1")
                .containsEntry(MessagingConstants.IN_REPLY_TO, sandbox.messages().get(0).id());
    }

    @Test
    void whatFailedComesAgain() throws Exception {
        MockEndpoint inbound = context.getEndpoint("mock:events", MockEndpoint.class);
        inbound.whenExchangeReceived(1, exchange -> {
            throw new IllegalStateException("the data base is away");
        });
        poll("clicksend:inboundSms?delay=100&initialDelay=0");
        sandbox.inbound("clicksend", NUMBER, ACCOUNT_NUMBER, "once");

        await().untilAsserted(() -> assertThat(inbound.getReceivedExchanges()).hasSize(2));
        await().untilAsserted(() -> assertThat(marked()).hasSize(1));
    }

    @Test
    void receiptsAreMarkedByACutOffThatSparesWhatIsNotProcessed() throws Exception {
        MockEndpoint receipts = poll("clicksend:deliveryReceipts?delay=200&initialDelay=0");
        sandbox.deliveryScript("+61400000102", DeliveryScript.UNDELIVERED);
        for (String number : List.of(NUMBER, "+61400000102")) {
            context.createProducerTemplate().requestBodyAndHeaders("clicksend:sms", "Hi " + number,
                    Map.of(MessagingConstants.TO, number, MessagingConstants.REFERENCE, "r" + number));
        }

        await().untilAsserted(() -> assertThat(receipts.getReceivedExchanges()).hasSize(4));
        assertThat(receipts.getReceivedExchanges())
                .extracting(receipt -> receipt.getMessage().getHeader(MessagingConstants.STATUS))
                .containsExactlyInAnyOrder(DeliveryStatus.SENT, DeliveryStatus.SENT, DeliveryStatus.DELIVERED,
                        DeliveryStatus.UNDELIVERED);
        Receipt last = receipts.getReceivedExchanges().get(3).getMessage().getBody(Receipt.class);
        assertThat(last.reference()).startsWith("r+6140");
        // a message of a later second lets the cut-off pass the first ones
        await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
            context.createProducerTemplate().requestBodyAndHeader("clicksend:sms", "Later " + System.nanoTime(),
                    MessagingConstants.TO,
                    "+61400000103");
            assertThat(sandbox.wire()).extracting(WireEntry::target).contains("/sms/receipts-read");
        });
        Set<String> seen = new HashSet<>();
        assertThat(receipts.getReceivedExchanges()).allSatisfy(
                receipt -> assertThat(seen.add(receipt.getMessage().getHeader(MessagingConstants.EVENT_ID, String.class)))
                        .isTrue());
        sandbox.assertCleanWire();
    }

    @Test
    void keysPressedInACallComeWithItsReceipt() throws Exception {
        MockEndpoint receipts = poll("clicksend:deliveryReceipts?channel=voice&delay=100&initialDelay=0");
        context.createProducerTemplate().requestBodyAndHeader("clicksend:voice?voice=female&lang=en-au", "Press 1",
                MessagingConstants.TO, NUMBER);
        // a key is no repeat of the receipt that told of the call before
        await().untilAsserted(() -> assertThat(receipts.getReceivedExchanges()).anyMatch(
                receipt -> receipt.getMessage().getHeader(MessagingConstants.STATUS) == DeliveryStatus.DELIVERED));
        sandbox.press(NUMBER, '1');

        await().untilAsserted(() -> assertThat(receipts.getReceivedExchanges())
                .anyMatch(receipt -> "1".equals(receipt.getMessage().getHeader(ClickSendConstants.DIGITS))));
    }

    /**
     * A delivered message has an error code, a failed one its reason in the status text, and a test number no code at
     * all.
     */
    @Test
    void theCodeAloneDecides() throws Exception {
        MockEndpoint receipts = poll("clicksend:deliveryReceipts?delay=50&initialDelay=0");
        for (String number : List.of("+61400098008", "+61400098001", "+61411111111")) {
            context.createProducerTemplate().requestBodyAndHeader("clicksend:sms", "Hi", MessagingConstants.TO, number);
        }

        await().untilAsserted(() -> assertThat(receipts.getExchanges()).extracting(
                one -> one.getMessage().getHeader(MessagingConstants.STATUS))
                .contains(DeliveryStatus.DELIVERED, DeliveryStatus.UNDELIVERED));
        assertThat(receipts.getExchanges().stream().map(one -> one.getMessage().getBody(Receipt.class)))
                .anySatisfy(delivered -> {
                    assertThat(delivered.deliveryStatus()).isEqualTo(DeliveryStatus.DELIVERED);
                    assertThat(delivered.errorCode()).isEqualTo("4");
                    assertThat(delivered.errorText()).isEqualTo(delivered.statusText());
                }).anySatisfy(failed -> {
                    assertThat(failed.deliveryStatus()).isEqualTo(DeliveryStatus.UNDELIVERED);
                    assertThat(failed.errorText()).isEqualTo("Unknown error");
                    assertThat(failed.statusText()).isEqualTo("Handset is switched off or out of reach.");
                });
        Page<?> history = context.createProducerTemplate().requestBody("clicksend:smsHistory", null, Page.class);
        assertThat(history.rows().stream().map(SentMessage.class::cast)).extracting(SentMessage::to, SentMessage::status,
                SentMessage::statusCode)
                .containsExactlyInAnyOrder(tuple("+61400098008", "Sent", "201"), tuple("+61400098001", "Failed", "301"),
                        tuple("+61411111111", "Completed", null));
    }

    @Test
    void aChannelWithoutFeedHoldsNoOtherBack() throws Exception {
        sandbox.addFault(Fault.of(FaultType.NOT_OFFERED).at("clicksend").operation("mms/receipts"));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("clicksend:deliveryReceipts?channel=mms&initialDelay=0&delay=50").routeId("mms").to("mock:mms");
                from("clicksend:deliveryReceipts?channel=sms&initialDelay=0&delay=50").to("mock:sms");
            }
        });
        context.start();
        MockEndpoint sms = context.getEndpoint("mock:sms", MockEndpoint.class);
        HealthCheck health = ((HealthCheckAware) context.getRoute("mms").getConsumer()).getHealthCheck();
        await().untilAsserted(() -> assertThat(health.call(Map.of()).getDetails()).containsKeys("feed", "rule"));
        // there is a rule by then
        await().until(() -> sandbox.wire().stream().map(WireEntry::target).anyMatch("/sms/receipts"::equals));
        context.createProducerTemplate().sendBodyAndHeader("clicksend:sms", "Hello", MessagingConstants.TO, NUMBER);

        await().untilAsserted(() -> assertThat(sms.getExchanges()).extracting(
                one -> one.getMessage().getHeader(MessagingConstants.STATUS)).contains(DeliveryStatus.DELIVERED));
        assertThat(health.call(Map.of()).getState()).isEqualTo(HealthCheck.State.UP);
        sandbox.clearFaults();
        await().untilAsserted(() -> assertThat(health.call(Map.of()).getDetails()).doesNotContainKey("feed"));
    }

    @Test
    void theRuleIsMadeOnceAndFoundAgain() throws Exception {
        poll("clicksend:inboundSms?delay=100&initialDelay=0");
        context.close();
        context = context();
        poll("clicksend:inboundSms?delay=100&initialDelay=0");
        sandbox.inbound("clicksend", NUMBER, ACCOUNT_NUMBER, "hello");

        await().untilAsserted(() -> assertThat(marked()).hasSize(1));
        assertThat(sandbox.wire().stream()
                .filter(call -> call.target().equals("/automations/sms/inbound") && call.method().equals("POST")))
                .hasSize(1);
    }

    @Test
    void aPollingProcessThatStopsLeavesTheRuleToTheNewerOne() throws Exception {
        poll("clicksend:inboundSms?delay=100&initialDelay=0");
        DefaultCamelContext older = context;
        context = context();
        MockEndpoint inbound = poll("clicksend:inboundSms?delay=100&initialDelay=0");
        older.close();
        sandbox.inbound("clicksend", NUMBER, ACCOUNT_NUMBER, "hello");

        await().untilAsserted(() -> assertThat(texts(inbound)).containsExactly("hello"));
        assertThat(sandbox.wire()).extracting(WireEntry::method).doesNotContain("DELETE");
    }

    @Test
    void aProviderThatIsAwayDoesNotKeepTheContextFromStarting() throws Exception {
        context.getComponent("clicksend", ClickSendComponent.class).getConfiguration().setBaseUrl("http://127.0.0.1:1");
        open("clicksend:inboundSms?delay=100&initialDelay=0");

        assertThat(context.isStarted()).isTrue();
        assertThat(context.getRouteController().getRouteStatus(context.getRoutes().get(0).getId()).isStarted()).isTrue();
    }

    @Test
    void withoutARuleByOptionNothingIsRegistered() throws Exception {
        poll("clicksend:deliveryReceipts?createRule=false&delay=100&initialDelay=0");

        await().untilAsserted(() -> assertThat(sandbox.wire()).extracting(WireEntry::target).contains("/sms/receipts"));
        assertThat(sandbox.wire()).extracting(WireEntry::target).noneMatch(target -> target.startsWith("/automations"));
    }

    /** The process dies in the route of some message, again and again. */
    @Test
    void aKilledConsumerLosesNothing() throws Exception {
        Map<String, Boolean> sent = new ConcurrentHashMap<>();
        Path processed = Files.createFile(folder.resolve("processed"));
        int kills = 0;
        boolean ended = false;
        for (int run = 0; run < 10 && !ended; run++) {
            Process process = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                    System.getProperty("java.class.path"),
                    KilledConsumer.class.getName(), sandbox.baseUrl("clicksend"), processed.toString(), "7")
                    .redirectErrorStream(true).redirectOutput(folder.resolve("log" + run).toFile()).start();
            try {
                if (run == 0) {
                    await().atMost(Duration.ofSeconds(60))
                            .until(() -> sandbox.wire().stream().anyMatch(call -> call.target().equals("/sms/inbound")));
                    for (int i = 0; i < 40; i++) {
                        sent.put("text " + i, true);
                        sandbox.inbound("clicksend", NUMBER, ACCOUNT_NUMBER, "text " + i);
                    }
                }
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> !process.isAlive() || new HashSet<>(Files.readAllLines(processed)).size() == 40
                                && marked().size() == 40);
                ended = process.isAlive();
                kills += process.isAlive() ? 0 : 1;
            } finally {
                process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            }
        }

        List<String> lines = Files.readAllLines(processed);
        assertThat(ended).isTrue();
        assertThat(new HashSet<>(lines)).isEqualTo(sent.keySet());
        // each kill leaves at most the one message that was on its route
        assertThat(kills).isPositive();
        assertThat(lines.size() - 40).isLessThanOrEqualTo(kills);
    }

    /** Starts polling and waits for the first poll: nothing is kept for it before. */
    private MockEndpoint poll(String uri) throws Exception {
        int before = sandbox.wire().size();
        MockEndpoint events = open(uri);
        await().until(() -> sandbox.wire().stream().skip(before).anyMatch(
                call -> call.method().equals("GET") && call.target().matches("/\\w+/(inbound|receipts)")));
        return events;
    }

    private MockEndpoint open(String uri) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).to("mock:events");
            }
        });
        context.start();
        return context.getEndpoint("mock:events", MockEndpoint.class);
    }

    private static List<String> texts(MockEndpoint inbound) {
        List<String> texts = new ArrayList<>();
        inbound.getReceivedExchanges().forEach(exchange -> texts.add(exchange.getMessage().getBody(String.class)));
        return texts.stream().distinct().toList();
    }

    private List<WireEntry> marked() {
        return sandbox.wire().stream().filter(call -> call.target().startsWith("/sms/inbound-read/")).toList();
    }
}
