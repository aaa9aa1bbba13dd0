/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomerang;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.SendResult;
import io.camelmessaging.sandbox.DeliveryScript;
import io.camelmessaging.sandbox.MessagingSandbox;
import io.camelmessaging.sandbox.boomerang.BoomerangProvider;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static com.github.tomakehurst.wiremock.matching.RequestPatternBuilder.allRequests;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What a user does over a day, against a provider that remembers.
 */
class BoomerangStoryTest {

    private static final String NUMBER = "+353871234567";
    private static final int EVENTS = 30;

    @RegisterExtension
    static final WireMockExtension BETWEEN = WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

    @TempDir
    Path folder;

    private MessagingSandbox sandbox;
    private DefaultCamelContext context;

    @BeforeEach
    void start() {
        sandbox = MessagingSandbox.create().start();
        context = context(sandbox.baseUrl("boomerang"));
    }

    private static DefaultCamelContext context(String baseUrl) {
        DefaultCamelContext made = BoomerangContexts.of(baseUrl);
        BoomerangConfiguration configuration = made.getComponent("boomerang", BoomerangComponent.class).getConfiguration();
        configuration.setUsername(BoomerangProvider.USERNAME);
        configuration.setPassword(BoomerangProvider.PASSWORD);
        return made;
    }

    @AfterEach
    void stop() throws Exception {
        context.close();
        sandbox.close();
    }

    @Test
    void aRepeatAfterAStalledAnswerMakesTheProviderCountOneMessage() throws Exception {
        BETWEEN.stubFor(any(anyUrl()).inScenario("stall").whenScenarioStateIs(Scenario.STARTED).willSetStateTo("clear")
                .willReturn(aResponse().proxiedFrom(sandbox.baseUrl("boomerang")).withFixedDelay(10_000)));
        BETWEEN.stubFor(any(anyUrl()).inScenario("stall").whenScenarioStateIs("clear")
                .willReturn(aResponse().proxiedFrom(sandbox.baseUrl("boomerang"))));
        try (DefaultCamelContext between = context(BETWEEN.baseUrl())) {
            between.start();
            Exchange exchange = between.createProducerTemplate().request("boomerang:smsOneWay?from=Acme&responseTimeout=4000",
                    sent -> {
                        sent.getMessage().setBody("Hi");
                        sent.getMessage().setHeader(MessagingConstants.TO, NUMBER);
                    });

            assertThat(exchange.getException()).isNull();
            BETWEEN.verify(2, allRequests());
            assertThat(sandbox.messages()).hasSize(1);
            assertThat(exchange.getMessage().getHeader(MessagingConstants.ACCEPTED_COUNT)).isEqualTo(0);
        }
    }

    @Test
    void aConversationComesBackByPollingAndByPush() throws Exception {
        VertxPlatformHttpServerConfiguration server = new VertxPlatformHttpServerConfiguration();
        server.setBindPort(0);
        context.addService(new VertxPlatformHttpServer(server));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("boomerang:replies?delay=100&initialDelay=0").to("mock:polled");
                from("boomerang:deliveryReceipts?delay=100&initialDelay=0").to("mock:receipts");
                from("webhook:boomerang:replies?webhookComponentName=platform-http&webhookPath=/replies&webhookVerifyToken=s3cret")
                        .to("mock:pushed");
            }
        });
        context.start();
        int port = context.hasService(VertxPlatformHttpServer.class).getPort();
        context.createProducerTemplate().requestBodyAndHeaders("boomerang:smsTwoWay?webhookVerifyToken=s3cret",
                "10:00 on Friday?",
                Map.of(MessagingConstants.TO, NUMBER, MessagingConstants.REFERENCE, "visit-118",
                        MessagingConstants.CALLBACK_URL,
                        "http://127.0.0.1:" + port + "/replies", "CamelBoomerangConversationId", "c-118"));
        sandbox.reply(NUMBER, "YES");

        for (String arrival : List.of("mock:polled", "mock:pushed")) {
            MockEndpoint replies = context.getEndpoint(arrival, MockEndpoint.class);
            await().untilAsserted(() -> assertThat(replies.getReceivedExchanges()).hasSize(1));
            assertThat(replies.getReceivedExchanges().get(0).getMessage()).satisfies(reply -> {
                assertThat(reply.getBody(String.class)).isEqualTo("YES");
                assertThat(reply.getHeader(MessagingConstants.REFERENCE)).isEqualTo("visit-118");
                assertThat(reply.getHeader(MessagingConstants.SENDER, String.class)).endsWith("353871234567");
                assertThat(reply.getHeader(MessagingConstants.IN_REPLY_TO)).isEqualTo(sandbox.messages().get(0).id());
            });
        }
        MockEndpoint receipts = context.getEndpoint("mock:receipts", MockEndpoint.class);
        await().untilAsserted(() -> assertThat(receipts.getReceivedExchanges())
                .extracting(receipt -> receipt.getMessage().getHeader(MessagingConstants.STATUS))
                .containsExactly(DeliveryStatus.SENT, DeliveryStatus.DELIVERED));
        sandbox.assertCleanWire();
    }

    @Test
    void everyActionIsUnderstood() throws Exception {
        context.start();
        sandbox.deliveryScript("pat@example.org", DeliveryScript.READ);
        Map<String, Object> to = Map.of(MessagingConstants.TO, NUMBER);
        context.createProducerTemplate().requestBodyAndHeaders("boomerang:smsOneWay?from=Acme", "Hi", to);
        context.createProducerTemplate().requestBodyAndHeaders("boomerang:smsCustomNumber?from=441632960999", "Vote", to);
        context.createProducerTemplate().requestBodyAndHeaders("boomerang:voice",
                Map.of("text", "Hello", "voice_intro", "Press 1",
                        "redirectNumber", "+442079460000", "voice_retries", 2),
                to);
        SendResult mail = context.createProducerTemplate().requestBodyAndHeaders("boomerang:email", "Please confirm",
                Map.of(MessagingConstants.TO, "pat@example.org", MessagingConstants.SUBJECT, "Visit"), SendResult.class);

        assertThat(mail.outcomes()).hasSize(1);
        assertThat(sandbox.messages()).extracting(message -> message.fields().get("operation")).containsExactly("sms1", "sms3",
                "voice",
                "email");
        sandbox.assertCleanWire();
    }

    /** The process dies in the route of some event, again and again. */
    @ParameterizedTest
    @ValueSource(strings = { "deliveryReceipts", "replies" })
    void aKilledConsumerLosesNothing(String feed) throws Exception {
        context.start();
        List<String> numbers = IntStream.range(0, EVENTS).mapToObj("+3538712%05d"::formatted).toList();
        context.createProducerTemplate().requestBodyAndHeader("boomerang:smsTwoWay", "Hi", MessagingConstants.TO, numbers);
        sandbox.awaitMessages(message -> message.status().equals("D"), EVENTS);
        numbers.forEach(number -> sandbox.reply(number, "YES"));
        int expected = feed.equals("replies") ? EVENTS : 2 * EVENTS;
        int kills = 0;
        boolean ended = false;
        for (int run = 0; run < 20 && !ended; run++) {
            Process process = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                    System.getProperty("java.class.path"),
                    KilledConsumer.class.getName(), sandbox.baseUrl("boomerang"), feed, folder.toString(), "11")
                    .redirectErrorStream(true).redirectOutput(folder.resolve("log" + run).toFile()).start();
            try {
                await().atMost(Duration.ofSeconds(90)).until(() -> !process.isAlive() || processed().size() == expected);
                // the end must be seen by a process that is not killed any more
                ended = process.isAlive();
                kills += ended ? 0 : 1;
            } finally {
                process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            }
        }

        assertThat(ended).isTrue();
        assertThat(kills).isPositive();
        assertThat(processed()).hasSize(expected);
        // each kill leaves at most the one event that was on its route
        assertThat(Files.readAllLines(folder.resolve("processed")).size() - expected).isLessThanOrEqualTo(kills);
    }

    private Set<String> processed() throws IOException {
        Path file = folder.resolve("processed");
        return Files.exists(file) ? new HashSet<>(Files.readAllLines(file)) : Set.of();
    }
}
