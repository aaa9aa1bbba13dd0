/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.courier.Courier;
import io.camelmessaging.common.observe.MessagingObserver;
import io.camelmessaging.common.observe.SendObservation;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.service.ServiceSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What is measured where the application has a registry of meters. */
class MetersTest {

    @RegisterExtension
    static final WireMockExtension PROVIDER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort()).build();

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private DefaultCamelContext context;

    @BeforeEach
    void prepare() {
        context = Courier.context(PROVIDER.baseUrl());
        context.getRegistry().bind("meters", meters);
    }

    @AfterEach
    void stop() throws Exception {
        context.close();
    }

    @Test
    void aSendIsTimedByItsOutcome() {
        answers(okJson("{\"id\":\"m1\"}"));
        context.start();
        Courier.sms(context, "").await();
        Courier.sms(context, "").await();

        assertThat(meters.get("camel.messaging.send").tag("provider", "courier").tag("operation", "sms")
                .tag("outcome", "accepted").tag("reason", "none").timer().count()).isEqualTo(2);
        assertThat(meters.get("camel.messaging.send").timer().totalTime(TimeUnit.NANOSECONDS)).isPositive();
        assertThat(meters.get("camel.messaging.messages").tag("state", "accepted").counter().count()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({ "401, rejected, authentication", "429, unavailable, none", "500, unknown, none" })
    void aFailedSendIsTimedByItsOutcomeAndReason(int status, String outcome, String reason) {
        answers(aResponse().withStatus(status));
        context.start();
        Courier.sms(context, "").await();

        assertThat(meters.get("camel.messaging.send").tag("outcome", outcome).tag("reason", reason).timer().count())
                .isEqualTo(1);
    }

    @Test
    void whatIsNotSentIsCountedToo() {
        context.start();
        Courier.call(context, "courier:sms", "Hi", Map.of(MessagingConstants.TO, "nobody")).await();
        Courier.call(context, "courier:sms?dryRun=true", "Hi", Map.of(MessagingConstants.TO, Courier.NUMBER)).await();

        assertThat(meters.get("camel.messaging.send").timers()).singleElement().satisfies(timer -> {
            assertThat(timer.getId().getTag("outcome")).isEqualTo("not_sent");
            assertThat(timer.count()).isEqualTo(1);
        });
    }

    @Test
    void aListIsCountedByWhatBecameOfEach() {
        answers(okJson("{\"results\":[{\"number\":\"+37255500001\",\"id\":\"m1\",\"status\":\"OK\"},"
                       + "{\"number\":\"+37255500002\",\"id\":\"m2\",\"status\":\"BLOCKED\"}]}"));
        context.start();
        Courier.call(context, "courier:bulk", List.of(Map.of("to", "+37255500001", "text", "Hi"),
                Map.of("to", "+37255500002", "text", "Hi")), Map.of()).await();

        assertThat(meters.get("camel.messaging.send").tag("operation", "bulk").tag("outcome", "partial").timer().count())
                .isEqualTo(1);
        assertThat(meters.get("camel.messaging.messages").tag("state", "accepted").counter().count()).isEqualTo(1);
        assertThat(meters.get("camel.messaging.messages").tag("state", "rejected").counter().count()).isEqualTo(1);
    }

    @Test
    void anAccountShowsWhatWaits() {
        answers(okJson("{\"id\":\"m1\"}").withFixedDelay(60_000));
        Courier.component(context).setMaxInFlight(2);
        context.start();
        IntStream.range(0, 5).forEach(i -> Courier.sms(context, ""));

        await().untilAsserted(() -> {
            assertThat(gauge("camel.messaging.inflight")).isEqualTo(2);
            assertThat(gauge("camel.messaging.queued")).isEqualTo(3);
            assertThat(gauge("camel.messaging.limit.waiting")).isZero();
            assertThat(gauge("camel.messaging.limit.used")).isNaN();
        });
    }

    @Test
    void anAccountShowsWhatItHasUsedOfItsLimit() {
        answers(okJson("{\"id\":\"m1\"}"));
        context.start();
        String limit = "?maxRequestsPerPeriod=2&requestPeriod=3600000";
        IntStream.range(0, 4).forEach(i -> Courier.sms(context, limit));

        await().untilAsserted(() -> {
            assertThat(gauge("camel.messaging.limit.used")).isBetween(0.5, 1.0);
            assertThat(gauge("camel.messaging.limit.waiting")).isBetween(2.0, 3.0);
        });
    }

    @Test
    void accountsThatCouldGrowWithoutEndAreSummedUp() {
        context.start();
        IntStream.range(0, 50).forEach(i -> Courier.producer(context, "courier:sms?username=customer" + i));

        Set<String> accounts = meters.get("camel.messaging.inflight").gauges().stream()
                .map(gauge -> gauge.getId().getTag("account")).collect(Collectors.toSet());
        assertThat(accounts).hasSize(21).contains("other").noneMatch(account -> account.contains("customer"));
    }

    @Test
    void webhooksAndEventsAreCounted() throws Exception {
        int port = serve();
        assertThat(call(port, "/receipts?token=s3cret", "{\"id\":\"r1\",\"number\":\"1\",\"status\":\"SENT\"}"))
                .isEqualTo(200);
        assertThat(call(port, "/receipts?token=wrong", "{}")).isEqualTo(403);
        assertThat(call(port, "/receipts?token=s3cret", "broken")).isEqualTo(400);
        assertThat(call(port, "/failing?token=s3cret", "{\"id\":\"i1\",\"from\":\"1\",\"text\":\"Hi\"}")).isEqualTo(500);

        for (String status : List.of("200", "403", "400", "500")) {
            assertThat(meters.get("camel.messaging.webhook").tag("status", status).timer().count()).isEqualTo(1);
        }
        assertThat(meters.get("camel.messaging.events").tag("kind", "receipt").tag("status", "sent")
                .tag("outcome", "processed").counter().count()).isEqualTo(1);
        assertThat(meters.get("camel.messaging.events").tag("kind", "inbound").tag("status", "none")
                .tag("outcome", "failed").counter().count()).isEqualTo(1);
    }

    private int serve() throws Exception {
        VertxPlatformHttpServerConfiguration server = new VertxPlatformHttpServerConfiguration();
        server.setBindPort(0);
        context.addService(new VertxPlatformHttpServer(server));
        String options = "&webhookComponentName=platform-http&webhookVerifyToken=s3cret";
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("webhook:courier:receipts?webhookPath=/receipts" + options).to("mock:events");
                from("webhook:courier:inbound?webhookPath=/failing" + options)
                        .throwException(new IllegalStateException("broken"));
            }
        });
        context.start();
        return context.hasService(VertxPlatformHttpServer.class).getPort();
    }

    private int call(int port, String path, String body) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    @Test
    void aRegistryThatIsMadeWhileTheContextStartsIsFound() throws Exception {
        context.getRegistry().unbind("meters");
        context.addService(new ServiceSupport() {
            @Override
            protected void doStart() {
                context.getRegistry().bind("metricsRegistry", meters);
            }
        });
        answers(okJson("{\"id\":\"m1\"}"));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:send").to("courier:sms");
            }
        });
        context.start();
        Courier.sms(context, "").await();

        assertThat(meters.get("camel.messaging.send").timer().count()).isEqualTo(1);
        assertThat(gauge("camel.messaging.inflight")).isZero();
    }

    @Test
    void ofSeveralRegistriesTheOneOfCamelIsUsed() {
        context.getRegistry().bind("another", new SimpleMeterRegistry());
        context.getRegistry().bind("metricsRegistry", meters);
        answers(okJson("{\"id\":\"m1\"}"));
        context.start();
        Courier.sms(context, "").await();

        assertThat(meters.get("camel.messaging.send").timer().count()).isEqualTo(1);
    }

    @Test
    void nothingIsMeasuredWithoutARegistry() {
        context.getRegistry().unbind("meters");
        context.start();

        assertThat(Observers.of(context).isEmpty()).isTrue();
    }

    @Test
    void aRegistryThatOutlivesTheContextKeepsNothingOfIt() throws Exception {
        context.start();
        Courier.producer(context, "courier:sms");
        assertThat(meters.find("camel.messaging.inflight").gauges()).hasSize(1);
        context.close();

        assertThat(meters.getMeters()).filteredOn(meter -> meter.getId().getType() == Meter.Type.GAUGE).isEmpty();
    }

    @Test
    void anObserverOfTheApplicationHearsOfEachSendAndCannotBreakIt() {
        AtomicInteger heard = new AtomicInteger();
        context.getRegistry().bind("observer", new MessagingObserver() {
            @Override
            public void sendEnded(SendObservation send) {
                heard.incrementAndGet();
                throw new IllegalStateException("broken observer");
            }
        });
        answers(okJson("{\"id\":\"m1\"}"));
        context.start();

        assertThat(Courier.sms(context, "").await().getException()).isNull();
        assertThat(Courier.sms(context, "").await().getException()).isNull();
        assertThat(heard).hasValue(2);
        assertThat(meters.get("camel.messaging.send").timer().count()).isEqualTo(2);
    }

    /** Whatever a message holds: no tag has it, and there is no more than a closed list of them. */
    @Test
    void noTagComesFromAMessage() {
        Set<String> closed = Set.of("courier", "sms", "bulk", "accepted", "rejected", "not_sent", "unavailable", "unknown",
                "none", context.getName(), Courier.account(context));
        answers(okJson("{\"id\":\"secret-id\",\"network\":\"secret-network\"}"));
        context.start();
        for (int i = 0; i < 40; i++) {
            Courier.call(context, i % 2 == 0 ? "courier:sms" : "courier:bulk", "secret text " + i, Map.of(
                    MessagingConstants.TO, i % 5 == 0 ? "wrong" + i : "+3725550" + (1000 + i),
                    MessagingConstants.FROM, "Sender" + i, MessagingConstants.REFERENCE, "reference-" + i)).await();
        }

        assertThat(meters.getMeters()).isNotEmpty();
        Stream<Tag> tags = meters.getMeters().stream().flatMap(meter -> meter.getId().getTags().stream());
        assertThat(tags.map(Tag::getValue)).isSubsetOf(closed);
    }

    private void answers(ResponseDefinitionBuilder answer) {
        PROVIDER.stubFor(any(anyUrl()).willReturn(answer));
    }

    private double gauge(String name) {
        return meters.get(name).gauge().value();
    }
}
