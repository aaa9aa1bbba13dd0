/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import io.camelmessaging.flows.Databases.Postgres;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Tables are made, upgraded and taken over, by one node and by several, on both databases. */
class FlowSchemaTest {

    private static final String NEWEST = "64";

    @Nested
    class OnH2 extends Schemas {

        @Override
        SchemaDatabase empty() {
            return SchemaDatabase.h2("");
        }

        @Override
        String usual() {
            return "PUBLIC";
        }

        @ParameterizedTest
        @ValueSource(strings = { ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE", ";DATABASE_TO_UPPER=FALSE" })
        void aDatabaseOfOtherSettingsIsAsGood(String settings) {
            SchemaDatabase database = SchemaDatabase.h2(settings);

            FlowSchema.open(database.dataSource(), null, SchemaMode.CREATE);
            FlowSchema messages = FlowSchema.open(database.dataSource(), "Messages", SchemaMode.CREATE);
            FlowSchema again = FlowSchema.open(database.dataSource(), "Messages", SchemaMode.VALIDATE);

            database.execute(messages.qualify("delete from messaging_flow"), again.qualify("delete from messaging_seen"));
        }
    }

    @Nested
    @ExtendWith(Postgres.class)
    class OnPostgresql extends Schemas {

        private final Postgres.Server server;

        OnPostgresql(Postgres.Server server) {
            this.server = server;
        }

        @Override
        SchemaDatabase empty() {
            return new SchemaDatabase(server.newDatabaseUrl(), null, null);
        }

        @Override
        String usual() {
            return "public";
        }
    }

    abstract static class Schemas {

        abstract SchemaDatabase empty();

        abstract String usual();

        private static void open(SchemaDatabase database) {
            FlowSchema.open(database.dataSource(), null, SchemaMode.CREATE);
        }

        private List<String> madeByFlyway() {
            SchemaDatabase database = empty();
            database.flyway(NEWEST).migrate();
            return database.structure(usual());
        }

        private static String versions(String table) {
            return "select \"version\" from " + table + " where \"type\" = 'SQL' and \"success\" order by \"installed_rank\"";
        }

        @Test
        void anEmptyDatabaseGetsWhatFlywayMade() {
            SchemaDatabase database = empty();

            open(database);
            open(database);

            assertThat(database.structure(usual())).isNotEmpty().isEqualTo(madeByFlyway());
            assertThat(database.rows(versions("\"messaging_schema_history\"")))
                    .containsExactly("1", "10", "11", "12", "20", "21", "22", "23", "60", "61", "62", "63", "64");
        }

        @ParameterizedTest
        @ValueSource(strings = { "1", "11", "12", NEWEST })
        void whatFlywayMadeIsTakenOver(String version) {
            SchemaDatabase database = empty();
            database.execute("create table of_an_application (id int)");
            database.flyway(version).migrate();

            open(database);

            assertThat(database.structure(usual())).isEqualTo(madeByFlyway());
            assertThat(database.flyway(NEWEST).info().pending()).as("an earlier version starts too").isEmpty();
            database.flyway(NEWEST).validate();
            assertThat(database.flyway(NEWEST).migrate().migrationsExecuted).isZero();
        }

        @ParameterizedTest
        @ValueSource(strings = {
                "messages", "MESSAGES", "Two words", "select", "a\"b", "it's", "Zürich.1; drop table x --", "pg", "$1?", "%s" })
        void theSchemaMayHaveAnyName(String name) {
            SchemaDatabase database = empty();

            FlowSchema schema = FlowSchema.open(database.dataSource(), name, SchemaMode.CREATE);
            FlowSchema again = FlowSchema.open(database.dataSource(), name, SchemaMode.VALIDATE);

            String delete = again.qualify("delete from messaging_flow");
            database.execute(delete);
            assertThat(schema.qualify("delete from messaging_flow")).isEqualTo(delete);
            assertThat(database.structure(usual())).as("nothing is in the usual schema").isEmpty();
        }

        @Test
        void aPlainNameIsFoundInAnyCase() {
            SchemaDatabase database = empty();
            database.execute("create schema messages", "create schema \"Exact\"");

            for (String name : new String[] { "messages", "MESSAGES", "Messages" }) {
                FlowSchema.open(database.dataSource(), name, SchemaMode.CREATE);
            }
            FlowSchema.open(database.dataSource(), "Exact", SchemaMode.CREATE);

            assertThat(database.rows("select table_schema from information_schema.tables"
                                     + " where lower(table_name) = 'messaging_flow'"))
                    .hasSize(2).contains("Exact");
        }

        @Test
        void twoSchemasDoNotKnowEachOther() {
            SchemaDatabase database = empty();

            open(database);
            FlowSchema other = FlowSchema.open(database.dataSource(), "other", SchemaMode.CREATE);
            database.execute(other.qualify("insert into messaging_seen values ('r', 'k', true, current_timestamp)"));

            assertThat(database.rows("select count(*) from messaging_seen")).containsExactly("0");
            assertThat(database.rows(other.qualify("select count(*) from messaging_seen"))).containsExactly("1");
        }

        @Test
        void whatIsMissingIsToldWithTheCommand() {
            SchemaDatabase database = empty();
            DataSource dataSource = database.dataSource();

            assertThatThrownBy(() -> FlowSchema.open(dataSource, null, SchemaMode.VALIDATE))
                    .hasMessageContaining("in the schema " + usual() + " are missing, and this one needs 64")
                    .hasMessageContaining("SchemaSql --schema=" + usual() + " --from=0");
            assertThatThrownBy(() -> FlowSchema.open(dataSource, "nowhere", SchemaMode.VALIDATE))
                    .hasMessageContaining("are missing");
            assertThat(database.rows("select table_name from information_schema.tables where table_name like '%essaging%'"))
                    .as("nothing is made").isEmpty();
            database.flyway("12").migrate();
            assertThatThrownBy(() -> FlowSchema.open(dataSource, null, SchemaMode.VALIDATE))
                    .hasMessageContaining("are of version 12, and this one needs 64").hasMessageContaining("--from=12");
            FlowSchema.open(dataSource, null, SchemaMode.NONE);
        }

        @Test
        void whatALaterVersionUpgradedIsRefused() {
            SchemaDatabase database = empty();
            open(database);
            database.execute("insert into \"messaging_schema_history\" values"
                             + " (99, '65', 'later', 'SQL', 'V65__later.sql', 1, 'x', current_timestamp, 0, true)");

            for (SchemaMode mode : new SchemaMode[] { SchemaMode.CREATE, SchemaMode.VALIDATE }) {
                assertThatThrownBy(() -> FlowSchema.open(database.dataSource(), null, mode))
                        .hasMessageContaining("of the later version 65, and this one knows them up to 64");
            }
        }

        @Test
        void printedSqlMakesAndUpgradesThem() {
            SchemaDatabase database = empty();
            SchemaDatabase old = empty();
            boolean postgresql = usual().equals("public");
            old.flyway("12").migrate();

            database.execute(SchemaSql.of("Two words", 0, postgresql));
            old.execute(SchemaSql.of(usual(), 12, postgresql));

            FlowSchema.open(database.dataSource(), "Two words", SchemaMode.VALIDATE);
            FlowSchema.open(old.dataSource(), null, SchemaMode.VALIDATE);
            assertThat(database.structure("Two words")).isEqualTo(madeByFlyway());
            assertThat(old.structure(usual())).isEqualTo(madeByFlyway());
        }

        @Test
        void connectionsGoBackAsTheyCame() throws SQLException {
            SchemaDatabase database = empty();
            List<Connection> open = new ArrayList<>();
            try (Connection manual = database.connection()) {
                manual.setAutoCommit(false);
                DataSource pool = database.dataSource(connection -> {
                    try {
                        connection.setAutoCommit(false);
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                    open.add(connection);
                    return connection;
                });

                FlowSchema.open(pool, null, SchemaMode.CREATE);
                FlowSchema.open(pool, null, SchemaMode.VALIDATE);
            }

            assertThat(open).isNotEmpty().allMatch(connection -> {
                try {
                    return connection.isClosed();
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThat(database.structure(usual())).isEqualTo(madeByFlyway());
        }

        private static <T> List<Future<T>> atOnce(List<Callable<T>> tasks) throws Exception {
            CyclicBarrier start = new CyclicBarrier(tasks.size());
            ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
            try {
                return threads.invokeAll(tasks.stream().map(task -> (Callable<T>) () -> {
                    start.await(1, TimeUnit.MINUTES);
                    return task.call();
                }).toList());
            } finally {
                threads.shutdown();
            }
        }

        @Test
        void nodesThatStartTogetherMakeThemOnce() throws Exception {
            for (int round = 0; round < 2; round++) {
                SchemaDatabase database = empty();
                List<Callable<FlowSchema>> nodes = new ArrayList<>();
                for (int node = 0; node < 6; node++) {
                    nodes.add(() -> FlowSchema.open(database.dataSource(), "shared", SchemaMode.CREATE));
                }

                for (Future<FlowSchema> node : atOnce(nodes)) {
                    node.get();
                }

                assertThat(database.rows("select count(*) from information_schema.tables"
                                         + " where lower(table_name) = 'messaging_flow'"))
                        .containsExactly("1");
            }
        }

        @Test
        void nodesOfEarlierVersionsMayStartMeanwhile() throws Exception {
            for (String version : new String[] { null, "1", "11" }) {
                SchemaDatabase database = empty();
                if (version != null) {
                    database.flyway(version).migrate();
                }
                List<Callable<Object>> nodes = new ArrayList<>();
                for (int node = 0; node < 4; node++) {
                    boolean old = node % 2 == 0;
                    nodes.add(() -> old
                            ? database.flyway(NEWEST).migrate()
                            : FlowSchema.open(database.dataSource(), null, SchemaMode.CREATE));
                }

                List<Future<Object>> started = atOnce(nodes);

                // an earlier version may fail at its start, as it may beside its own kind; this one does not
                started.get(1).get();
                started.get(3).get();
                FlowSchema.open(database.dataSource(), null, SchemaMode.VALIDATE);
                assertThat(database.structure(usual())).isEqualTo(madeByFlyway());
                database.flyway(NEWEST).migrate();
            }
        }
    }
}
