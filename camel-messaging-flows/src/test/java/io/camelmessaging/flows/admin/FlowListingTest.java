/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.admin;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

import javax.sql.DataSource;

import io.camelmessaging.flows.Databases;
import io.camelmessaging.flows.Databases.Postgres;
import io.camelmessaging.flows.MessagingFlows;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Pages of many flows are read along an index, and hold each flow once. */
class FlowListingTest {

    /** So many flows are in the tables. */
    private static final int MANY = 40_000;
    private static final int PAGE = 50;
    private static final Instant NEWEST = Instant.parse("2026-05-01T00:00:00Z");
    private static final Instant LONG_AGO = Instant.parse("2026-05-02T00:00:00Z");

    @Nested
    class OnH2 extends Listing {
        OnH2() {
            super(Databases.h2());
        }

        @Override
        int rowsRead(String explained) {
            return explained.lines().filter(line -> line.contains("scanCount:"))
                    .mapToInt(line -> Integer.parseInt(line.replaceAll("\\D", ""))).max().orElse(0);
        }
    }

    @Nested
    @ExtendWith(Postgres.class)
    class OnPostgresql extends Listing {
        OnPostgresql(Postgres.Server server) {
            super(server.newDatabase());
        }

        @Override
        int rowsRead(String explained) {
            return explained.lines().filter(line -> line.contains("Removed by Filter:") || line.contains("actual "))
                    .mapToInt(line -> (int) Double.parseDouble(
                            line.replaceFirst(".*(?:rows=|Filter: )([\\d.]+).*", "$1").replaceFirst("^\\D.*", "0")))
                    .max().orElse(0);
        }
    }

    abstract static class Listing {

        private final RecordingDataSource dataSource;
        private final DefaultCamelContext context = new DefaultCamelContext();
        private final FlowAdministration administration;

        Listing(DataSource dataSource) {
            this.dataSource = new RecordingDataSource(dataSource);
            MessagingFlows flows = new MessagingFlows();
            flows.setDataSource(this.dataSource);
            context.getRegistry().bind("flows", flows);
            administration = FlowAdministration.of(context);
            fill();
        }

        /** The most rows that one step of a plan has read. */
        abstract int rowsRead(String explained);

        @AfterEach
        void stop() {
            context.stop();
        }

        /**
         * Nearly all have ended well; some are in each other state. Every tenth is made at the same moment as the one
         * before it.
         */
        private void fill() {
            insert("insert into messaging_flow (id, flow, conversation_id, state, step, outcome, recipient, data, started_at,"
                   + " changed_at, ended_at, due_at, lease, signals, failures, parked_at, reference)"
                   + " values (?, ?, ?, ?, 1, ?, ?, '{}', ?, ?, ?, ?, 0, 0, 0, ?, ?)", MANY, i -> {
                       Instant made = NEWEST.minusSeconds(i % 10 == 0 ? i + 1 : i);
                       String state = state(i);
                       boolean ended = state.equals("ENDED");
                       return new Object[] {
                               "f" + i, i % 3 == 0 ? "visits" : "orders", "c" + i, state,
                               ended ? i % 7_777 == 0 ? "unknown" : "done" : null,
                               ended ? null : "+3725550" + (1_000 + i % 9_000),
                               made, made, ended ? made : null, ended ? null : due(i), state.equals("END") ? LONG_AGO : null,
                               "order-" + i };
                   });
            insert("insert into messaging_attempt (flow_id, number, step, reference, idempotency_key, state, provider,"
                   + " message_id, repeats, started_at) values (?, 1, 1, ?, ?, 'ACCEPTED', 'one', ?, 0, ?)", MANY / 10,
                    i -> new Object[] { "f" + i, "f" + i + "-1", "f" + i + "-1", "m" + i, NEWEST.minusSeconds(i) });
            dataSource.execute("analyze");
        }

        private static String state(int i) {
            return i % 9_999 == 5 ? "DOUBT" : i % 8_000 == 7 ? "END" : i % 50 == 3 ? "WAIT" : "ENDED";
        }

        private static Instant due(int i) {
            return i % 500 == 3 ? LONG_AGO : Instant.parse("2099-01-01T00:00:00Z");
        }

        private void insert(String sql, int count, IntFunction<Object[]> row) {
            try (Connection connection = dataSource.getConnection();
                 PreparedStatement insert = connection.prepareStatement(sql)) {
                connection.setAutoCommit(false);
                for (int i = 0; i < count; i++) {
                    Object[] values = row.apply(i);
                    for (int column = 0; column < values.length; column++) {
                        insert.setObject(column + 1, values[column] instanceof Instant time
                                ? time.atOffset(java.time.ZoneOffset.UTC) : values[column]);
                    }
                    insert.addBatch();
                }
                insert.executeBatch();
                connection.commit();
                connection.setAutoCommit(true);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        private List<FlowSummary> all(FlowQuery query, int page) {
            List<FlowSummary> all = new ArrayList<>();
            String after = null;
            do {
                FlowPage next = administration.list(query, after, page);
                all.addAll(next.flows());
                after = next.next();
            } while (after != null);
            return all;
        }

        @Test
        void pagesHoldEachFlowOnceNewestFirst() {
            List<FlowSummary> all = all(FlowQuery.all(), 1_000);

            assertThat(all).hasSize(MANY).isSortedAccordingTo(
                    java.util.Comparator.comparing(FlowSummary::startedAt).thenComparing(FlowSummary::id).reversed());
            assertThat(new HashSet<>(all.stream().map(FlowSummary::id).toList())).hasSize(MANY);
        }

        @Test
        void whatIsNewWhileSomebodyTurnsPagesChangesNoPageBehindIt() {
            FlowPage first = administration.list(FlowQuery.all(), null, PAGE);
            insert("insert into messaging_flow (id, flow, conversation_id, state, step, data, started_at, changed_at, lease,"
                   + " signals, failures) values (?, 'orders', ?, 'NEXT', 0, '{}', ?, ?, 0, 0, 0)", 10,
                    i -> new Object[] { "n" + i, "n" + i, NEWEST.plusSeconds(i + 1), NEWEST });

            FlowPage second = administration.list(FlowQuery.all(), first.next(), PAGE);

            Set<String> both = new HashSet<>(first.flows().stream().map(FlowSummary::id).toList());
            both.addAll(second.flows().stream().map(FlowSummary::id).toList());
            assertThat(both).hasSize(2 * PAGE).noneMatch(id -> id.startsWith("n"));
        }

        @Test
        void eachConditionFindsWhatItSays() {
            assertThat(all(FlowQuery.all().inDoubt(), PAGE)).extracting(FlowSummary::id)
                    .containsExactly("f5", "f10004", "f20003", "f30002");
            assertThat(all(FlowQuery.all().parked(), 2)).extracting(FlowSummary::id)
                    .containsExactly("f7", "f8007", "f16007", "f24007", "f32007");
            assertThat(all(FlowQuery.all().outcome("unknown"), 2)).extracting(FlowSummary::id)
                    .containsExactly("f0", "f7777", "f15554", "f23331", "f31108", "f38885");
            assertThat(all(FlowQuery.all().overdue(), PAGE)).hasSize(MANY / 500)
                    .allMatch(FlowSummary::overdue);
            assertThat(all(FlowQuery.all().flow("visits").open(), PAGE)).isNotEmpty()
                    .allMatch(flow -> flow.flow().equals("visits") && !flow.state().equals("ENDED"));
            assertThat(all(FlowQuery.all().state("WAIT"), 1_000)).hasSize(MANY / 50 - 1);
            assertThat(all(FlowQuery.all().recipient("+372 5550 1003"), PAGE)).isNotEmpty()
                    .allMatch(flow -> flow.recipient().equals("+37255501003"));
            assertThat(all(FlowQuery.all().reference("order-77"), PAGE)).extracting(FlowSummary::id).containsExactly("f77");
            assertThat(all(FlowQuery.all().reference("f77-1"), PAGE)).extracting(FlowSummary::id).containsExactly("f77");
            assertThat(all(FlowQuery.all().reference("m77"), PAGE)).extracting(FlowSummary::id).containsExactly("f77");
            assertThat(all(FlowQuery.all().conversationId("c77"), PAGE)).extracting(FlowSummary::id).containsExactly("f77");
            assertThat(all(FlowQuery.all().between(NEWEST.minusSeconds(19), NEWEST.minusSeconds(11)), PAGE))
                    .extracting(FlowSummary::id)
                    .containsExactlyInAnyOrder("f19", "f18", "f17", "f16", "f15", "f14", "f13", "f12");
            assertThat(all(FlowQuery.all().flow("nobody's"), PAGE)).isEmpty();
        }

        @Test
        void noPageReadsMoreThanItShows() {
            String middle = PageKey.of(administration.list(
                    FlowQuery.all().between(NEWEST.minusSeconds(MANY), NEWEST.minusSeconds(MANY / 2)), null, 1).flows().get(0))
                    .toString();
            for (FlowQuery query : List.of(FlowQuery.all(), FlowQuery.all().flow("visits"), FlowQuery.all().outcome("done"),
                    FlowQuery.all().outcome("unknown"), FlowQuery.all().state("DOUBT"), FlowQuery.all().inDoubt(),
                    FlowQuery.all().open(), FlowQuery.all().parked(), FlowQuery.all().overdue(),
                    FlowQuery.all().recipient("+37255501003"), FlowQuery.all().reference("order-77"),
                    FlowQuery.all().conversationId("c77"))) {
                for (String after : new String[] { null, middle }) {
                    dataSource.record();

                    administration.list(query, after, PAGE);

                    dataSource.recorded().forEach(statement -> {
                        String plan = dataSource.explained(statement);
                        assertThat(rowsRead(plan)).describedAs("Rows read for %s by %s%n%s", query, statement.sql(), plan)
                                .isLessThan(2_000);
                    });
                }
            }
        }

        @Test
        void hoursThatAreOverAreNotCountedAgainAndAgain() {
            sent(1, Instant.now().minus(5, ChronoUnit.HOURS));
            List<SendCount> first = administration.sends(100);
            dataSource.record();
            sent(2, Instant.now());

            List<SendCount> second = administration.sends(100);

            assertThat(first.stream().mapToLong(SendCount::count).sum()).isEqualTo(1);
            assertThat(second.stream().mapToLong(SendCount::count).sum()).isEqualTo(2);
            // two for an hour: this one, the one before, and one more if an hour ended meanwhile
            assertThat(dataSource.recorded()).hasSizeBetween(2, 6);
        }

        private void sent(int flow, Instant at) {
            insert("insert into messaging_attempt (flow_id, number, step, reference, idempotency_key, state, provider,"
                   + " repeats, started_at) values (?, 2, 1, ?, ?, 'ACCEPTED', 'one', 0, ?)", 1,
                    i -> new Object[] { "f" + flow, "f" + flow + "-2", "f" + flow + "-2", at });
        }

        @Test
        void countsAreThoseOfTheOpenFlows() {
            FlowCounts counts = administration.counts();

            assertThat(counts.open()).isEqualTo(all(FlowQuery.all().open(), 1_000).size());
            assertThat(counts.inDoubt()).isEqualTo(4);
            assertThat(counts.parked()).isEqualTo(5);
            assertThat(counts.overdue()).isEqualTo(MANY / 500);
            assertThat(counts.oldestDue()).isEqualTo(LONG_AGO);
            assertThat(counts.byFlow()).extracting(FlowCounts.OfFlow::flow).containsExactly("orders", "visits");
            assertThat(counts.byFlow().stream().mapToLong(of -> of.byState().get("WAIT")).sum()).isEqualTo(MANY / 50 - 1);
        }

        @Test
        void aKeyThatNoPageGaveIsRefused() {
            assertThatThrownBy(() -> administration.list(FlowQuery.all(), "1' or '1'='1", PAGE))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("after").hasMessageNotContaining("'1'");
            assertThatThrownBy(() -> administration.list(FlowQuery.all(), null, 1_001))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("limit");
        }
    }
}
