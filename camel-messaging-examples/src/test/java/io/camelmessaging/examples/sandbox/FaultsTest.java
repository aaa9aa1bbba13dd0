/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.examples.sandbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.OutcomeUnknownException;
import io.camelmessaging.common.ProviderUnavailableException;
import io.camelmessaging.common.RequestRejectedException;
import io.camelmessaging.common.SendResult;
import io.camelmessaging.sandbox.Fault;
import io.camelmessaging.sandbox.FaultType;
import io.camelmessaging.sandbox.MessagingSandbox;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Every fault of the sandbox, and what the components make of it.
 */
class FaultsTest {

    /** How each provider sends one SMS; Boomerang without its repeats, which have tests of their own. */
    private static final Map<String, String> SENDS = Map.of("boomware", "boomware:sms", "clicksend", "clicksend:sms",
            "sendmode", "sendmode:sms", "boomerang", "boomerang:smsTwoWay?retries=0");
    private static final Map<String, String> NUMBERS = Map.of("boomware", "+37255500101", "clicksend", "+61400000101",
            "sendmode", "+353870000101", "boomerang", "+447700900101");

    private MessagingSandbox sandbox;
    private FourProviders providers;
    private DefaultCamelContext context;

    @BeforeEach
    void start() throws Exception {
        sandbox = MessagingSandbox.create().seed(7).start();
        providers = new FourProviders(sandbox::baseUrl);
        context = providers.context();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                for (String scheme : List.of("boomware", "clicksend", "sendmode")) {
                    from("webhook:" + scheme + ":deliveryReceipts?webhookPath=/receipts/" + scheme
                         + "&webhookVerifyToken=s3cret").to("mock:receipts-" + scheme)
                            .idempotentConsumer(header(MessagingConstants.EVENT_ID),
                                    MemoryIdempotentRepository.memoryIdempotentRepository())
                            .to("mock:once-" + scheme);
                    String inbound = scheme.equals("sendmode") ? "replies" : "inboundSms";
                    from("webhook:" + scheme + ":" + inbound + "?webhookPath=/inbound/" + scheme
                         + "&webhookVerifyToken=s3cret").to("mock:inbound-" + scheme)
                            .idempotentConsumer(header(MessagingConstants.EVENT_ID),
                                    MemoryIdempotentRepository.memoryIdempotentRepository())
                            .to("mock:inbound-once-" + scheme);
                }
                from("boomerang:deliveryReceipts?delay=50").id("boomerang-receipts").autoStartup(false)
                        .to("mock:receipts-boomerang").to("mock:once-boomerang");
                from("boomerang:replies?delay=50").id("boomerang-replies").autoStartup(false).to("mock:inbound-boomerang")
                        .to("mock:inbound-once-boomerang");
                from("clicksend:inboundSms?delay=50").id("clicksend-inbound").autoStartup(false).to("mock:polled");
            }
        });
        context.start();
        sandbox.receiptUrl("sendmode", providers.hook("/receipts/sendmode"));
        sandbox.inboundUrl("sendmode", providers.hook("/inbound/sendmode"));
        sandbox.inboundUrl("boomware", providers.hook("/inbound/boomware"));
    }

    @AfterEach
    void stop() throws Exception {
        context.close();
        sandbox.close();
    }

    private Exchange send(String provider) {
        return send(provider, SENDS.get(provider), "Your order has left the depot.");
    }

    private Exchange send(String provider, String uri, String text) {
        return context.createProducerTemplate().request(uri, exchange -> {
            exchange.getMessage().setHeader(MessagingConstants.TO, NUMBERS.get(provider));
            exchange.getMessage().setHeader(MessagingConstants.FROM, provider.equals("clicksend") ? "+61400000000" : "Depot");
            if (provider.equals("boomware")) {
                exchange.getMessage().setHeader(MessagingConstants.CALLBACK_URL, providers.hook("/receipts/boomware"));
            }
            exchange.getMessage().setBody(text);
        });
    }

    private int arrived(String provider) {
        return sandbox.messagesTo(NUMBERS.get(provider)).size();
    }

    private static Stream<Arguments> everywhere(Stream<Fault> faults) {
        return faults
                .flatMap(fault -> SENDS.keySet().stream().sorted().map(provider -> Arguments.of(provider, fault.at(provider))));
    }

    static Stream<Arguments> unclear() {
        return everywhere(Stream.of(Fault.of(FaultType.RESET_BEFORE_ACCEPTANCE), Fault.of(FaultType.RESET_AFTER_ACCEPTANCE),
                Fault.of(FaultType.TRUNCATED_JSON), Fault.of(FaultType.OVERSIZED_JSON),
                Fault.of(FaultType.SERVER_ERROR_JSON).status(500), Fault.of(FaultType.SERVER_ERROR_JSON).status(502),
                Fault.of(FaultType.SERVER_ERROR_HTML).status(500), Fault.of(FaultType.SERVER_ERROR_HTML).status(502),
                Fault.of(FaultType.SERVER_ERROR_HTML).status(503).afterAcceptance(),
                Fault.of(FaultType.SERVER_ERROR_EMPTY).status(500).afterAcceptance(),
                Fault.of(FaultType.SERVER_ERROR_EMPTY).status(502), Fault.of(FaultType.SERVER_ERROR_EMPTY).status(503)));
    }

    @ParameterizedTest
    @MethodSource("unclear")
    void whatMayHaveArrivedIsUnknownAndNotRepeated(String provider, Fault fault) {
        sandbox.addFault(fault);

        assertThat(send(provider).getException()).isInstanceOf(OutcomeUnknownException.class);
        assertThat(arrived(provider)).isEqualTo(fault.accepted() ? 1 : 0);
        assertThat(sandbox.faults()).extracting("struck").containsExactly(1);
    }

    @ParameterizedTest
    @ValueSource(strings = { "boomware", "clicksend", "sendmode", "boomerang" })
    void anAnswerThatNeverComesIsUnknown(String provider) {
        String uri = SENDS.get(provider) + (SENDS.get(provider).contains("?") ? "&" : "?") + "totalTimeout=300";
        sandbox.addFault(Fault.of(FaultType.STALLED).at(provider).next(1));

        assertThat(send(provider, uri, "Hello").getException()).isInstanceOf(OutcomeUnknownException.class);
        assertThat(arrived(provider)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = { "boomware", "clicksend", "sendmode", "boomerang" })
    void tooManyRequestsIsUnavailable(String provider) {
        sandbox.addFault(Fault.of(FaultType.TOO_MANY_REQUESTS).at(provider).next(1));
        assertThat(send(provider).getException()).isInstanceOfSatisfying(ProviderUnavailableException.class,
                unavailable -> assertThat(unavailable.retryAfter()).isEmpty());

        sandbox.addFault(Fault.of(FaultType.TOO_MANY_REQUESTS).at(provider).next(1).retryAfter(Duration.ofSeconds(7)));
        assertThat(send(provider).getException()).isInstanceOfSatisfying(ProviderUnavailableException.class,
                unavailable -> assertThat(unavailable.retryAfter()).contains(Duration.ofSeconds(7)));
        assertThat(arrived(provider)).isZero();
        assertThat(send(provider).getException()).as("the next call").isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = { "boomware", "clicksend", "sendmode", "boomerang" })
    void aProviderThatIsAwayIsUnavailableAndComesBack(String provider) {
        assertThat(send(provider).getException()).isNull();
        sandbox.startOutage();
        assertThat(send(provider, SENDS.get(provider), "Is anybody there?").getException())
                .isInstanceOf(ProviderUnavailableException.class);
        sandbox.endOutage();

        assertThat(send(provider, SENDS.get(provider), "And now?").getException()).isNull();
        assertThat(arrived(provider)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = { "boomware", "clicksend", "sendmode", "boomerang" })
    void slowAnswersAreWaitedFor(String provider) {
        sandbox.addFault(Fault.of(FaultType.SLOW).at(provider).delay(Duration.ofMillis(50)));

        for (int i = 0; i < 10; i++) {
            assertThat(send(provider, SENDS.get(provider), "Message " + i).getException()).isNull();
        }
        assertThat(arrived(provider)).isEqualTo(10);
    }

    @ParameterizedTest
    @EnumSource(value = FaultType.class, names = { "WRONG_TYPES", "NULL_ARRAYS" })
    void anAnswerOfOddTypesIsNoRefusal(FaultType type) {
        sandbox.addFault(Fault.of(type));

        for (String provider : SENDS.keySet()) {
            Exception thrown = send(provider).getException();
            if (thrown != null) {
                assertThat(thrown).as(provider).isInstanceOf(OutcomeUnknownException.class);
            }
            assertThat(arrived(provider)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(value = FaultType.class, names = {
            "RESET_BEFORE_ACCEPTANCE", "RESET_AFTER_ACCEPTANCE", "TRUNCATED_JSON", "SERVER_ERROR_HTML", "TOO_MANY_REQUESTS" })
    void withAKeyARepeatIsOneMessage(FaultType type) {
        sandbox.addFault(Fault.of(type).at("boomerang").next(2));

        Exchange sent = send("boomerang", "boomerang:smsTwoWay", "Your order has left the depot.");
        assertThat(sent.getException()).isNull();
        assertThat(sent.getMessage().getBody()).isInstanceOf(SendResult.class);
        assertThat(arrived("boomerang")).isEqualTo(1);
    }

    /** As the page of the neutral contract has it: each of the three exceptions has a policy of its own. */
    @ParameterizedTest
    @ValueSource(strings = { "boomware", "clicksend", "sendmode" })
    void whatIsUnknownAfterARepeatIsNotRepeated(String provider) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(ProviderUnavailableException.class).maximumRedeliveries(3).redeliveryDelay(10);
                onException(RequestRejectedException.class).handled(true).to("mock:refused");
                onException(OutcomeUnknownException.class).handled(true).to("mock:unknown");
                from("direct:notify").to(SENDS.get(provider));
            }
        });
        sandbox.addFault(Fault.of(FaultType.TOO_MANY_REQUESTS).at(provider).next(1));
        sandbox.addFault(Fault.of(FaultType.RESET_AFTER_ACCEPTANCE).at(provider).next(1));

        assertThat(send(provider, "direct:notify", "Your order has left the depot.").getException()).isNull();
        assertThat(context.getEndpoint("mock:unknown", MockEndpoint.class).getReceivedExchanges()).hasSize(1);
        assertThat(arrived(provider)).isEqualTo(1);
    }

    @Test
    void aReceiptMayComeBeforeTheAnswer() {
        sandbox.addFault(Fault.of(FaultType.RECEIPT_BEFORE_ANSWER).at("boomware"));

        Exchange sent = send("boomware");
        String id = sent.getMessage().getHeader(MessagingConstants.MESSAGE_ID, String.class);
        assertThat(received("receipts-boomware", MessagingConstants.MESSAGE_ID)).contains(id);
        assertThat(received("receipts-boomware", MessagingConstants.STATUS)).contains(DeliveryStatus.DELIVERED);
    }

    @ParameterizedTest
    @ValueSource(strings = { "boomware", "clicksend", "sendmode", "boomerang" })
    void receiptsOutOfOrderAllArrive(String provider) throws Exception {
        receiveFrom(provider);
        sandbox.addFault(Fault.of(FaultType.RECEIPTS_OUT_OF_ORDER).at(provider));
        send(provider);

        await().untilAsserted(() -> assertThat(received("once-" + provider, MessagingConstants.STATUS))
                .containsExactly(DeliveryStatus.DELIVERED, DeliveryStatus.SENT));
        assertThat(DeliveryStatus.DELIVERED.advance(DeliveryStatus.SENT)).as("what a route keeps")
                .isEqualTo(DeliveryStatus.DELIVERED);
    }

    @ParameterizedTest
    @ValueSource(strings = { "boomware", "clicksend", "sendmode", "boomerang" })
    void aReceiptThatComesTwiceIsTheSameEvent(String provider) throws Exception {
        receiveFrom(provider);
        sandbox.addFault(Fault.of(FaultType.RECEIPT_TWICE).at(provider));
        send(provider);

        await().untilAsserted(() -> assertThat(received("once-" + provider, MessagingConstants.STATUS))
                .containsExactlyInAnyOrder(DeliveryStatus.SENT, DeliveryStatus.DELIVERED));
        if (!provider.equals("boomerang")) {
            await().untilAsserted(() -> assertThat(received("receipts-" + provider, MessagingConstants.STATUS)).hasSize(4));
            assertThat(received("once-" + provider, MessagingConstants.STATUS)).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "boomware", "clicksend", "sendmode", "boomerang" })
    void aLateReceiptArrives(String provider) throws Exception {
        receiveFrom(provider);
        sandbox.addFault(Fault.of(FaultType.RECEIPT_LATE).at(provider).delay(Duration.ofMillis(400)));
        send(provider);

        sandbox.awaitMessages(message -> message.events().size() >= 3, 1);
        await().untilAsserted(() -> assertThat(received("once-" + provider, MessagingConstants.STATUS))
                .contains(DeliveryStatus.SENT, DeliveryStatus.DELIVERED));
    }

    /** Of two messages the first is never heard of again: its state at the end is sent, and the route knows no more. */
    @ParameterizedTest
    @ValueSource(strings = { "boomware", "clicksend", "sendmode", "boomerang" })
    void aFinalReceiptMayNeverCome(String provider) throws Exception {
        receiveFrom(provider);
        sandbox.addFault(Fault.of(FaultType.NO_FINAL_RECEIPT).at(provider).next(1));
        send(provider);
        await().untilAsserted(() -> assertThat(received("once-" + provider, MessagingConstants.STATUS))
                .containsExactly(DeliveryStatus.SENT));
        sandbox.advanceClock(Duration.ofHours(2));
        send(provider);

        await().untilAsserted(() -> assertThat(received("once-" + provider, MessagingConstants.STATUS))
                .containsExactlyInAnyOrder(DeliveryStatus.SENT, DeliveryStatus.SENT, DeliveryStatus.DELIVERED));
    }

    @ParameterizedTest
    @ValueSource(strings = { "boomware", "clicksend", "sendmode", "boomerang" })
    void anUnknownStatusReachesTheRoute(String provider) throws Exception {
        receiveFrom(provider);
        sandbox.addFault(Fault.of(FaultType.RECEIPT_OF_UNKNOWN_STATUS).at(provider).next(1));
        send(provider);

        await().untilAsserted(() -> assertThat(received("once-" + provider, MessagingConstants.STATUS))
                .containsExactlyInAnyOrder(DeliveryStatus.UNKNOWN, DeliveryStatus.DELIVERED));
    }

    @ParameterizedTest
    @ValueSource(strings = { "boomware", "clicksend", "boomerang" })
    void aReplyThatComesTwiceIsTheSameEvent(String provider) throws Exception {
        receiveFrom(provider);
        send(provider);
        sandbox.addFault(Fault.of(FaultType.INBOUND_TWICE).at(provider));
        sandbox.reply(NUMBERS.get(provider), "Thanks");

        await().untilAsserted(() -> assertThat(received("inbound-once-" + provider, MessagingConstants.SENDER)).hasSize(1));
        if (!provider.equals("boomerang")) {
            await().untilAsserted(
                    () -> assertThat(received("inbound-" + provider, MessagingConstants.EVENT_ID)).hasSize(2));
            assertThat(received("inbound-once-" + provider, MessagingConstants.EVENT_ID)).hasSize(1);
        }
    }

    @Test
    void feedsThatGrowWhileTheyAreReadLoseNothing() throws Exception {
        sandbox.addFault(Fault.of(FaultType.FEED_GROWS).at("boomerang").operation("get_responses").next(5));
        sandbox.addFault(Fault.of(FaultType.FEED_GROWS).at("boomerang").operation("get_all_new_drs").next(5));
        sandbox.addFault(Fault.of(FaultType.FEED_GROWS).at("clicksend").operation("sms/inbound").next(5));
        for (String route : List.of("boomerang-receipts", "boomerang-replies", "clicksend-inbound")) {
            context.getRouteController().startRoute(route);
        }

        for (String end : List.of("receipts-boomerang", "inbound-boomerang", "polled")) {
            await().untilAsserted(() -> assertThat(received(end, MessagingConstants.EVENT_ID)).as(end).hasSize(5)
                    .doesNotHaveDuplicates());
        }
    }

    @Test
    void theSameSeedMeansTheSameDay() throws Exception {
        List<Boolean> first = outcomes();
        sandbox.clearFaults();
        sandbox.seed(7);

        assertThat(outcomes()).isEqualTo(first).contains(true, false);
    }

    private List<Boolean> outcomes() {
        sandbox.addFault(Fault.of(FaultType.TOO_MANY_REQUESTS).at("sendmode").probability(0.4));
        List<Boolean> outcomes = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            outcomes.add(send("sendmode").getException() == null);
        }
        return outcomes;
    }

    @Test
    void aDayStrikesItsOperationOnly() {
        sandbox.addFault(Fault.of(FaultType.RESET_BEFORE_ACCEPTANCE).at("boomware").operation("calls/text"));

        assertThat(send("boomware").getException()).isNull();
        assertThat(send("boomware", "boomware:textCall", "Hello").getException()).isInstanceOf(OutcomeUnknownException.class);
    }

    @Test
    void theClockBringsWhatIsDue() throws Exception {
        AtomicInteger receipts = new AtomicInteger();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("webhook:boomware:deliveryReceipts?webhookPath=/counted&webhookVerifyToken=s3cret")
                        .process(exchange -> receipts.incrementAndGet());
            }
        });
        String late = "+37255598004";
        context.createProducerTemplate().requestBodyAndHeaders("boomware:sms", "Hello",
                Map.of(MessagingConstants.TO, late, MessagingConstants.CALLBACK_URL, providers.hook("/counted")));
        sandbox.awaitStatus(late, "SENT");
        sandbox.advanceClock(Duration.ofHours(2));

        sandbox.awaitStatus(late, "DELIVERED");
        await().untilAsserted(() -> assertThat(receipts).hasValue(2));
    }

    private void receiveFrom(String provider) throws Exception {
        if (provider.equals("boomerang")) {
            context.getRouteController().startRoute("boomerang-receipts");
            context.getRouteController().startRoute("boomerang-replies");
        }
    }

    private List<Object> received(String mock, String header) {
        return context.getEndpoint("mock:" + mock, MockEndpoint.class).getReceivedExchanges().stream()
                .map(exchange -> exchange.getMessage().getHeader(header)).toList();
    }
}
