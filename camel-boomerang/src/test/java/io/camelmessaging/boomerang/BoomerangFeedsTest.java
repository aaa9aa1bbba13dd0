/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomerang;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.camelmessaging.boomerang.model.Receipt;
import io.camelmessaging.boomerang.model.Reply;
import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.internal.Fingerprint;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static com.github.tomakehurst.wiremock.matching.RequestPatternBuilder.allRequests;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

/**
 * What reaches a route from the two feeds, and what is asked of the provider for it.
 */
class BoomerangFeedsTest {

    private static final DateTimeFormatter WIRE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final FeedProvider FEEDS = new FeedProvider();

    @RegisterExtension
    static final WireMockExtension PROVIDER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort().extensions(FEEDS)).build();

    private DefaultCamelContext context;
    private MockEndpoint events;

    @BeforeEach
    void start() {
        FEEDS.reset();
        PROVIDER.stubFor(get(anyUrl()).willReturn(ok().withTransformers("feeds")));
        context = BoomerangContexts.of(PROVIDER.baseUrl());
        context.start();
        events = context.getEndpoint("mock:events", MockEndpoint.class);
    }

    @AfterEach
    void stop() throws Exception {
        context.close();
    }

    @Test
    void aReceiptIsHandedOn() throws Exception {
        FEEDS.receipt(900100200, "D", "2024-05-02 08:15:03");
        poll("deliveryReceipts");

        Exchange exchange = received(1).get(0);
        assertThat(exchange.getMessage().getBody(Receipt.class)).isEqualTo(new Receipt(
                "900100200", "D", "2024-05-02 08:15:03", "447700900123", "c900100200", "", "u",
                Instant.parse("2024-05-02T08:15:03Z"), Map.of()));
        assertThat(exchange.getMessage().getHeaders()).containsOnly(
                entry(MessagingConstants.PROVIDER, "boomerang"),
                entry(MessagingConstants.ACCOUNT, BoomerangContexts.account(context)),
                entry(MessagingConstants.EVENT_ID, "900100200:D:2024-05-02 08:15:03:"
                                                   + Fingerprint.shortOf(16, "900100200", "D", "2024-05-02 08:15:03",
                                                           "447700900123")),
                entry(MessagingConstants.MESSAGE_ID, "900100200"),
                entry(MessagingConstants.RECIPIENT, "+447700900123"),
                entry(MessagingConstants.REFERENCE, "c900100200"),
                entry(MessagingConstants.STATUS, DeliveryStatus.DELIVERED),
                entry(MessagingConstants.STATUS_FINAL, true),
                entry(MessagingConstants.TIMESTAMP, Instant.parse("2024-05-02T08:15:03Z")),
                entry(BoomerangConstants.RAW_STATUS, "D"));
        PROVIDER.verify(getRequestedFor(urlPathEqualTo("/v1/get_all_new_drs"))
                .withHeader("Authorization", equalTo("Basic ZGVtby11c2VyOmRlbW8tcGFzcw=="))
                .withQueryParam("ignore_previous", equalTo("false"))
                .withQueryParam("drs_after", equalTo("1990-01-01 00:00:00")));
        assertThat(PROVIDER.findAll(allRequests()).get(0).getUrl())
                .isEqualTo("/v1/get_all_new_drs?ignore_previous=false&drs_after=1990-01-01%2000%3A00%3A00");
    }

    @Test
    void aReplyIsHandedOn() throws Exception {
        FEEDS.reply("550077", "YES", "2024-05-02 09:03:40");
        poll("replies");

        Exchange exchange = received(1).get(0);
        assertThat(exchange.getMessage().getBody(Reply.class)).isEqualTo(new Reply(
                "900", "118", "550077", "353871234567", "YES", true, "2024-05-02 09:00:11", "2024-05-02 09:03:40", null, null,
                Instant.parse("2024-05-02T09:03:40Z"), Map.of()));
        assertThat(exchange.getMessage().getBody(String.class)).isEqualTo("YES");
        assertThat(exchange.getMessage().getHeaders()).containsOnly(
                entry(MessagingConstants.PROVIDER, "boomerang"),
                entry(MessagingConstants.ACCOUNT, BoomerangContexts.account(context)),
                entry(MessagingConstants.EVENT_ID, "550077"),
                entry(MessagingConstants.MESSAGE_ID, "550077"),
                entry(MessagingConstants.SENDER, "+353871234567"),
                entry(MessagingConstants.IN_REPLY_TO, "900"),
                entry(MessagingConstants.REFERENCE, "118"),
                entry(MessagingConstants.TIMESTAMP, Instant.parse("2024-05-02T09:03:40Z")));
        assertThat(PROVIDER.findAll(allRequests()).get(0).getUrl())
                .isEqualTo("/v1/get_responses?ignore_previous=false&mark_as_read=false");
    }

    @ParameterizedTest
    @CsvSource({
            "1, 1", "2, 2", "' 9 ', 9", "*, *", "#, #", "12, ", "YES, ", "A, " })
    void aPressedKeyIsNamed(String text, String key) throws Exception {
        FEEDS.reply("550077", text, "2024-05-02 09:03:40");
        poll("replies");

        assertThat(received(1).get(0).getMessage().getHeader(BoomerangConstants.KEY_PRESSED)).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({
            "S, SENT, false", "Sent, SENT, false", "D, DELIVERED, true", "delivered, DELIVERED, true", "O, READ, true",
            "OPENED, READ, true", "F, UNDELIVERED, true", "Failed, UNDELIVERED, true", "U, UNDELIVERED, true",
            "Undeliverable, UNDELIVERED, true", "E, EXPIRED, true", "Expired, EXPIRED, true", "H, UNDELIVERED, true",
            "Hung, UNDELIVERED, true", "R, REJECTED, true", "Rejected, REJECTED, true", "I, UNDELIVERED, true",
            "ignored, UNDELIVERED, true", "Parked, UNKNOWN, false", "X, UNKNOWN, false" })
    void eachStatusIsReadAndAnUnknownOneKeepsItsWord(String raw, DeliveryStatus status, boolean isFinal) throws Exception {
        FEEDS.receipt(1, raw, "2024-05-02 08:15:03");
        poll("deliveryReceipts");

        assertThat(received(1).get(0).getMessage().getHeaders()).contains(entry(MessagingConstants.STATUS, status),
                entry(MessagingConstants.STATUS_FINAL, isFinal), entry(BoomerangConstants.RAW_STATUS, raw));
    }

    @ParameterizedTest
    @CsvSource({
            "2024-05-02 08:15:03, 2024-05-02T07:15:03Z", "2024-05-02T08:15:03, 2024-05-02T07:15:03Z",
            "2024-05-02T08:15:03Z, 2024-05-02T08:15:03Z", "2024-05-02T08:15:03.5+02:00, 2024-05-02T06:15:03.500Z",
            "2024-05-02T08:15:03+0200, 2024-05-02T06:15:03Z", "yesterday, ", "'', " })
    void aDateIsReadOrLeft(String raw, Instant time) throws Exception {
        FEEDS.receipt(1, "D", raw);
        FEEDS.inclusive();
        poll("deliveryReceipts?timeZone=Europe/London&drsAfter=1990-06-01 00:00:00&extraField.q=v");

        if (raw.isEmpty()) {
            await().untilAsserted(() -> PROVIDER.verify(getRequestedFor(anyUrl()).withQueryParam("q", equalTo("v"))));
            return;
        }
        assertThat(received(1).get(0).getMessage().getHeader(MessagingConstants.TIMESTAMP)).isEqualTo(time);
        assertThat(events.getExchanges().get(0).getMessage().getBody(Receipt.class).statusDate()).isEqualTo(raw);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "{\"status\":200,\"has_more\":false,\"replies\":[]}", "{\"has_more\":true,\"replies\":[]}", "{\"replies\":null}",
            "{}", "{\"replies\":[null]}", "{\"replies\":{}}", "204" })
    void nothingNewIsNoError(String body) throws Exception {
        PROVIDER.stubFor(get(anyUrl()).willReturn("204".equals(body) ? aResponse().withStatus(204) : okJson(body)));
        AtomicBoolean failed = new AtomicBoolean();
        stubbed("replies?bridgeErrorHandler=true", failed);

        await().untilAsserted(() -> assertThat(PROVIDER.findAll(allRequests())).hasSizeGreaterThan(1));
        assertThat(events.getExchanges()).isEmpty();
        assertThat(failed).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = { "400", "401", "404", "500", "<html>", "{\"status\":401,\"message\":\"no\"}" })
    void whatFailsReachesTheErrorHandler(String answer) throws Exception {
        PROVIDER.stubFor(get(anyUrl()).willReturn(answer.length() == 3
                ? aResponse().withStatus(Integer.parseInt(answer)) : ok(answer)));
        AtomicBoolean failed = new AtomicBoolean();
        stubbed("replies?bridgeErrorHandler=true", failed);

        await().untilTrue(failed);
        assertThat(events.getExchanges()).isEmpty();
    }

    @Test
    void filtersGoAlong() throws Exception {
        poll("replies?uniqueIdentifier=u&customParameter=p&campaignName=c&transactionId=t&conversationId=v&extraField.x=y");
        await().untilAsserted(() -> assertThat(PROVIDER.findAll(allRequests())).isNotEmpty());
        assertThat(PROVIDER.findAll(allRequests()).get(0).getUrl()).isEqualTo(
                "/v1/get_responses?ignore_previous=false&mark_as_read=false&unique_identifier=u&custom_parameter=p"
                                                                              + "&campaign_name=c&transaction_id=t"
                                                                              + "&conversationId=v&x=y");
        PROVIDER.resetRequests();
        poll("deliveryReceipts?startTransactionId=7&drsAfter=2026-01-01 10:00:00&readPathPrefix=/flat");
        await().untilAsserted(() -> PROVIDER.verify(getRequestedFor(urlPathEqualTo("/v1/flat/get_all_new_drs"))
                .withQueryParam("start_transaction_id", equalTo("7"))
                .withQueryParam("drs_after", equalTo("2026-01-01 10:00:00"))));
    }

    @ParameterizedTest
    @EnumSource(ReadMode.class)
    void repliesOfManyPagesComeOnceEach(ReadMode mode) throws Exception {
        for (int i = 0; i < 95; i++) {
            FEEDS.reply("r" + i, "x", WIRE.format(LocalDateTime.of(2024, 5, 2, 9, 0).plusSeconds(i)));
        }
        FEEDS.pageSize(10);
        poll("replies?maxMessagesPerPoll=30&maxCallsPerPoll=3&readMode=" + mode);

        List<Exchange> received = received(95);
        assertThat(received.stream().map(e -> e.getMessage().getBody(Reply.class).responseId()).distinct()).hasSize(95);
        FEEDS.reply("late", "x", "2024-05-02 09:00:00");
        received(96);
        assertThat(PROVIDER.findAll(allRequests())).allSatisfy(request -> assertThat(request.getUrl())
                .contains("ignore_previous=" + (mode == ReadMode.consume), "mark_as_read=" + (mode == ReadMode.consume)));
    }

    @Test
    void aProviderThatKnowsNoPagesEndsTheReading() throws Exception {
        for (int i = 0; i < 15; i++) {
            FEEDS.reply("r" + i, "x", "2024-05-02 09:00:00");
        }
        FEEDS.pageSize(10);
        FEEDS.ignoringPages();
        poll("replies");

        received(10);
        int calls = PROVIDER.findAll(allRequests()).size();
        await().untilAsserted(() -> assertThat(PROVIDER.findAll(allRequests())).hasSizeGreaterThan(calls + 3));
        assertThat(events.getExchanges()).hasSize(10);
    }

    /** In order of time, in order of messages, and with many receipts of one second. */
    @ParameterizedTest
    @CsvSource({
            "time, 120, 10, false", "time, 10, 10, false", "time, 10, 10, true", "message, 120, 10, false",
            "message, 10, 10, false", "time, 120, 3, false" })
    void receiptsOfManyPagesComeOnceEachInWhateverOrder(String order, int seconds, int pageSize, boolean inclusive)
            throws Exception {
        Comparator<Map<String, Object>> byTime = Comparator.comparing(item -> String.valueOf(item.get("status_date")));
        Comparator<Map<String, Object>> byMessage
                = Comparator.comparing(item -> Long.valueOf((String) item.get("transaction_id")));
        FEEDS.order("time".equals(order) ? byTime.thenComparing(byMessage) : byMessage.thenComparing(byTime));
        FEEDS.pageSize(pageSize);
        if (inclusive) {
            FEEDS.inclusive();
        }
        Random random = new Random(7);
        Set<String> expected = new HashSet<>();
        while (expected.size() < 200) {
            long transaction = 1_000 + random.nextInt(400);
            String date = WIRE.format(LocalDateTime.of(2024, 5, 2, 9, 0).plusSeconds(random.nextInt(seconds)));
            if (expected.add(transaction + ":D:" + date)) {
                FEEDS.receipt(transaction, "D", date);
            }
        }
        MemoryStateRepository cursors = new MemoryStateRepository();
        context.getRegistry().bind("cursors", cursors);
        poll("deliveryReceipts?stateRepository=#cursors&cursorOverlap=30s");

        List<Exchange> received = received(200);
        assertThat(received.stream().map(e -> e.getMessage().getHeader(MessagingConstants.EVENT_ID, String.class))
                .map(key -> key.substring(0, key.lastIndexOf(':'))))
                .containsExactlyInAnyOrderElementsOf(expected);
        String newest = expected.stream().map(key -> key.substring(key.indexOf("2024"))).max(Comparator.naturalOrder())
                .orElseThrow();
        await().untilAsserted(
                () -> assertThat(cursors.getState("boomerang:deliveryReceipts:demo-user@" + PROVIDER.baseUrl() + "/v1"))
                        .isEqualTo(newest.replace(' ', 'T') + "Z"));
        FEEDS.receipt(1, "F", newest);
        received(201);
    }

    @Test
    void receiptsAreConsumedIfThatIsWanted() throws Exception {
        for (int i = 0; i < 95; i++) {
            FEEDS.receipt(i, "D", "2024-05-02 09:00:00");
        }
        FEEDS.pageSize(10);
        poll("deliveryReceipts?readMode=consume&maxMessagesPerPoll=7");

        assertThat(received(95).stream().map(e -> e.getMessage().getBody(Receipt.class).transactionId()).distinct())
                .hasSize(95);
        assertThat(PROVIDER.findAll(allRequests())).allSatisfy(request -> assertThat(request.getUrl())
                .isEqualTo("/v1/get_all_new_drs?ignore_previous=true&drs_after=1990-01-01%2000%3A00%3A00"));
    }

    @ParameterizedTest
    @EnumSource(ReadMode.class)
    void whatFailsOnItsRouteComesAgain(ReadMode mode) throws Exception {
        for (int i = 0; i < 5; i++) {
            FEEDS.receipt(i, "D", "2024-05-02 09:00:0" + i);
        }
        MemoryStateRepository cursors = new MemoryStateRepository();
        context.getRegistry().bind("cursors", cursors);
        AtomicBoolean broken = new AtomicBoolean(true);
        List<String> tried = new ArrayList<>();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("boomerang:deliveryReceipts?delay=20&initialDelay=0&stateRepository=#cursors&readMode=" + mode)
                        .process(exchange -> {
                            tried.add(exchange.getMessage().getHeader(MessagingConstants.MESSAGE_ID, String.class));
                            if (broken.get() && tried.get(tried.size() - 1).equals("2")) {
                                throw new IllegalStateException("broken");
                            }
                        }).to("mock:events");
            }
        });

        received(4);
        await().untilAsserted(() -> assertThat(tried.stream().filter("2"::equals)).hasSizeGreaterThan(1));
        assertThat(events.getExchanges()).hasSize(4);
        if (mode == ReadMode.safe) {
            await().untilAsserted(() -> assertThat(cursors.getState(
                    "boomerang:deliveryReceipts:demo-user@" + PROVIDER.baseUrl() + "/v1")).isEqualTo("2024-05-02T09:00:01Z"));
        }
        broken.set(false);
        received(5);
    }

    @Test
    void whatTheRepositoryKnowsIsDropped() throws Exception {
        MemoryIdempotentRepository seen = new MemoryIdempotentRepository();
        seen.start();
        String account = context.getComponent("boomerang", BoomerangComponent.class).getConfiguration().account();
        String feed = "boomerang:replies:" + Fingerprint.shortOf(12, account) + ":";
        seen.add(feed + "r1");
        context.getRegistry().bind("seen", seen);
        FEEDS.reply("r1", "x", "2024-05-02 09:00:00");
        FEEDS.reply("r2", "x", "2024-05-02 09:00:01");
        poll("replies?idempotentRepository=#seen");

        assertThat(received(1).get(0).getMessage().getBody(Reply.class).responseId()).isEqualTo("r2");
        await().untilAsserted(() -> assertThat(seen.contains(feed + "r2")).isTrue());
    }

    @Test
    void repliesWithoutAnIdAreToldApart() throws Exception {
        PROVIDER.stubFor(get(anyUrl()).willReturn(okJson("""
                {"replies":[{"transaction_id":1,"from":"1","response_content":"YES","response_date":"a"},
                            {"transaction_id":1,"from":"1","response_content":"NO","response_date":"a"},
                            {"transaction_id":1,"from":"1","response_content":"YES","response_date":"a"}]}""")));
        stubbed("replies", new AtomicBoolean());

        received(2);
    }

    private void poll(String uri) throws Exception {
        stubbed(uri, new AtomicBoolean());
    }

    private void stubbed(String uri, AtomicBoolean failed) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(Exception.class).handled(true).log("${exception.stacktrace}").process(exchange -> failed.set(true));
                from("boomerang:" + uri + (uri.contains("?") ? "&" : "?") + "delay=20&initialDelay=0").to("mock:events");
            }
        });
    }

    private List<Exchange> received(int count) {
        await().untilAsserted(() -> assertThat(events.getExchanges()).hasSize(count));
        return events.getExchanges();
    }
}
