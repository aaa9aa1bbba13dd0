/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

import javax.sql.DataSource;

import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears the notices of a channel by PostgreSQL's own driver. */
final class PostgresListening implements WorkNotices.Listening {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresListening.class);

    private final Connection connection;
    private final PGConnection postgres;
    private final boolean autoCommit;
    private final String self;

    private PostgresListening(Connection connection, String self) throws SQLException {
        this.connection = connection;
        this.postgres = connection.unwrap(PGConnection.class);
        this.autoCommit = connection.getAutoCommit();
        this.self = self;
    }

    /** @param self what this node's own notices say */
    static Optional<PostgresListening> open(DataSource dataSource, String channel, String self) {
        Connection connection = null;
        try {
            connection = dataSource.getConnection();
            if (!connection.isWrapperFor(PGConnection.class)) {
                connection.close();
                return Optional.empty();
            }
            PostgresListening listening = new PostgresListening(connection, self);
            connection.setAutoCommit(true);
            listening.execute("listen " + channel);
            return Optional.of(listening);
        } catch (SQLException e) {
            giveBack(connection);
            throw new DatabaseFailure(e);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public WorkNotices.Heard await(Duration most) {
        try {
            PGNotification[] notices = postgres.getNotifications((int) most.toMillis());
            if (notices == null || notices.length == 0) {
                return WorkNotices.Heard.NOTHING;
            }
            return Arrays.stream(notices).map(PGNotification::getParameter).allMatch(self::equals)
                    ? WorkNotices.Heard.ITSELF : WorkNotices.Heard.ANOTHER_NODE;
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        }
    }

    @Override
    public void close() {
        try {
            execute("unlisten *");
            connection.setAutoCommit(autoCommit);
        } catch (SQLException e) {
            LOG.debug("What a connection of the flows listened to went with it.", e);
        } finally {
            giveBack(connection);
        }
    }

    private static void giveBack(Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            LOG.debug("A connection that the flows listened with is broken.", e);
        }
    }
}
