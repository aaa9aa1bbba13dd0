/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

import io.camelmessaging.flows.Databases.Postgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Privileges, search paths and pools as they are met at PostgreSQL. */
@ExtendWith(Postgres.class)
class PostgresqlSchemaTest {

    private final String role = "r" + UUID.randomUUID().toString().replace("-", "");
    private final SchemaDatabase owner;
    private final SchemaDatabase user;

    PostgresqlSchemaTest(Postgres.Server server) {
        String url = server.newDatabaseUrl();
        owner = new SchemaDatabase(url, null, null);
        user = new SchemaDatabase(url.replaceAll("user=\\w+", "user=" + role), null, null);
    }

    @BeforeEach
    void role() {
        owner.execute("create role " + role + " login", "revoke all on schema public from public",
                "grant usage on schema public to " + role);
    }

    @AfterEach
    void noRole() {
        owner.execute("drop owned by " + role, "drop role " + role);
    }

    private static FlowSchema open(DataSource dataSource, String schema, SchemaMode mode) {
        return FlowSchema.open(dataSource, schema, mode);
    }

    private String grants(String schema, String privileges) {
        return "grant " + privileges + " on all tables in schema " + TableNames.quote(schema) + " to " + role;
    }

    @Test
    void whoMayNotMakeTablesIsToldWhatToDo() {
        assertThatThrownBy(() -> open(user.dataSource(), null, SchemaMode.CREATE))
                .hasMessageContaining("cannot be made or upgraded in the schema public")
                .hasMessageContaining("permission denied for schema public").hasMessageContaining("SchemaSql prints");
        assertThatThrownBy(() -> open(user.dataSource(), "own", SchemaMode.CREATE))
                .hasMessageContaining("permission denied for database");
        assertThat(owner.structure("public")).isEmpty();
    }

    @Test
    void whoMayOnlyUseTablesNeedsNoMore() {
        owner.execute(SchemaSql.of("own", 0, true), "grant usage on schema own to " + role,
                grants("own", "select, insert, update, delete"));

        for (SchemaMode mode : SchemaMode.values()) {
            user.execute(open(user.dataSource(), "own", mode).qualify("delete from messaging_flow"));
        }
    }

    @Test
    void whatIsNotGrantedIsNamed() {
        owner.execute(SchemaSql.of("public", 0, true));
        assertThatThrownBy(() -> open(user.dataSource(), "public", SchemaMode.VALIDATE))
                .hasMessageContaining("permission denied for table messaging_schema_history");

        owner.execute(grants("public", "select"), "grant insert on messaging_seen to " + role);
        assertThatThrownBy(() -> open(user.dataSource(), null, SchemaMode.VALIDATE))
                .hasMessageContaining("may not insert messaging_flow, update messaging_flow, delete messaging_flow")
                .hasMessageNotContaining("insert messaging_seen");
    }

    @Test
    void everyTableIsAskedFor() {
        owner.execute(SchemaSql.of("public", 0, true));
        owner.execute(grants("public", "select"));
        List<String> tables = owner.rows("select tablename from pg_catalog.pg_tables where schemaname = 'public'"
                                         + " and tablename <> 'messaging_schema_history'");

        assertThat(tables).contains("messaging_guard_held").allSatisfy(
                table -> assertThatThrownBy(() -> open(user.dataSource(), null, SchemaMode.VALIDATE))
                        .as("add %s to SchemaCatalog", table).hasMessageContaining("insert " + table));
    }

    @Test
    void whoMayOnlyReadIsToldSo() {
        owner.execute("alter role " + role + " set default_transaction_read_only = on",
                "grant create on schema public to " + role);

        assertThatThrownBy(() -> open(user.dataSource(), null, SchemaMode.CREATE))
                .hasMessageContaining("read-only transaction");
    }

    @Test
    void theFirstSchemaOfTheSearchPathThatExistsIsTaken() {
        owner.execute("create schema app", "grant all on schema app to " + role, "alter role " + role
                                                                                 + " set search_path = missing, app, public");

        open(user.dataSource(), null, SchemaMode.CREATE);

        assertThat(owner.structure("app")).isNotEmpty();
        assertThat(owner.structure("public")).isEmpty();
    }

    @Test
    void aSchemaThatComesBeforeTheTablesLaterIsNotTaken() {
        owner.execute("grant create on schema public to " + role);
        FlowSchema before = open(user.dataSource(), null, SchemaMode.CREATE);
        owner.execute("create schema " + role + " authorization " + role);

        FlowSchema after = open(user.dataSource(), null, SchemaMode.CREATE);

        assertThat(after.qualify("messaging_flow")).isEqualTo(before.qualify("messaging_flow"));
        assertThat(owner.structure(role)).isEmpty();
    }

    @Test
    void aSearchPathThatLeadsNowhereIsTold() {
        owner.execute("alter role " + role + " set search_path = missing");

        assertThatThrownBy(() -> open(user.dataSource(), null, SchemaMode.CREATE)).hasMessageContaining("search_path");
    }

    @Test
    void noSearchPathThatSomebodyLeftOnAConnectionMatters() {
        owner.execute("create schema app", "create schema trap", "create table trap.messaging_flow (id int)");
        FlowSchema schema = open(owner.dataSource(), "app", SchemaMode.CREATE);

        owner.execute("set search_path = trap", schema.qualify("update messaging_flow set step = 1"));
        open(owner.dataSource(connection -> {
            try {
                connection.setSchema("trap");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return connection;
        }), "app", SchemaMode.VALIDATE);

        assertThat(owner.rows("show search_path")).as("and none is left by us").containsExactly("\"$user\", public");
    }

    @Test
    void aPoolOfTransactionsWillDo() throws SQLException {
        Deque<Connection> servers = new ArrayDeque<>();
        try {
            for (int i = 0; i < 3; i++) {
                servers.add(owner.connection());
            }
            DataSource pool = owner.dataSource(client -> pooled(client, servers));

            open(pool, "pooled", SchemaMode.CREATE);
            open(pool, "pooled", SchemaMode.VALIDATE);

            for (Connection server : servers) {
                try (var statement = server.createStatement();
                     var row = statement.executeQuery(
                             "select count(*) from pg_locks where locktype = 'advisory' and database ="
                                                      + " (select oid from pg_database where datname = current_database())")) {
                    row.next();
                    assertThat(row.getInt(1)).as("no lock is left behind").isZero();
                }
            }
        } finally {
            for (Connection server : servers) {
                server.close();
            }
        }
    }

    /** Each transaction of a client runs on the next server, as PgBouncer does it. */
    private static Connection pooled(Connection client, Deque<Connection> servers) {
        Deque<Connection> current = new ArrayDeque<>();
        return SchemaDatabase.proxy(Connection.class, (method, arguments) -> {
            if (method.equals("close") || method.equals("isClosed") || method.equals("getMetaData")) {
                return SchemaDatabase.invoke(client, Connection.class, method, arguments);
            }
            if (current.isEmpty()) {
                Connection next = servers.poll();
                servers.add(next);
                next.setAutoCommit(false);
                current.add(next);
            }
            Object result = SchemaDatabase.invoke(current.peek(), Connection.class, method, arguments);
            if (method.equals("commit") || method.equals("rollback")) {
                current.clear();
            }
            return result;
        });
    }

    @Test
    void isolationOfTheRoleDoesNotHideWhatAnotherNodeMade() {
        owner.execute("grant create on schema public to " + role,
                "alter role " + role + " set default_transaction_isolation = 'serializable'", "alter role " + role
                                                                                              + " set statement_timeout = '10s'");

        open(user.dataSource(), null, SchemaMode.CREATE);

        open(user.dataSource(), null, SchemaMode.VALIDATE);
    }
}
