/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import javax.sql.DataSource;

/**
 * Applies scripts to H2, which commits each statement that defines something. How many statements of a script were done
 * is therefore noted after each of them, and a start after a failure or a kill goes on with the next.
 * <p>
 * One connection holds the row that earlier versions lock too, another one works; the lock ends with its connection.
 */
final class H2Upgrade {

    /** How long another node may take for its upgrade, and a table may be in use. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String PROGRESS = "messaging_schema_progress";
    /** The row that is locked, as Flyway makes it together with the table. */
    private static final String MARK = " select -1, null, '<< Flyway Schema History table created >>', 'TABLE', '', null,"
                                       + " current_user, current_timestamp, 0, true";
    private static final int LOCK_TIMEOUT = 50200;
    private static final int DEADLOCK = 40001;
    private static final int CONCURRENT_UPDATE = 90131;
    private static final int GENERAL = 50000;
    private static final int DUPLICATE_KEY = 23505;
    private static final int TABLE_EXISTS = 42101;
    private static final int INDEX_EXISTS = 42111;
    private static final int COLUMN_EXISTS = 42121;
    private static final int NO_TABLE = 42102;
    private static final Set<Integer> HELD = Set.of(LOCK_TIMEOUT, DEADLOCK, CONCURRENT_UPDATE, TABLE_EXISTS, DUPLICATE_KEY);
    private static final Set<Integer> DONE_BEFORE = Set.of(TABLE_EXISTS, INDEX_EXISTS, COLUMN_EXISTS, NO_TABLE);

    private final DataSource dataSource;
    private final String schema;
    private final TableNames names;
    private final List<SchemaScript> scripts;
    private final long until = System.nanoTime() + PATIENCE.toNanos();

    H2Upgrade(DataSource dataSource, String schema, List<SchemaScript> scripts) {
        this.dataSource = dataSource;
        this.schema = schema;
        this.names = new TableNames(schema);
        this.scripts = scripts;
    }

    /** Gives the scripts that were applied. */
    List<SchemaScript> apply() {
        try {
            while (true) {
                // one that is not the first gives its connection back, as the first may need it
                try (FlowSchema.Session lock = FlowSchema.Session.of(dataSource)) {
                    if (lock(lock.connection())) {
                        return applyPending();
                    }
                } catch (SQLException e) {
                    if (!HELD.contains(e.getErrorCode()) || isOver()) {
                        throw e;
                    }
                }
            }
        } catch (SQLException e) {
            throw SchemaFailure.of("The tables of the flows cannot be made or upgraded in the schema " + schema, "", e);
        }
    }

    private boolean isOver() {
        return System.nanoTime() - until > 0;
    }

    /** Locks the row; false if it, its table or its schema was not there yet, and another node may be making it. */
    private boolean lock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            SchemaCatalog catalog = new SchemaCatalog(connection);
            try {
                if (!catalog.hasSchema(schema)) {
                    statement.execute("create schema if not exists " + TableNames.quote(schema));
                }
                if (!catalog.hasHistory(schema)) {
                    statement.execute(SchemaSql.history(names) + " as" + MARK);
                }
            } catch (SQLException e) {
                // of two at once H2 tells one in its own ways that there is such a thing
                if (!catalog.hasHistory(schema) && !(catalog.hasSchema(schema) && e.getErrorCode() == GENERAL)) {
                    throw e;
                }
                return false;
            }
            try (ResultSet row = statement.executeQuery("select * from " + names.history() + " for update")) {
                if (row.next()) {
                    return true;
                }
            }
            statement.execute("insert into " + names.history() + MARK);
            connection.commit();
            return false;
        }
    }

    private List<SchemaScript> applyPending() throws SQLException {
        try (FlowSchema.Session work = FlowSchema.Session.of(dataSource);
             Statement statement = work.connection().createStatement()) {
            List<SchemaScript> pending = new SchemaCatalog(work.connection()).history(schema).pending(scripts);
            if (!pending.isEmpty()) {
                statement.execute("create table if not exists " + names.named(PROGRESS)
                                  + " (version int primary key, statements int not null)");
            }
            for (SchemaScript script : pending) {
                apply(script, work.connection(), statement);
            }
            // empty by now; one that a kill leaves behind does no harm
            statement.execute("drop table if exists " + names.named(PROGRESS));
            return pending;
        }
    }

    private void apply(SchemaScript script, Connection connection, Statement statement) throws SQLException {
        List<String> statements = script.statements();
        int before = done(script, statement);
        for (int i = Math.max(before, 0); i < statements.size(); i++) {
            try {
                run(names.qualify(statements.get(i)), statement, i == before);
                statement.execute("merge into " + names.named(PROGRESS) + " key (version) values (" + script.version() + ", "
                                  + (i + 1) + ")");
                connection.commit();
            } catch (SQLException e) {
                throw SchemaFailure.of(
                        "The script " + script.file() + " of the flows' tables failed at statement " + (i + 1) + " of "
                                       + statements.size() + " in the schema " + schema,
                        " The statements before it are kept, and the next start goes on with this one.", e);
            }
        }
        statement.execute(SchemaSql.applied(names, script));
        statement.execute("delete from " + names.named(PROGRESS) + " where version = " + script.version());
        connection.commit();
    }

    /** How many statements of a script were done before; -1 if it was not begun. */
    private int done(SchemaScript script, Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(
                "select statements from " + names.named(PROGRESS) + " where version = " + script.version())) {
            if (row.next()) {
                return row.getInt(1);
            }
        }
        statement.execute("insert into " + names.named(PROGRESS) + " values (" + script.version() + ", 0)");
        statement.getConnection().commit();
        return -1;
    }

    /**
     * @param repeated whether it is the one of which it is not known if it was done
     */
    private void run(String sql, Statement statement, boolean repeated) throws SQLException {
        while (true) {
            try {
                statement.execute(sql);
                return;
            } catch (SQLException e) {
                if (repeated && SqlStatements.defines(sql) && DONE_BEFORE.contains(e.getErrorCode())) {
                    return;
                }
                if (e.getErrorCode() != LOCK_TIMEOUT || isOver()) {
                    throw e;
                }
            }
        }
    }
}
