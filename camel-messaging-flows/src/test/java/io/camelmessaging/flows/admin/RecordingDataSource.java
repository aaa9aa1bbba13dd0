/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.admin;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Logger;

import javax.sql.DataSource;

/** A data source that knows which queries were made, and how the database goes about them. */
final class RecordingDataSource implements DataSource {

    private final DataSource target;
    private final List<Recorded> recorded = new CopyOnWriteArrayList<>();

    /** A query with its values. */
    record Recorded(String sql, List<Object> values) {
    }

    RecordingDataSource(DataSource target) {
        this.target = target;
    }

    /** Forgets what was recorded. */
    void record() {
        recorded.clear();
    }

    /** The queries of flows since then. */
    List<Recorded> recorded() {
        return recorded.stream().filter(statement -> statement.sql().startsWith("select")
                && statement.sql().contains("messaging_")).toList();
    }

    /** The plan of a query that was really gone through. */
    String explained(Recorded statement) {
        try (Connection connection = target.getConnection();
             PreparedStatement explain = connection.prepareStatement("explain analyze " + statement.sql())) {
            for (int i = 0; i < statement.values().size(); i++) {
                explain.setObject(i + 1, statement.values().get(i));
            }
            StringBuilder plan = new StringBuilder();
            try (ResultSet rows = explain.executeQuery()) {
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
            }
            return plan.toString();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void execute(String sql) {
        try (Connection connection = target.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = target.getConnection();
        return proxy(Connection.class, (method, arguments) -> {
            Object result = method.invoke(connection, arguments);
            return result instanceof PreparedStatement statement && arguments != null
                    ? recording(statement, (String) arguments[0]) : result;
        });
    }

    private PreparedStatement recording(PreparedStatement statement, String sql) {
        TreeMap<Integer, Object> values = new TreeMap<>();
        return proxy(PreparedStatement.class, (method, arguments) -> {
            if (method.getName().equals("setObject")) {
                values.put((Integer) arguments[0], arguments[1]);
            } else if (method.getName().equals("executeQuery")) {
                recorded.add(new Recorded(sql, new ArrayList<>(values.values())));
            }
            return method.invoke(statement, arguments);
        });
    }

    private interface Call {
        Object on(java.lang.reflect.Method method, Object[] arguments) throws ReflectiveOperationException;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, (self, method, arguments) -> {
            try {
                return call.on(method, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return target.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        target.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        target.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return target.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return target.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return target.isWrapperFor(type);
    }
}
