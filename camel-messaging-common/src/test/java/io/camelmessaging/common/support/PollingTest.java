/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.courier.Courier;
import io.camelmessaging.common.courier.Wire;
import io.camelmessaging.common.internal.Fingerprint;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckRepository;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathTemplate;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

/**
 * A polled event is acknowledged after its route succeeded, and what failed comes again.
 */
class PollingTest {

    @RegisterExtension
    static final WireMockExtension PROVIDER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort()).build();

    private static final String KEY = "courier:receipts:" + Fingerprint.shortOf(12, "courier-user") + ":r1:DELIVERED";

    private final List<Exchange> received = new CopyOnWriteArrayList<>();
    private final List<String> handled = new CopyOnWriteArrayList<>();
    private final AtomicBoolean failing = new AtomicBoolean();
    private DefaultCamelContext context;

    @BeforeEach
    void create() {
        context = Courier.context(PROVIDER.baseUrl());
        context.getRegistry().bind("handler", new ExceptionHandler() {
            @Override
            public void handleException(Throwable exception) {
                handled.add(exception.getMessage());
            }

            @Override
            public void handleException(String message, Throwable exception) {
                handled.add(message);
            }

            @Override
            public void handleException(String message, Exchange exchange, Throwable exception) {
                handled.add(message);
            }
        });
        PROVIDER.stubFor(delete(urlPathTemplate("/receipts/{id}")).willReturn(ok()));
    }

    private void enableHealth() {
        HealthCheckRegistry registry = context.getCamelContextExtension().getContextPlugin(HealthCheckRegistry.class);
        HealthCheckRepository consumers = (HealthCheckRepository) registry.resolveById("consumers");
        consumers.setEnabled(true);
        registry.register(consumers);
    }

    @AfterEach
    void stop() throws Exception {
        context.close();
    }

    @Test
    void anEventReachesTheRouteAndIsAcknowledgedAfterwards() throws Exception {
        feed("{\"id\":\"r1\",\"number\":\"+37255500123\",\"status\":\"DELIVERED\",\"at\":\"2026-01-02T03:04:05Z\","
             + "\"reference\":\"ref\"}");
        AtomicBoolean acknowledgedBefore = new AtomicBoolean();
        route("&repeatCount=1", exchange -> acknowledgedBefore
                .set(!PROVIDER.findAll(deleteRequestedFor(urlEqualTo("/receipts/r1"))).isEmpty()));

        acknowledged("r1");
        assertThat(acknowledgedBefore).isFalse();
        Exchange exchange = received.get(0);
        assertThat(exchange.getMessage().getBody()).isEqualTo(new Wire.Receipt(
                "r1", "+37255500123", DeliveryStatus.DELIVERED, Instant.parse("2026-01-02T03:04:05Z"), "ref"));
        assertThat(exchange.getMessage().getHeaders()).containsOnly(
                entry(MessagingConstants.PROVIDER, "courier"), entry(MessagingConstants.ACCOUNT, Courier.account(context)),
                entry(MessagingConstants.EVENT_ID, "r1:DELIVERED"),
                entry(MessagingConstants.MESSAGE_ID, "r1"), entry(MessagingConstants.RECIPIENT, "+37255500123"),
                entry(MessagingConstants.STATUS, DeliveryStatus.DELIVERED), entry(MessagingConstants.STATUS_FINAL, true),
                entry(MessagingConstants.TIMESTAMP, Instant.parse("2026-01-02T03:04:05Z")),
                entry(MessagingConstants.REFERENCE, "ref"), entry("CamelCourierRaw", "DELIVERED"));
    }

    @Test
    void aPollIsABatch() throws Exception {
        feed(receipt("r1"), receipt("r2"), receipt("r3"));
        route("&repeatCount=1", exchange -> {
        });

        acknowledged("r3");
        assertThat(received).extracting(exchange -> exchange.getProperty(ExchangePropertyKey.BATCH_INDEX)).containsExactly(0, 1,
                2);
        assertThat(received).extracting(exchange -> exchange.getProperty(ExchangePropertyKey.BATCH_SIZE)).containsOnly(3);
        assertThat(received).extracting(exchange -> exchange.getProperty(ExchangePropertyKey.BATCH_COMPLETE))
                .containsExactly(false, false, true);
    }

    @Test
    void moreThanAPollMayTakeWaitForTheNext() throws Exception {
        feed(receipt("r1"), receipt("r2"), receipt("r3"));
        route("&repeatCount=1&maxMessagesPerPoll=2", exchange -> {
        });

        acknowledged("r2");
        assertThat(received).hasSize(2);
        PROVIDER.verify(0, deleteRequestedFor(urlEqualTo("/receipts/r3")));
    }

    @Test
    void whatFailedIsToldOnceAndComesAgain() throws Exception {
        failing.set(true);
        feed(receipt("r1"));
        route("&repeatCount=1", this::failing);
        Awaitility.await().until(() -> !handled.isEmpty() && received.size() == 1);

        PROVIDER.verify(0, deleteRequestedFor(urlEqualTo("/receipts/r1")));
        assertThat(handled).singleElement().asString().contains("failed on its route; it will come again");
        failing.set(false);
        context.getRouteController().stopRoute("poll");
        context.getRouteController().startRoute("poll");
        acknowledged("r1");
        assertThat(received).hasSize(2);
        assertThat(handled).hasSize(1);
    }

    @Test
    void whatIsStillOnItsRouteIsNotHandedOutAgain() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        feed(receipt("r1"));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("courier:receipts?initialDelay=0&delay=20").routeId("poll").process(received::add).threads(1)
                        .process(exchange -> release.await(30, TimeUnit.SECONDS));
            }
        });
        context.start();
        Awaitility.await().until(() -> PROVIDER.findAll(getRequestedFor(urlEqualTo("/receipts"))).size() >= 4);

        assertThat(received).hasSize(1);
        PROVIDER.verify(0, deleteRequestedFor(urlEqualTo("/receipts/r1")));
        release.countDown();
        acknowledged("r1");
    }

    @Test
    void whatCouldNotBeAcknowledgedIsNotProcessedTwiceWithARepository() throws Exception {
        context.getRegistry().bind("seen", MemoryIdempotentRepository.memoryIdempotentRepository());
        PROVIDER.stubFor(delete("/receipts/r1").willReturn(aResponse().withStatus(500)));
        feed(receipt("r1"));
        route("&idempotentRepository=#seen", exchange -> {
        });
        Awaitility.await().until(() -> PROVIDER.findAll(deleteRequestedFor(urlEqualTo("/receipts/r1"))).size() >= 3);

        assertThat(received).hasSize(1);
        assertThat(handled.get(0)).contains("was processed and could not be acknowledged; it will come again");
    }

    @Test
    void oneThatCannotBeAcknowledgedDoesNotHoldTheOthersBack() throws Exception {
        IdempotentRepository seen = MemoryIdempotentRepository.memoryIdempotentRepository();
        seen.add(KEY);
        context.getRegistry().bind("seen", seen);
        PROVIDER.stubFor(delete("/receipts/r1").willReturn(aResponse().withStatus(500)));
        feed(receipt("r1"), receipt("r2"));
        route("&idempotentRepository=#seen&repeatCount=1", exchange -> {
        });

        acknowledged("r2");
        assertThat(received).singleElement().satisfies(
                exchange -> assertThat(exchange.getMessage().getHeader(MessagingConstants.MESSAGE_ID)).isEqualTo("r2"));
        assertThat(handled).singleElement().asString().contains("could not be acknowledged");
    }

    @Test
    void twoAccountsThatShareARepositoryDoNotTakeEachOthersEvents() throws Exception {
        MemoryIdempotentRepository seen = new MemoryIdempotentRepository();
        context.getRegistry().bind("seen", seen);
        feed(receipt("r1"));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                for (String account : List.of("", "&username=other&apiKey=k")) {
                    from("courier:receipts?initialDelay=0&delay=20&idempotentRepository=#seen" + account)
                            .process(received::add);
                }
            }
        });
        context.start();
        Awaitility.await().until(() -> received.size() >= 2 && seen.getCacheSize() == 2);

        assertThat(received).extracting(exchange -> exchange.getMessage().getHeader(MessagingConstants.EVENT_ID))
                .containsExactlyInAnyOrder("r1:DELIVERED", "r1:DELIVERED@" + Fingerprint.shortOf(12, "other"));
    }

    @Test
    void aFailedRouteIsNotRemembered() throws Exception {
        MemoryIdempotentRepository seen = new MemoryIdempotentRepository();
        context.getRegistry().bind("seen", seen);
        failing.set(true);
        feed(receipt("r1"));
        route("&idempotentRepository=#seen&repeatCount=1", this::failing);
        Awaitility.await().until(() -> !handled.isEmpty());

        assertThat(seen.contains(KEY)).isFalse();
    }

    @Test
    void onePoisonedEventDoesNotStopTheFeed() throws Exception {
        enableHealth();
        feed(receipt("r0"), receipt("r1"));
        route("&maxMessagesPerPoll=1&maxRedeliveries=2&poisonAfter=60", this::failingOnR0);

        acknowledged("r1");
        PROVIDER.verify(0, deleteRequestedFor(urlEqualTo("/receipts/r0")));
        long tried = received.stream().filter(exchange -> id(exchange).equals("r0")).count();
        assertThat(tried).as("it is poison after more than two failures").isGreaterThan(2);
        Awaitility.await().until(() -> health() == HealthCheck.State.UP);
        assertThat(HealthCheckHelper.invokeReadiness(context)).anySatisfy(
                result -> assertThat(result.getDetails()).containsEntry("parked.events", 1));
        // it rests and is not given up
        Awaitility.await().until(() -> received.stream().filter(exchange -> id(exchange).equals("r0")).count() > tried);
    }

    @Test
    void aPoisonedEventGoesToItsEndpoint() throws Exception {
        feed(receipt("r0"), receipt("r1"));
        MockEndpoint poisoned = context.getEndpoint("mock:poisoned", MockEndpoint.class);
        route("&maxMessagesPerPoll=1&maxRedeliveries=2&poisonAfter=60&poisonUri=mock:poisoned", this::failingOnR0);

        acknowledged("r0");
        Exchange exchange = poisoned.getExchanges().get(0);
        assertThat(exchange.getMessage().getBody(Wire.Receipt.class).id()).isEqualTo("r0");
        assertThat(exchange.getMessage().getHeaders()).containsEntry(MessagingConstants.EVENT_ID, "r0:DELIVERED")
                .containsEntry("CamelCourierRaw", "DELIVERED");
    }

    @Test
    void whatItsEndpointDoesNotTakeIsNotAcknowledged() throws Exception {
        feed(receipt("r0"));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:marked").markRollbackOnly();
            }
        });
        route("&maxRedeliveries=0&poisonAfter=1&poisonUri=direct:marked", this::failingOnR0);

        Awaitility.await().until(() -> handled.stream().anyMatch(message -> message.contains("poisonUri did not take it")));
        PROVIDER.verify(0, deleteRequestedFor(urlEqualTo("/receipts/r0")));
    }

    @Test
    void aWrongEndpointForPoisonFailsAtStart() {
        assertThatThrownBy(() -> route("&poisonUri=nosuch:x", exchange -> {
        })).hasMessageContaining("nosuch");
    }

    private void failingOnR0(Exchange exchange) {
        if (id(exchange).equals("r0")) {
            throw new IllegalStateException("broken");
        }
    }

    private static String id(Exchange exchange) {
        return exchange.getMessage().getHeader(MessagingConstants.MESSAGE_ID, String.class);
    }

    @Test
    void aProviderThatCannotBeAskedIsDownAndComesBack() throws Exception {
        enableHealth();
        PROVIDER.stubFor(get("/receipts").willReturn(aResponse().withStatus(503)));
        route("", exchange -> {
        });
        Awaitility.await().until(() -> health() == HealthCheck.State.DOWN);
        assertThat(HealthCheckHelper.invokeReadiness(context)).allSatisfy(
                result -> assertThat(result.getState()).isEqualTo(HealthCheck.State.UP));
        // the consumer tells the health of a poll before its exception handler
        Awaitility.await().until(() -> !handled.isEmpty());

        feed(receipt("r1"));
        acknowledged("r1");
        Awaitility.await().until(() -> health() == HealthCheck.State.UP);
    }

    @Test
    void anOperationOnTheWrongSideFailsAtStart() throws Exception {
        context.start();

        assertThatThrownBy(() -> context.addRoutes(route("courier:sms", "mock:a")))
                .rootCause().hasMessage("courier:sms cannot be used as polling consumer: use to(\"courier:sms\").");
        assertThatThrownBy(() -> context.addRoutes(route("courier:inbound", "mock:a"))).rootCause().hasMessage(
                "courier:inbound cannot be used as polling consumer: use from(\"webhook:courier:inbound\").");
        assertThatThrownBy(() -> context.addRoutes(route("direct:a", "courier:history"))).rootCause().hasMessage(
                "courier:history cannot be used in to(..): use from(\"courier:history\").");
        assertThatThrownBy(() -> context.addRoutes(route("direct:b", "courier:receipts"))).rootCause().hasMessage(
                "courier:receipts cannot be used in to(..): use from(\"courier:receipts\") or"
                                                                                                                  + " from(\"webhook:courier:receipts\").");
    }

    private void failing(Exchange exchange) {
        if (failing.get()) {
            throw new IllegalStateException("broken");
        }
    }

    private HealthCheck.State health() {
        return HealthCheckHelper.invoke(context, "full").stream()
                .filter(result -> result.getCheck().getId().contains("poll")).findFirst().orElseThrow().getState();
    }

    private void route(String options, Processor processor) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("courier:receipts?initialDelay=0&delay=20&exceptionHandler=#handler" + options).routeId("poll")
                        .process(received::add).process(processor);
            }
        });
        context.start();
    }

    private static RouteBuilder route(String from, String to) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(from).to(to);
            }
        };
    }

    private static String receipt(String id) {
        return "{\"id\":\"" + id + "\",\"status\":\"DELIVERED\"}";
    }

    private static void feed(String... receipts) {
        PROVIDER.stubFor(get("/receipts").willReturn(okJson("{\"receipts\":[" + String.join(",", receipts) + "]}")));
    }

    private static void acknowledged(String id) {
        Awaitility.await().until(() -> !PROVIDER.findAll(deleteRequestedFor(urlEqualTo("/receipts/" + id))).isEmpty());
    }
}
