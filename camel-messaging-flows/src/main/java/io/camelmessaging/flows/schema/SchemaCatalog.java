/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is in the database, as one connection sees it. It changes nothing.
 */
final class SchemaCatalog {

    /** A name that SQL knows without quotes, in whatever case. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final List<String> PRIVILEGES = List.of("select", "insert", "update", "delete");
    private static final List<String> TABLES
            = List.of("messaging_flow", "messaging_attempt", "messaging_event", "messaging_seen", "messaging_opt_out",
                    "messaging_act", "messaging_guard_counter", "messaging_guard_key", "messaging_guard_stop",
                    "messaging_guard_held", "messaging_guard_recipient");

    private final Connection connection;
    private final boolean postgresql;

    SchemaCatalog(Connection connection) throws SQLException {
        this.connection = connection;
        this.postgresql = isPostgresql(connection);
    }

    static boolean isPostgresql(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
    }

    /**
     * The schema in which the tables are, or will be.
     *
     * @param wanted as SQL would have it: a plain name in any case, or another one as it is; null for the one that the
     *               connection leads to
     */
    String schema(String wanted) throws SQLException {
        if (wanted == null) {
            return current();
        }
        if (hasSchema(wanted) || !PLAIN.matcher(wanted).matches()) {
            return wanted;
        }
        return postgresql || connection.getMetaData().storesLowerCaseIdentifiers() ? wanted.toLowerCase(Locale.ROOT)
                : connection.getMetaData().storesUpperCaseIdentifiers() ? wanted.toUpperCase(Locale.ROOT) : wanted;
    }

    private String current() throws SQLException {
        if (!postgresql) {
            return text("select schema()").orElseThrow();
        }
        // where the tables are counts more than a schema that came before it into the search path later
        return text("""
                select n.nspname from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                where c.oid = pg_catalog.to_regclass('messaging_schema_history')""")
                .or(() -> orNone("select pg_catalog.current_schema()"))
                .orElseThrow(() -> new IllegalStateException(
                        "No schema of the search_path of the flows' DataSource exists: set the option schema of"
                                                             + " MessagingFlows, or the search_path of the user."));
    }

    private Optional<String> orNone(String sql) {
        try {
            return text(sql);
        } catch (SQLException e) {
            throw SchemaFailure.of("The schema of the flows cannot be found", "", e);
        }
    }

    // of H2 in capitals, which are right whatever it makes of names

    boolean hasSchema(String schema) throws SQLException {
        return text(postgresql
                ? "select nspname from pg_catalog.pg_namespace where nspname = ?"
                : "select SCHEMA_NAME from INFORMATION_SCHEMA.SCHEMATA where SCHEMA_NAME = ?", schema).isPresent();
    }

    boolean hasHistory(String schema) throws SQLException {
        return text(postgresql
                ? "select c.relname from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace"
                  + " where n.nspname = ? and c.relname = ?"
                : "select TABLE_NAME from INFORMATION_SCHEMA.TABLES where TABLE_SCHEMA = ? and TABLE_NAME = ?", schema,
                TableNames.HISTORY).isPresent();
    }

    /** What was applied; nothing if there is no history. */
    SchemaHistory history(String schema) throws SQLException {
        List<SchemaHistory.Applied> applied = new ArrayList<>();
        if (hasHistory(schema)) {
            try (PreparedStatement statement = connection.prepareStatement(
                    "select \"version\", \"type\", \"checksum\", \"success\" from " + new TableNames(schema).history()
                                                                           + " order by \"installed_rank\"");
                 ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    applied.add(new SchemaHistory.Applied(
                            row.getString(1), row.getString(2), row.getObject(3, Integer.class), row.getBoolean(4)));
                }
            }
        }
        return new SchemaHistory(schema, List.copyOf(applied));
    }

    /** What the user may not do with the tables, such as "update messaging_flow"; empty on H2, which is not asked. */
    List<String> missingPrivileges(String schema) throws SQLException {
        List<String> missing = new ArrayList<>();
        if (postgresql) {
            for (String table : TABLES) {
                String name = TableNames.quote(schema) + "." + table;
                for (String privilege : PRIVILEGES) {
                    text("select 'no' where not pg_catalog.has_table_privilege(?, ?)", name, privilege)
                            .ifPresent(no -> missing.add(privilege + " " + table));
                }
            }
        }
        return missing;
    }

    private Optional<String> text(String sql, String... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
            }
        }
    }
}
