/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import javax.sql.DataSource;

import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.flows.Databases.Postgres;
import io.camelmessaging.flows.guard.GuardConstants;
import io.camelmessaging.flows.guard.SendGuards;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Never more than a cap in any window of the stated length, at random times; and what is over makes room soon after.
 */
class GuardWindowsTest {

    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final Duration LATEST = WINDOW.plus(WINDOW.dividedBy(60)).plusMillis(1);
    private static final Instant BEGIN = Instant.parse("2026-03-01T08:00:00Z");
    private static final int CAP = 4;
    private static final int SENDS = 400;

    @Nested
    class OnH2 extends Windows {
        OnH2() {
            super(Databases.h2());
        }
    }

    @Nested
    @ExtendWith(Postgres.class)
    class OnPostgresql extends Windows {
        OnPostgresql(Postgres.Server server) {
            super(server.newDatabase());
        }
    }

    /** A send that passed. */
    private record Passed(Instant at, String recipient) {
    }

    abstract static class Windows {

        private final DefaultCamelContext context;
        private final StandIn provider = new StandIn("one");
        private Instant now = BEGIN;

        Windows(DataSource dataSource) {
            context = FlowContexts.on(dataSource);
            SendGuards guards = new SendGuards();
            guards.setClock(new Clock() {
                @Override
                public Instant instant() {
                    return now;
                }

                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }
            });
            context.getRegistry().bind("guards", guards);
        }

        @AfterEach
        void stop() {
            context.stop();
        }

        private void start(String parameters) throws Exception {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    errorHandler(noErrorHandler());
                    from("direct:in").to("kamelet:send-guard?" + parameters).process(provider);
                }
            });
            context.start();
        }

        private boolean passes(String recipient, String caller) {
            return context.createProducerTemplate().request("direct:in", exchange -> {
                exchange.getMessage().setBody("hello");
                exchange.getMessage().setHeader(MessagingConstants.TO, recipient);
                exchange.getMessage().setHeader(GuardConstants.CALLER, caller);
            }).getException() == null;
        }

        /** Mostly soon after another, at times at the very edge of a window, at times much later. */
        private static Duration step(Random random) {
            return switch (random.nextInt(10)) {
                case 0 -> WINDOW;
                case 1 -> WINDOW.minusMillis(1);
                case 2 -> WINDOW.plusMillis(random.nextInt(10_000));
                case 3 -> Duration.ofMillis(random.nextInt(3 * (int) WINDOW.toMillis()));
                default -> Duration.ofMillis(random.nextInt((int) WINDOW.toMillis() / 3));
            };
        }

        @ParameterizedTest
        @ValueSource(longs = { 1, 2, 3 })
        void noRecipientGetsMoreThanTheCap(long seed) throws Exception {
            start("maxPerRecipient=" + CAP + "&recipientPeriod=10m");
            Random random = new Random(seed);
            Map<String, List<Instant>> passed = new HashMap<>();
            int refused = 0;
            for (int i = 0; i < SENDS; i++) {
                now = now.plus(step(random));
                String recipient = "+3725550012" + random.nextInt(2);
                List<Instant> before = passed.computeIfAbsent(recipient, one -> new ArrayList<>());
                boolean passes = passes(recipient, "one");

                long inWindow = before.stream().filter(at -> at.isAfter(now.minus(WINDOW))).count();
                long notForgotten = before.stream().filter(at -> at.isAfter(now.minus(LATEST))).count();
                assertThat(passes && inWindow >= CAP).as("more than the cap at %s", now).isFalse();
                assertThat(!passes && notForgotten < CAP).as("refused for what is over at %s", now).isFalse();
                refused += passes ? 0 : 1;
                if (passes) {
                    before.add(now);
                }
            }
            assertThat(refused).as("sends that broke the rule").isPositive();
        }

        @ParameterizedTest
        @ValueSource(longs = { 4, 5, 6 })
        void noCallerReachesMoreRecipientsThanTheCap(long seed) throws Exception {
            start("maxRecipientsPerCaller=" + CAP + "&codePeriod=10m");
            Random random = new Random(seed);
            List<Passed> passed = new ArrayList<>();
            int refused = 0;
            for (int i = 0; i < SENDS; i++) {
                now = now.plus(step(random).dividedBy(2));
                String recipient = "+3725550012" + random.nextInt(8);
                boolean passes = passes(recipient, "one");

                assertThat(passes && recipients(passed, WINDOW, recipient) > CAP).as("more than the cap at %s", now).isFalse();
                assertThat(!passes && recipients(passed, LATEST, recipient) <= CAP).as("refused for what is over at %s", now)
                        .isFalse();
                refused += passes ? 0 : 1;
                if (passes) {
                    passed.add(new Passed(now, recipient));
                }
            }
            assertThat(refused).as("sends that broke the rule").isPositive();
        }

        private int recipients(List<Passed> passed, Duration window, String more) {
            Set<String> recipients = new HashSet<>(Set.of(more));
            passed.stream().filter(one -> one.at().isAfter(now.minus(window))).forEach(one -> recipients.add(one.recipient()));
            return recipients.size();
        }

        @Test
        void aSendAtTheEndOfAWindowAndOneAtTheBeginningOfTheNextAreTwo() throws Exception {
            start("maxPerRecipient=2&recipientPeriod=10m");
            passes("+37255500123", "one");
            now = now.plus(WINDOW).minusSeconds(1);
            assertThat(passes("+37255500123", "one")).isTrue();
            now = now.plusSeconds(30);
            assertThat(passes("+37255500123", "one")).isTrue();
            assertThat(passes("+37255500123", "one")).isFalse();
        }

        @Test
        void aClockThatGoesBackMakesNoRoom() throws Exception {
            start("maxPerRecipient=1&recipientPeriod=10m");
            passes("+37255500123", "one");
            now = now.minusSeconds(120);
            assertThat(passes("+37255500123", "one")).isFalse();
            now = BEGIN.plus(WINDOW).minusMillis(1);
            assertThat(passes("+37255500123", "one")).isFalse();
        }
    }
}
