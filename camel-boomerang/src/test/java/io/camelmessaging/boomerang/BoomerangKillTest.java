/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomerang;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.camelmessaging.common.MessagingConstants;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.spi.StateRepository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static com.github.tomakehurst.wiremock.matching.RequestPatternBuilder.allRequests;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Nothing is lost when the process dies at any point: what a second process finds is the store as it was at that
 * moment. And two consumers share a feed.
 */
class BoomerangKillTest {

    private static final FeedProvider FEEDS = new FeedProvider();
    private static final int EVENTS = 5;

    @RegisterExtension
    static final WireMockExtension PROVIDER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort().extensions(FEEDS)).build();

    /** A durable store, of which a copy is what is left when a process dies. */
    private static class Store implements IdempotentRepository, StateRepository<String, String> {

        private final Set<String> keys = ConcurrentHashMap.newKeySet();
        private final Map<String, String> states = new ConcurrentHashMap<>();

        Store copy() {
            Store copy = new Store();
            copy.keys.addAll(keys);
            copy.states.putAll(states);
            return copy;
        }

        @Override
        public boolean add(String key) {
            return keys.add(key);
        }

        @Override
        public boolean contains(String key) {
            return keys.contains(key);
        }

        @Override
        public boolean remove(String key) {
            return keys.remove(key);
        }

        @Override
        public boolean confirm(String key) {
            return true;
        }

        @Override
        public void clear() {
            keys.clear();
        }

        @Override
        public void setState(String key, String value) {
            states.put(key, value);
        }

        @Override
        public String getState(String key) {
            return states.get(key);
        }

        @Override
        public void start() {
            // nothing to open
        }

        @Override
        public void stop() {
            // nothing to close
        }
    }

    @BeforeEach
    void reset() {
        FEEDS.reset();
        PROVIDER.stubFor(get(anyUrl()).willReturn(ok().withTransformers("feeds")));
    }

    @ParameterizedTest
    @CsvSource({
            "deliveryReceipts, fetched", "deliveryReceipts, routed", "deliveryReceipts, remembered", "replies, fetched",
            "replies, routed", "replies, remembered" })
    void aProcessThatDiesLosesNothing(String feed, String point) throws Exception {
        events(feed);
        List<String> before = new CopyOnWriteArrayList<>();
        AtomicReference<Store> left = new AtomicReference<>();
        Store store = new Store() {
            @Override
            public boolean add(String key) {
                if (!key.startsWith("claim:") && before.size() == 3) {
                    if ("routed".equals(point)) {
                        left.compareAndSet(null, copy());
                    }
                    boolean added = super.add(key);
                    left.compareAndSet(null, copy());
                    return added;
                }
                return super.add(key);
            }
        };
        try (DefaultCamelContext first = context(feed, store, key -> {
            if ("fetched".equals(point)) {
                left.compareAndSet(null, store.copy());
            }
            if (left.get() == null) {
                before.add(key);
            }
        })) {
            first.start();
            await().until(() -> left.get() != null);
        }

        List<String> after = new CopyOnWriteArrayList<>();
        try (DefaultCamelContext second = context(feed, left.get(), after::add)) {
            second.start();
            int missing = EVENTS - ("remembered".equals(point) ? 3 : "routed".equals(point) ? 2 : 0);
            // what was on its route is free again after some seconds
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(after).hasSize(missing));
            int calls = PROVIDER.findAll(allRequests()).size();
            await().untilAsserted(() -> assertThat(PROVIDER.findAll(allRequests())).hasSizeGreaterThan(calls + 3));
            assertThat(after).hasSize(missing).doesNotHaveDuplicates();
        }
        List<String> all = new ArrayList<>(before);
        all.addAll(after);
        assertThat(Set.copyOf(all)).hasSize(EVENTS);
    }

    @Test
    void aRestartGoesOnAtTheCursor() throws Exception {
        Store store = new Store();
        events("deliveryReceipts");
        List<String> received = new CopyOnWriteArrayList<>();
        try (DefaultCamelContext first = context("deliveryReceipts", store, received::add)) {
            first.start();
            await().untilAsserted(() -> assertThat(store.states).containsValue("2024-05-02T09:00:04Z"));
        }
        PROVIDER.resetRequests();
        FEEDS.receipt(99, "D", "2024-05-02 08:59:50");
        try (DefaultCamelContext second = context("deliveryReceipts", store, received::add)) {
            second.start();
            await().untilAsserted(() -> assertThat(received).hasSize(EVENTS + 1));
            PROVIDER.verify(0, getRequestedFor(anyUrl()).withQueryParam("drs_after", equalTo("1990-01-01 00:00:00")));
            assertThat(PROVIDER.findAll(allRequests()).get(0).queryParameter("drs_after").firstValue())
                    .isEqualTo("2024-05-02 08:59:34");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "deliveryReceipts", "replies" })
    void twoConsumersShareAFeed(String feed) throws Exception {
        for (int i = 0; i < 300; i++) {
            event(feed, i);
        }
        FEEDS.pageSize(40);
        Store store = new Store();
        List<String> received = new CopyOnWriteArrayList<>();
        try (DefaultCamelContext first = context(feed, store, received::add);
             DefaultCamelContext second = context(feed, store, received::add)) {
            first.start();
            second.start();
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(received).hasSizeGreaterThanOrEqualTo(300));
            int calls = PROVIDER.findAll(allRequests()).size();
            await().untilAsserted(() -> assertThat(PROVIDER.findAll(allRequests())).hasSizeGreaterThan(calls + 20));
        }
        assertThat(received).hasSize(300).doesNotHaveDuplicates();
        assertThat(store.keys).hasSize(300).noneMatch(key -> key.startsWith("claim:"));
    }

    private static void events(String feed) {
        for (int i = 0; i < EVENTS; i++) {
            event(feed, i);
        }
    }

    private static void event(String feed, int number) {
        String date = "2024-05-02 09:%02d:%02d".formatted(number / 60, number % 60);
        if ("replies".equals(feed)) {
            FEEDS.reply("r" + number, "YES", date);
        } else {
            FEEDS.receipt(number, "D", date);
        }
    }

    private interface Sink {
        void take(String key);
    }

    private static DefaultCamelContext context(String feed, Store store, Sink sink) throws Exception {
        DefaultCamelContext context = BoomerangContexts.of(PROVIDER.baseUrl());
        context.getRegistry().bind("store", store);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("boomerang:" + feed + "?delay=20&initialDelay=0&cursorOverlap=30s&idempotentRepository=#store"
                     + "&stateRepository=#store").process(
                             exchange -> sink.take(exchange.getMessage().getHeader(MessagingConstants.EVENT_ID, String.class)));
            }
        });
        return context;
    }
}
