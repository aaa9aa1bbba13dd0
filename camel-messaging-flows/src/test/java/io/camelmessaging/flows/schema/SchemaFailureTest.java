/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import io.camelmessaging.flows.Databases.Postgres;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** An upgrade that ends in the middle, whatever ends it: the next start completes it, and nothing is done twice. */
class SchemaFailureTest {

    @Nested
    class OnH2 extends Failures {

        @Override
        SchemaDatabase empty() {
            return SchemaDatabase.h2("");
        }

        @Override
        int step() {
            return 1;
        }
    }

    @Nested
    @ExtendWith(Postgres.class)
    class OnPostgresql extends Failures {

        private final Postgres.Server server;

        OnPostgresql(Postgres.Server server) {
            this.server = server;
        }

        @Override
        SchemaDatabase empty() {
            return new SchemaDatabase(server.newDatabaseUrl(), null, null);
        }

        @Override
        int step() {
            return 7;
        }
    }

    /** Connections die before, or after, the statement of a number. */
    private static DataSource dying(SchemaDatabase database, int number, boolean after, AtomicInteger count) {
        return database.dataSource(connection -> SchemaDatabase.proxy(Connection.class, (method, arguments) -> {
            Object result = SchemaDatabase.invoke(connection, Connection.class, method, arguments);
            return !method.equals("createStatement")
                    ? result
                    : SchemaDatabase.proxy(Statement.class, (call, values) -> {
                        boolean dies = call.equals("execute") && count.incrementAndGet() == number;
                        if (dies && !after) {
                            die(connection);
                        }
                        Object answer = SchemaDatabase.invoke(result, Statement.class, call, values);
                        if (dies) {
                            die(connection);
                        }
                        return call.equals("getConnection") ? connection : answer;
                    });
        }));
    }

    private static void die(Connection connection) throws SQLException {
        connection.rollback();
        connection.close();
        throw new SQLException("The connection is gone", "08006");
    }

    abstract static class Failures {

        abstract SchemaDatabase empty();

        /** Every how many statements are tried: on PostgreSQL all are one transaction. */
        abstract int step();

        private static final String OPT_OUT = "insert into messaging_opt_out values ('%s', %s, 'STOP', timestamp with time zone"
                                              + " '2026-03-0%d 10:00:00+00', current_timestamp)";

        /** Of version 11, with rows that the scripts change. */
        private SchemaDatabase old() {
            SchemaDatabase database = empty();
            database.flyway("11").migrate();
            database.execute(OPT_OUT.formatted("+5493411234567", "true", 2), OPT_OUT.formatted("+543411234567", "false", 6),
                    "insert into messaging_event (event_id, kind, provider, received_at, handled)"
                                                                                                                             + " values ('boomware:e1', 'RECEIPT', 'boomware', current_timestamp, false)");
            return database;
        }

        private static List<String> state(SchemaDatabase database) {
            List<String> state = database.structure(database.url().startsWith("jdbc:h2") ? "PUBLIC" : "public");
            state.addAll(database.rows("select recipient, opted_out from messaging_opt_out order by recipient"));
            state.addAll(database.rows("select event_id from messaging_event"));
            state.addAll(database.rows("select \"version\", \"success\" from \"messaging_schema_history\""
                                       + " where \"type\" = 'SQL' order by \"installed_rank\""));
            return state;
        }

        @ParameterizedTest
        @ValueSource(booleans = { false, true })
        void theNextStartCompletesIt(boolean after) {
            SchemaDatabase good = old();
            AtomicInteger all = new AtomicInteger();
            FlowSchema.open(dying(good, 0, false, all), null, SchemaMode.CREATE);
            List<String> right = state(good);
            assertThat(right).contains("boomware:RECEIPT::e1", "64 " + right.get(right.size() - 1).split(" ")[1]);

            assertThat(all).hasValueGreaterThan(20);
            for (int number = 1; number <= all.get(); number += step()) {
                SchemaDatabase database = old();
                DataSource dying = dying(database, number, after, new AtomicInteger());
                assertThatThrownBy(() -> FlowSchema.open(dying, null, SchemaMode.CREATE)).as("statement " + number)
                        .isInstanceOf(IllegalStateException.class).hasMessageContaining("The connection is gone");

                FlowSchema.open(database.dataSource(), null, SchemaMode.CREATE);

                assertThat(state(database)).as("after statement " + number).isEqualTo(right);
            }
        }

        @Test
        void oneThatDiesAgainAndAgainComesToItsEnd() {
            SchemaDatabase database = old();
            SchemaDatabase good = old();
            FlowSchema.open(good.dataSource(), null, SchemaMode.CREATE);

            int starts = 0;
            for (int number = 2; starts < 200; number += 2) {
                starts++;
                try {
                    FlowSchema.open(dying(database, number, starts % 2 == 0, new AtomicInteger()), null, SchemaMode.CREATE);
                    break;
                } catch (SchemaFailure e) {
                    assertThat(e).hasMessageContaining("The connection is gone");
                }
            }

            assertThat(starts).isBetween(2, 199);
            assertThat(state(database)).isEqualTo(state(good));
        }

        @Test
        void whatFlywayLeftInTheMiddleIsRefused() {
            SchemaDatabase database = old();
            database.execute("insert into \"messaging_schema_history\" values"
                             + " (99, '12', 'x', 'SQL', 'V12__x.sql', 1, 'x', current_timestamp, 0, false)");

            assertThatThrownBy(() -> FlowSchema.open(database.dataSource(), null, SchemaMode.CREATE))
                    .hasMessageContaining("in the middle of the script V12__one_number_of_a_subscriber.sql");
        }

        @Test
        void noRowIsQuoted() {
            SchemaDatabase database = old();
            database.execute("alter table messaging_opt_out add constraint own check (recipient <> '+543411234567')".replace(
                    "+543411234567", "+525512345678"), OPT_OUT.formatted("+5215512345678", "true", 2));

            assertThatThrownBy(() -> FlowSchema.open(database.dataSource(), null, SchemaMode.CREATE))
                    .hasMessageContaining("V12__one_number_of_a_subscriber.sql").hasMessageContaining("SQL state 23")
                    .hasStackTraceContaining("left out").satisfies(
                            thrown -> assertThat(thrown.toString() + thrown.getCause()).doesNotContain("5512345678"));
        }

        @Test
        void aLockEndsWithItsConnection() throws SQLException {
            SchemaDatabase database = old();
            try (Connection killed = database.connection(); Statement statement = killed.createStatement()) {
                killed.setAutoCommit(false);
                if (database.url().startsWith("jdbc:h2")) {
                    statement.execute("select * from \"messaging_schema_history\" for update");
                } else {
                    statement.execute(SchemaSql.lock("public"));
                    statement.execute("create table half_done (id int)");
                }
                // the process is gone, and with it its connection
            }

            FlowSchema.open(database.dataSource(), null, SchemaMode.CREATE);

            FlowSchema.open(database.dataSource(), null, SchemaMode.VALIDATE);
        }
    }
}
