/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.guard;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

import io.camelmessaging.flows.store.Database;

/**
 * Single statements on the flows' database, each a transaction of its own and so one round trip.
 */
final class GuardDatabase {

    private final Database database;
    private final boolean postgresql;
    /** H2 is in this process: who comes second would fail on a row that is being made. */
    private final ReentrantLock lock = new ReentrantLock();

    GuardDatabase(Database database) {
        this.database = database;
        this.postgresql = !database.isEmbedded();
    }

    /** What is done with a prepared statement. */
    interface Work<T> {
        T with(PreparedStatement statement) throws SQLException;
    }

    /** Makes an object of one row. */
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    boolean isPostgresql() {
        return postgresql;
    }

    /** Runs a statement that writes. */
    <T> T statement(String sql, Work<T> work) throws SQLException {
        return statement(sql, work, result -> true);
    }

    /**
     * Runs a statement that writes.
     *
     * @param lasts whether what it wrote has to outlive a process that is killed
     */
    <T> T statement(String sql, Work<T> work, Predicate<T> lasts) throws SQLException {
        if (postgresql) {
            return run(sql, work);
        }
        lock.lock();
        try {
            T result = run(sql, work);
            if (lasts.test(result)) {
                checkpoint();
            }
            return result;
        } finally {
            lock.unlock();
        }
    }

    /** Runs a statement of PostgreSQL for several sets of parameters, and tells of columns of each row. */
    <T> T batch(String sql, String[] columns, Work<T> work) throws SQLException {
        return run(connection -> connection.prepareStatement(database.qualified(sql), columns), work);
    }

    private interface Preparation {
        PreparedStatement on(Connection connection) throws SQLException;
    }

    private <T> T run(String sql, Work<T> work) throws SQLException {
        return run(connection -> connection.prepareStatement(database.qualified(sql)), work);
    }

    private <T> T run(Preparation preparation, Work<T> work) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            if (!autoCommit) {
                connection.setAutoCommit(true);
            }
            try (PreparedStatement statement = preparation.on(connection)) {
                return work.with(statement);
            } finally {
                if (!autoCommit) {
                    connection.setAutoCommit(false);
                }
            }
        }
    }

    /** H2 keeps a commit in memory for a while, and a process that is killed would lose it. */
    private void checkpoint() throws SQLException {
        run("checkpoint", PreparedStatement::execute);
    }

    /** Changes rows; tells how many. */
    int update(String sql, Object... values) throws SQLException {
        return statement(sql, statement -> {
            fill(statement, values);
            return statement.executeUpdate();
        });
    }

    <T> List<T> query(String sql, Row<T> reader, Object... values) throws SQLException {
        return run(sql, statement -> {
            fill(statement, values);
            List<T> result = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    result.add(reader.read(rows));
                }
            }
            return result;
        });
    }

    private static void fill(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i] instanceof Instant time ? time.atOffset(ZoneOffset.UTC) : values[i]);
        }
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
