/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Applies scripts to PostgreSQL in one transaction, which holds the lock of those that upgrade: a process that is
 * killed leaves neither half of a script nor a lock, and a pool of transactions (PgBouncer) will do.
 */
final class PostgresqlUpgrade {

    /** How long another node may take for its upgrade. */
    private static final String PATIENCE = "5min";
    /** How long a table may be in use by others, such as a dump: whoever comes next to it waits behind this one. */
    private static final String IN_USE = "30s";

    private final String schema;
    private final TableNames names;
    private final List<SchemaScript> scripts;

    PostgresqlUpgrade(String schema, List<SchemaScript> scripts) {
        this.schema = schema;
        this.names = new TableNames(schema);
        this.scripts = scripts;
    }

    /** Gives the scripts that were applied; the caller commits. */
    List<SchemaScript> apply(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // what another node has committed while this one waited for the lock has to be seen
            statement.execute("set transaction isolation level read committed");
            statement.execute("set local statement_timeout = 0");
            statement.execute("set local lock_timeout = '" + PATIENCE + "'");
            statement.execute(SchemaSql.lock(schema));
            statement.execute("set local lock_timeout = '" + IN_USE + "'");
            SchemaCatalog catalog = new SchemaCatalog(connection);
            if (!catalog.hasSchema(schema)) {
                statement.execute("create schema " + TableNames.quote(schema));
            }
            if (!catalog.hasHistory(schema)) {
                statement.execute(SchemaSql.history(names));
            }
            List<SchemaScript> pending = catalog.history(schema).pending(scripts);
            for (SchemaScript script : pending) {
                apply(script, statement);
            }
            return pending;
        } catch (SQLException e) {
            throw SchemaFailure.of("The tables of the flows cannot be made or upgraded in the schema " + schema, "", e);
        }
    }

    private void apply(SchemaScript script, Statement statement) {
        try {
            for (String one : script.statements()) {
                statement.execute(names.qualify(one));
            }
            statement.execute(SchemaSql.applied(names, script));
        } catch (SQLException e) {
            throw SchemaFailure.of(
                    "The script " + script.file() + " of the flows' tables failed in the schema " + schema,
                    " Nothing of it was kept.", e);
        }
    }
}
