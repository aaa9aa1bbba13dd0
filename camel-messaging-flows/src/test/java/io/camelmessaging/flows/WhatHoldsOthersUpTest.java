/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import io.camelmessaging.flows.Databases.Postgres;
import io.camelmessaging.flows.store.Attempt;
import io.camelmessaging.flows.store.Flow;
import io.camelmessaging.flows.store.FlowMessage;
import io.camelmessaging.flows.store.FlowStore;
import io.camelmessaging.flows.store.NewFlow;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** One flow that fails, or cannot be read, holds no other up, and neither does an error of the clock. */
class WhatHoldsOthersUpTest {

    @Nested
    class OnH2 extends Others {
        OnH2() {
            super(Databases.h2());
        }
    }

    @Nested
    @ExtendWith(Postgres.class)
    class OnPostgresql extends Others {
        OnPostgresql(Postgres.Server server) {
            super(server.newDatabase());
        }
    }

    abstract static class Others {

        private final DataSource dataSource;
        private final AwayDatabase database;
        private final DefaultCamelContext context;
        private final StandIn provider = new StandIn("one");
        private final CountDownLatch slowIsCalled = new CountDownLatch(1);
        private final CountDownLatch slowMayGoOn = new CountDownLatch(1);

        Others(DataSource dataSource) {
            this.dataSource = dataSource;
            database = new AwayDatabase(dataSource);
            context = FlowContexts.on(database);
        }

        private void start() throws Exception {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:sms").process(provider);
                    from("direct:broken").throwException(new IllegalStateException("broken"));
                    from("direct:slow").process(exchange -> {
                        slowIsCalled.countDown();
                        assertThat(slowMayGoOn.await(30, TimeUnit.SECONDS)).isTrue();
                    }).process(provider);
                    from("direct:in")
                            .to("kamelet:failover-on-send?name=orders&step1=direct:sms&done=mock:done&failed=mock:failed");
                    from("direct:in-broken")
                            .to("kamelet:failover-on-send?name=broken&step1=direct:sms&done=direct:broken&failed=mock:failed");
                    from("direct:in-slow")
                            .to("kamelet:failover-on-send?name=slow&step1=direct:slow&done=mock:done&failed=mock:failed"
                                + "&unknown=mock:unknown");
                }
            });
            context.start();
        }

        @AfterEach
        void stop() {
            slowMayGoOn.countDown();
            context.stop();
        }

        private String send(String to) {
            return context.createProducerTemplate().request(to, exchange -> exchange.getMessage().setBody("hello"))
                    .getMessage().getHeader(FlowConstants.FLOW_ID, String.class);
        }

        private FlowStore store() {
            return MessagingFlows.of(context).store();
        }

        private void awaitEnd(String flow) {
            await().until(() -> store().find(flow).orElseThrow().isEnded());
        }

        private void update(String sql, String flow) throws Exception {
            try (Connection connection = dataSource.getConnection();
                 PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, flow);
                assertThat(statement.executeUpdate()).isEqualTo(1);
            }
        }

        @Test
        void manyThatFailDelayNoOther() throws Exception {
            MessagingFlows flows = context.getRegistry().lookupByNameAndType("flows", MessagingFlows.class);
            flows.setParkFailures(1);
            flows.setParkAfter(Duration.ofMillis(1));
            start();
            for (int i = 0; i < 60; i++) {
                send("direct:in-broken");
            }

            awaitEnd(send("direct:in"));
            await().until(() -> flows.parked(100).size() == 60);
        }

        @ParameterizedTest
        @ValueSource(strings = {
                "update messaging_flow set message = '{no json +37255500123' where id = ?",
                "update messaging_flow set data = '[]' where id = ?",
                "update messaging_attempt set state = 'OF_A_LATER_VERSION' where flow_id = ?",
                "update messaging_attempt set status = 'OF_A_LATER_VERSION' where flow_id = ?" })
        void oneThatThisVersionCannotReadStopsNoOther(String spoil) throws Exception {
            start();
            Flow spoilt = store().begin(new NewFlow(
                    "orders", "spoilt", "END", null, new FlowMessage("hello", java.util.Map.of()),
                    java.util.Map.of(), null, Duration.ofDays(1))).orElseThrow();
            try (Connection connection = dataSource.getConnection();
                 PreparedStatement attempt = connection.prepareStatement(
                         "insert into messaging_attempt (flow_id, number, step, reference, idempotency_key, state, repeats, started_at)"
                                                                         + " values (?, 1, 1, 'r', 'r', 'ACCEPTED', 0, current_timestamp)")) {
                attempt.setString(1, spoilt.id());
                attempt.executeUpdate();
            }
            update(spoil, spoilt.id());
            store().wake(spoilt.id());

            for (int i = 0; i < 3; i++) {
                awaitEnd(send("direct:in"));
            }
            await().until(() -> failures(spoilt.id()) > 0);
        }

        private int failures(String flow) throws Exception {
            return (int) column("failures", flow);
        }

        private Object column(String name, String flow) throws Exception {
            try (Connection connection = dataSource.getConnection();
                 PreparedStatement statement
                         = connection.prepareStatement("select " + name + " from messaging_flow where id = ?")) {
                statement.setString(1, flow);
                try (var row = statement.executeQuery()) {
                    assertThat(row.next()).isTrue();
                    return name.equals("failures") ? (Object) row.getInt(1) : row.getTimestamp(1);
                }
            }
        }

        @Test
        void theClockGoesOnAfterAnError() throws Exception {
            start();
            database.breakNext(new NoClassDefFoundError("a/missing/Jar"));
            await().until(database::isBroken);

            awaitEnd(send("direct:in"));
        }

        /** As without it another node would take over what is under way, and nobody would know whether it was sent. */
        @Test
        void aLeaseIsRenewedWhileTheContextWaitsForAStep() throws Exception {
            MessagingFlows flows = context.getRegistry().lookupByNameAndType("flows", MessagingFlows.class);
            flows.setLease(Duration.ofSeconds(1));
            context.getShutdownStrategy().setTimeout(30);
            start();
            String flow = send("direct:in-slow");
            assertThat(slowIsCalled.await(30, TimeUnit.SECONDS)).isTrue();

            CompletableFuture<Void> stopped = CompletableFuture.runAsync(context::stop);
            await().until(context::isStopping);
            Timestamp then = (Timestamp) column("lease_until", flow);
            await().until(() -> ((Timestamp) column("lease_until", flow)).after(then));
            await().until(() -> ((Timestamp) column("lease_until", flow)).getTime() > then.getTime() + 1_500);
            slowMayGoOn.countDown();
            stopped.get(30, TimeUnit.SECONDS);

            DefaultCamelContext next = FlowContexts.on(dataSource);
            next.start();
            assertThat(MessagingFlows.of(next).store().attempts(flow)).extracting(Attempt::state)
                    .isEqualTo(List.of(Attempt.State.ACCEPTED));
            next.stop();
        }
    }
}
