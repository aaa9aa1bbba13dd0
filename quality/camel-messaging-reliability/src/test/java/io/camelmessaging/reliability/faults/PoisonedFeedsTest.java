/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.reliability.faults;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.examples.sandbox.FourProviders;
import io.camelmessaging.sandbox.MessagingSandbox;
import io.camelmessaging.sandbox.SentMessage;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * An event that fails its route for ever, in whatever way, stops no feed of any provider and is not lost: the others
 * get through, and it ends at the endpoint for poisoned events or is told as parked.
 */
class PoisonedFeedsTest {

    private static final List<String> FEEDS = List.of(
            "boomerang:deliveryReceipts?readMode=safe", "boomerang:deliveryReceipts?readMode=consume",
            "boomerang:replies?readMode=safe", "boomerang:replies?readMode=consume", "clicksend:inboundSms?createRule=true",
            "clicksend:deliveryReceipts?channel=sms", "clicksend:deliveryReceipts?channel=voice",
            "clicksend:deliveryReceipts?channel=mms", "clicksend:deliveryReceipts?channel=fax");
    /** What is sent where a feed tells of something else than SMS. */
    private static final Map<String, String> SENDS = Map.of(
            "clicksend:deliveryReceipts?channel=voice", "clicksend:voice?lang=en-gb&voice=female",
            "clicksend:deliveryReceipts?channel=mms",
            "clicksend:mms?subject=Menu&mediaFile=https://files.example.org/menu.jpg",
            "clicksend:deliveryReceipts?channel=fax", "clicksend:fax?fileUrl=https://files.example.org/menu.pdf");

    /** How a route fails. */
    enum Failing {

        EXCEPTION,
        ERROR,
        ROLLBACK;

        void fail(Exchange exchange) {
            switch (this) {
                case EXCEPTION -> throw new IllegalStateException("as a test");
                case ERROR -> throw new StackOverflowError("as a test");
                default -> exchange.setRollbackOnly(true);
            }
        }
    }

    static Stream<Arguments> feeds() {
        return FEEDS.stream().flatMap(feed -> Stream.of(Failing.values()).map(failing -> Arguments.of(feed, failing)));
    }

    @ParameterizedTest
    @MethodSource("feeds")
    void theOthersGetThroughAndItIsHandedOver(String feed, Failing failing) throws Exception {
        play(feed, failing, "&poisonUri=direct:poison");
    }

    @ParameterizedTest
    @MethodSource("feeds")
    void theOthersGetThroughAndItStaysWithTheProvider(String feed, Failing failing) throws Exception {
        play(feed, failing, "");
    }

    private static void play(String feed, Failing failing, String poison) throws Exception {
        TestedProvider provider = feed.startsWith("boomerang") ? TestedProvider.BOOMERANG : TestedProvider.CLICKSEND;
        Set<String> handled = ConcurrentHashMap.newKeySet();
        Set<String> poisoned = ConcurrentHashMap.newKeySet();
        Set<String> tried = ConcurrentHashMap.newKeySet();
        try (MessagingSandbox sandbox = MessagingSandbox.create().second(Duration.ofMillis(5)).start();
             DefaultCamelContext context = new FourProviders(sandbox::baseUrl).context()) {
            context.getRegistry().bind("seen", MemoryIdempotentRepository.memoryIdempotentRepository());
            String doomed = provider.number(1);
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    errorHandler(noErrorHandler());
                    from(feed + "&initialDelay=0&delay=20&maxRedeliveries=2&poisonAfter=1&idempotentRepository=#seen" + poison)
                            .process(exchange -> {
                                String person = person(exchange.getMessage(), sandbox);
                                if (doomed.endsWith(person)) {
                                    tried.add(exchange.getExchangeId());
                                    failing.fail(exchange);
                                } else {
                                    handled.add(person);
                                }
                            });
                    from("direct:poison").process(exchange -> poisoned.add(person(exchange.getMessage(), sandbox)));
                }
            });
            context.start();
            // the first poll makes the rule without which ClickSend keeps nothing
            await().until(() -> sandbox.wire().stream()
                    .anyMatch(call -> call.method().equals("GET") && !call.target().contains("automations")));
            try (ProducerTemplate template = context.createProducerTemplate()) {
                for (int i = 1; i <= 4; i++) {
                    String number = provider.number(i);
                    Exchange sent = template.request(SENDS.getOrDefault(feed, provider.send()), exchange -> {
                        exchange.getMessage().setBody(feed.endsWith("fax") ? null : "Hello");
                        exchange.getMessage().setHeader(MessagingConstants.TO, number);
                        exchange.getMessage().setHeader(MessagingConstants.FROM, provider.sender());
                    });
                    assertThat(sent.getException()).isNull();
                }
            }
            for (SentMessage message : sandbox.messages()) {
                sandbox.reply(message, "Yes");
            }

            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(handled).hasSize(3));
            if (poison.isEmpty()) {
                await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(tried).hasSizeGreaterThan(3));
                assertThat(poisoned).isEmpty();
            } else {
                await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(poisoned).hasSize(1));
            }
        }
    }

    /** The last digits of whom the event is about; not every receipt names the number. */
    private static String person(Message message, MessagingSandbox sandbox) {
        String sender = message.getHeader(MessagingConstants.SENDER, String.class);
        String id = message.getHeader(MessagingConstants.MESSAGE_ID, String.class);
        String number = sender != null
                ? sender
                : sandbox.messages().stream().filter(sent -> sent.id().equals(id)).findFirst().orElseThrow().to();
        return number.substring(number.length() - 5);
    }
}
