/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;

import javax.sql.DataSource;

import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.flows.Databases.Postgres;
import io.camelmessaging.flows.store.FlowStore;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A database of the first schema, with messages on their way, goes on under this version. */
class SchemaMigrationTest {

    private static final String FIRST = "1";

    @Nested
    class OnH2 extends Migration {
        OnH2() {
            super(Databases.h2());
        }
    }

    @Nested
    @ExtendWith(Postgres.class)
    class OnPostgresql extends Migration {
        OnPostgresql(Postgres.Server server) {
            super(server.newDatabase());
        }
    }

    abstract static class Migration {

        private final DataSource dataSource;
        private final StandIn provider = new StandIn("boomware");
        private DefaultCamelContext context;

        Migration(DataSource dataSource) {
            this.dataSource = dataSource;
        }

        @AfterEach
        void stop() {
            context.stop();
        }

        private void execute(String... statements) throws Exception {
            try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
                for (String one : statements) {
                    statement.execute(one);
                }
            }
        }

        private void firstSchema() throws Exception {
            Flyway.configure().dataSource(dataSource).locations("classpath:io/camelmessaging/flows/migrations")
                    .table("messaging_schema_history").baselineOnMigrate(true).baselineVersion("0").target(FIRST).load()
                    .migrate();
            String flow
                    = "insert into messaging_flow (id, flow, conversation_id, state, step, outcome, recipient, message, data,"
                      + " started_at, changed_at, due_at, lease, signals, failures, lease_owner, lease_until) values ";
            String message = "'{\"body\":\"hello\",\"headers\":{\"CamelMessagingTo\":\"+37255500123\",\"orderId\":7,"
                             + "\"items\":[1.5,\"x\",{\"@\":\"y\"}]}}', ";
            String now = "current_timestamp, current_timestamp, ";
            execute(flow + "('new', 'orders', 'c-new', 'NEXT', 0, null, '+37255500123', " + message + "'{}', " + now
                    + "current_timestamp, 0, 0, 0, null, null)",
                    flow + "('waiting', 'orders', 'c-waiting', 'WAIT', 1, null, '+37255500124', " + message
                                                                 + "'{\"until\":\"2099-01-01T00:00:00Z\"}', " + now
                                                                 + "timestamp with time zone '2099-01-01 00:00:00+00', 2, 0, 0, null, null)",
                    flow + "('telling', 'orders', 'c-telling', 'END', 1, 'failed', '+37255500125', " + message
                                                                                                                                              + "'{\"reason\":\"old reason\"}', "
                                                                                                                                              + now
                                                                                                                                              + "current_timestamp, 5, 0, 30, null, null)",
                    flow + "('killed', 'orders', 'c-killed', 'SENDING', 1, null, '+37255500126', " + message + "'{}', " + now
                                                                                                                                                                                            + "current_timestamp, 1, 0, 0, 'dead', current_timestamp)",
                    attempt("waiting", "ACCEPTED", "'boomware', 'old-1'"), attempt("killed", "SENDING", "null, null"),
                    "insert into messaging_event (event_id, kind, provider, message_id, status, recipient, received_at, handled)"
                                                                                                                       + " values ('boomware:early', 'RECEIPT', 'boomware', 'old-9', 'DELIVERED', '+37255500199', current_timestamp, false)",
                    "insert into messaging_seen (repository, seen_key, confirmed, seen_at) values ('ends', 'k', true, current_timestamp)");
        }

        private static String attempt(String flow, String state, String answer) {
            return "insert into messaging_attempt (flow_id, number, step, reference, idempotency_key, state, provider, message_id,"
                   + " repeats, started_at) values ('" + flow + "', 1, 1, '" + flow + "-1', '" + flow + "-1', '" + state + "', "
                   + answer + ", 0, current_timestamp)";
        }

        private MockEndpoint mock(String name) {
            return context.getEndpoint("mock:" + name, MockEndpoint.class);
        }

        private static Message of(Exchange exchange) {
            return new Message(
                    exchange.getMessage().getHeader(FlowConstants.CONVERSATION_ID, String.class),
                    exchange.getMessage().getBody(),
                    exchange.getMessage().getHeader("orderId"), exchange.getMessage().getHeader("items"),
                    exchange.getMessage().getHeader(FlowConstants.REASON));
        }

        private record Message(String conversation, Object body, Object order, Object items, Object reason) {
        }

        private void start() throws Exception {
            context = FlowContexts.on(dataSource);
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:sms").process(provider);
                    from("direct:events").to("kamelet:flow-events");
                    from("direct:in").to("kamelet:failover-on-receipt?name=orders&step1=direct:sms&wait=1h&done=mock:done"
                                         + "&failed=mock:failed&unknown=mock:unknown&step1Repeat=true&settleDelay=50ms");
                }
            });
            context.start();
        }

        private String receipt(String messageId) {
            return context.createProducerTemplate().request("direct:events", exchange -> {
                exchange.getMessage().setHeader(MessagingConstants.PROVIDER, "boomware");
                exchange.getMessage().setHeader(MessagingConstants.EVENT_ID, messageId + ":DELIVERED");
                exchange.getMessage().setHeader(MessagingConstants.MESSAGE_ID, messageId);
                exchange.getMessage().setHeader(MessagingConstants.STATUS, DeliveryStatus.DELIVERED);
            }).getMessage().getHeader(FlowConstants.FLOW_ID, String.class);
        }

        private FlowStore store() {
            return MessagingFlows.of(context).store();
        }

        @Test
        void messagesOnTheirWayGoOn() throws Exception {
            firstSchema();

            start();

            Object items = java.util.List.of(1.5, "x", Map.of("@", "y"));
            // the one that was about to be told, with its reason and all that was kept
            await().until(() -> store().find("telling").orElseThrow().isEnded());
            assertThat(mock("failed").getExchanges()).singleElement()
                    .satisfies(end -> assertThat(of(end)).isEqualTo(new Message("c-telling", "hello", 7, items, "old reason")));
            // the new one and the one whose process was killed are sent, that under its old key
            await().until(() -> provider.calls().size() == 2);
            assertThat(provider.calls()).extracting(StandIn.Call::idempotencyKey).contains("new-1", "killed-1");
            // the one whose receipt was awaited is ended by it
            assertThat(receipt("old-1")).isEqualTo("waiting");
            await().until(() -> store().find("waiting").orElseThrow().isEnded());
            assertThat(mock("done").getExchanges()).extracting(Migration::of)
                    .contains(new Message("c-waiting", "hello", 7, items, null));
        }

        @Test
        void whatWasKnownIsKnown() throws Exception {
            firstSchema();

            start();

            FlowIdempotentRepository keys = new FlowIdempotentRepository();
            keys.setCamelContext(context);
            keys.setName("ends");
            keys.start();
            assertThat(keys.add("k")).isFalse();
            assertThat(store().events().hasReceiptsOf("boomware")).isTrue();
            String again = context.createProducerTemplate().request("direct:in", exchange -> {
                exchange.getMessage().setBody("hello");
                exchange.getMessage().setHeader(FlowConstants.CONVERSATION_ID, "c-new");
            }).getMessage().getHeader(FlowConstants.FLOW_ID, String.class);
            assertThat(again).as("its conversation id is taken").isEqualTo("new");
        }

        @Test
        void anEventThatCameBeforeAccountsWereKeptIsTheSameEvent() throws Exception {
            firstSchema();
            start();

            for (String account : new String[] { "0123456789ab", null, "0123456789ab" }) {
                Exchange repeated = context.createProducerTemplate().request("direct:events", exchange -> {
                    exchange.getMessage().setHeader(MessagingConstants.PROVIDER, "boomware");
                    exchange.getMessage().setHeader(MessagingConstants.ACCOUNT, account);
                    exchange.getMessage().setHeader(MessagingConstants.EVENT_ID, "early");
                    exchange.getMessage().setHeader(MessagingConstants.MESSAGE_ID, "old-9");
                    exchange.getMessage().setHeader(MessagingConstants.STATUS, DeliveryStatus.DELIVERED);
                });
                assertThat(repeated.getException()).isNull();
            }

            try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement();
                 var rows = statement.executeQuery("select count(*) from messaging_event")) {
                rows.next();
                assertThat(rows.getInt(1)).isEqualTo(1);
            }
        }

        @Test
        void aSecondStartFindsNothingToDo() throws Exception {
            firstSchema();
            start();
            context.stop();

            start();

            assertThat(store().find("waiting")).isPresent();
        }
    }
}
