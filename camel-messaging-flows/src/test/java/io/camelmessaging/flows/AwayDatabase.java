/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Logger;

import javax.sql.DataSource;

/** A database that can go away for a time. */
final class AwayDatabase implements DataSource {

    private static final String CONNECTION_FAILURE = "08006";

    private final DataSource real;
    private final AtomicInteger refused = new AtomicInteger();
    private volatile boolean away;

    private final AtomicReference<Error> next = new AtomicReference<>();

    AwayDatabase(DataSource real) {
        this.real = real;
    }

    void goAway() {
        away = true;
    }

    void comeBack() {
        away = false;
    }

    /** Throws this when it is asked the next time. */
    void breakNext(Error error) {
        next.set(error);
    }

    /** Whether it was thrown. */
    boolean isBroken() {
        return next.get() == null;
    }

    int refused() {
        return refused.get();
    }

    @Override
    public Connection getConnection() throws SQLException {
        Error error = next.getAndSet(null);
        if (error != null) {
            throw error;
        }
        if (away) {
            refused.incrementAndGet();
            throw new SQLException("no connection", CONNECTION_FAILURE);
        }
        return real.getConnection();
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        // nothing is logged
    }

    @Override
    public void setLoginTimeout(int seconds) {
        // it answers at once
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return real.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return real.isWrapperFor(type);
    }
}
