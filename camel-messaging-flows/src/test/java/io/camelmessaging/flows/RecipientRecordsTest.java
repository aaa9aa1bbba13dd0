/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import javax.sql.DataSource;

import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.flows.Databases.Postgres;
import io.camelmessaging.flows.admin.Actor;
import io.camelmessaging.flows.admin.FlowAdministration;
import io.camelmessaging.flows.admin.FlowQuery;
import io.camelmessaging.flows.guard.GuardConstants;
import io.camelmessaging.flows.guard.RecipientRecords;
import io.camelmessaging.flows.guard.SendGuards;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What is known of a recipient is shown, exported and erased, in every table that there is. */
class RecipientRecordsTest {

    private static final String NUMBER = "+37255500123";
    private static final String DIGITS = "55500123";
    private static final String OTHER = "+37255500124";

    @Nested
    class OnH2 extends Records {
        OnH2() {
            super(Databases.h2());
        }
    }

    @Nested
    @ExtendWith(Postgres.class)
    class OnPostgresql extends Records {
        OnPostgresql(Postgres.Server server) {
            super(server.newDatabase());
        }
    }

    abstract static class Records {

        /** Tables that hold nothing of a recipient, and why. */
        private static final Set<String> WITHOUT = Set.of("messaging_seen", "messaging_guard_key", "messaging_guard_stop",
                "messaging_schema_history");
        private static final Set<String> WITH = Set.of("messaging_flow", "messaging_attempt", "messaging_event",
                "messaging_opt_out", "messaging_guard_held", "messaging_guard_recipient", "messaging_guard_counter",
                "messaging_act");

        private final DataSource dataSource;
        private final DefaultCamelContext context;
        private final StandIn provider = new StandIn("one");

        Records(DataSource dataSource) {
            this.dataSource = dataSource;
            this.context = FlowContexts.on(dataSource);
        }

        @BeforeEach
        void traffic() throws Exception {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    errorHandler(noErrorHandler());
                    from("direct:send").process(provider);
                    from("direct:ask").to("kamelet:conversation?name=visits&ask=direct:send&answer=YES&invalid=direct:send"
                                          + "&answered=mock:answered&failed=mock:failed");
                    from("direct:replies").to("kamelet:flow-events");
                    from("direct:stops").to("kamelet:opt-out-listener");
                    from("direct:guarded").to("kamelet:send-guard?maxPerRecipient=1&maxNeighbours=5&sameTextWithin=1h"
                                              + "&recipientMode=hold&released=direct:send")
                            .to("direct:send");
                    from("direct:later").to("kamelet:send-later?name=later&to=direct:send&failed=mock:failed");
                    from("direct:stopped").to("kamelet:failover-on-send?name=stopped&step1=direct:stop-step"
                                              + "&failed=mock:failed&unknown=mock:unknown");
                    from("direct:stop-step").to("kamelet:send-guard?name=steps&denyCountries=EE&mode=hold"
                                                + "&released=direct:send");
                }
            });
            context.start();
            for (String number : List.of(NUMBER, OTHER)) {
                reply("direct:replies", "perhaps", number);
                reply("direct:stops", "stop", number);
            }
            for (String number : List.of(NUMBER, OTHER)) {
                send("direct:ask", "Can you make it?", Map.of(MessagingConstants.TO, number));
                send("direct:guarded", "one", Map.of(MessagingConstants.TO, number, GuardConstants.CALLER, number));
                send("direct:guarded", "two", Map.of(MessagingConstants.TO, number));
                send("direct:later", "Tomorrow", Map.of(MessagingConstants.TO, number, MessagingConstants.SCHEDULE,
                        Instant.now().plus(Duration.ofDays(1)).toString(), FlowConstants.CONVERSATION_ID, "later-" + number));
                send("direct:stopped", "Not now", Map.of(MessagingConstants.TO, number, FlowConstants.CONVERSATION_ID,
                        "stopped-" + number));
                FlowAdministration flows = FlowAdministration.of(context);
                String later = flows.list(FlowQuery.all().conversationId("later-" + number), null, 1).flows().get(0).id();
                flows.retryNow(later, new Actor("ann", "asked by " + number));
            }
            await().until(() -> SendGuards.of(context).held(10).size() == 4);
            await().until(() -> columnsWith("ACCEPTED").stream().filter("messaging_attempt.state"::equals).count() == 2);
        }

        @AfterEach
        void stop() {
            context.stop();
        }

        private void send(String to, String body, Map<String, Object> headers) {
            context.createProducerTemplate().sendBodyAndHeaders(to, body, headers);
        }

        private void reply(String to, String text, String number) {
            send(to, text, Map.of(MessagingConstants.PROVIDER, "one", MessagingConstants.EVENT_ID,
                    "e-" + text + number.substring(10), MessagingConstants.SENDER, number.substring(1)));
        }

        /** All values that hold something, as table.column. */
        private List<String> columnsWith(String part) throws Exception {
            List<String> found = new ArrayList<>();
            try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
                for (String table : tables()) {
                    try (ResultSet rows = statement.executeQuery("select * from \"" + table + "\"")) {
                        ResultSetMetaData columns = rows.getMetaData();
                        while (rows.next()) {
                            for (int i = 1; i <= columns.getColumnCount(); i++) {
                                String value = rows.getString(i);
                                if (value != null && value.contains(part)) {
                                    found.add((table + "." + columns.getColumnName(i)).toLowerCase(Locale.ROOT));
                                }
                            }
                        }
                    }
                }
            }
            return found;
        }

        private List<String> tables() throws Exception {
            List<String> tables = new ArrayList<>();
            try (Connection connection = dataSource.getConnection();
                 ResultSet found
                         = connection.getMetaData().getTables(null, null, "%", new String[] { "TABLE", "BASE TABLE" })) {
                while (found.next()) {
                    String table = found.getString("TABLE_NAME");
                    if (table.toLowerCase(Locale.ROOT).startsWith("messaging_")) {
                        tables.add(table);
                    }
                }
            }
            return tables;
        }

        @Test
        void everyTableIsKnown() throws Exception {
            assertThat(tables()).isNotEmpty().allSatisfy(table -> assertThat(
                    WITH.contains(table.toLowerCase(Locale.ROOT)) || WITHOUT.contains(table.toLowerCase(Locale.ROOT)))
                    .describedAs("Say in RecipientRecords what to do about the new table %s, and here", table).isTrue());
        }

        private Map<String, Integer> rows(Set<String> of) throws Exception {
            Map<String, Integer> rows = new TreeMap<>();
            try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
                for (String table : of) {
                    try (ResultSet count = statement.executeQuery("select count(*) from " + table)) {
                        count.next();
                        rows.put(table, count.getInt(1));
                    }
                }
            }
            return rows;
        }

        @Test
        void theTrafficOfThisTestFillsEveryTableThatHoldsRecipients() throws Exception {
            assertThat(rows(WITH).values()).doesNotContain(0);
            assertThat(new RecipientRecords(context, null).find(NUMBER).keySet())
                    .containsAll(WITH.stream().filter(table -> !table.equals("messaging_guard_recipient")).toList());
        }

        @Test
        void ofTwoWithTheSameTrafficOneIsErasedAndOneIsLeft() throws Exception {
            // counters of ranges are of both
            Set<String> ofOne = new HashSet<>(WITH);
            ofOne.removeAll(Set.of("messaging_guard_counter", "messaging_opt_out"));
            Map<String, Integer> before = rows(ofOne);

            new RecipientRecords(context, null).erase(NUMBER, "ann");

            assertThat(rows(ofOne)).allSatisfy((table, left) -> assertThat(left * 2).as(table).isEqualTo(before.get(table)));
        }

        @Test
        void whatIsKnownIsShown() {
            String exported = new RecipientRecords(context, null).export("+372 5550 0123");

            assertThat(exported).contains("messaging_flow", "messaging_attempt", "messaging_event", "messaging_opt_out",
                    "messaging_guard_held", "messaging_guard_counter", "perhaps").doesNotContain(OTHER.substring(1));
        }

        @Test
        void whatIsErasedIsGoneFromEveryColumnButTheProofOfTheOptOut() throws Exception {
            assertThat(columnsWith(DIGITS)).contains("messaging_flow.recipient", "messaging_event.sender",
                    "messaging_guard_recipient.recipient");
            int others = columnsWith("55500124").size();

            RecipientRecords.Erasure erasure = new RecipientRecords(context, null).erase(NUMBER, "ann");

            assertThat(erasure.optOut()).isTrue();
            assertThat(erasure.erased()).containsKeys("messaging_flow", "messaging_event", "messaging_attempt",
                    "messaging_guard_held", "messaging_guard_counter");
            assertThat(columnsWith(DIGITS)).containsOnly("messaging_opt_out.recipient");
            assertThat(new RecipientRecords(context, null).find(NUMBER)).containsOnlyKeys("messaging_opt_out");
            assertThat(columnsWith("55500124")).hasSize(others);
        }
    }
}
