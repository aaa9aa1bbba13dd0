/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.schema;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;

/**
 * A database for tests of the schema, whose DataSource makes a new connection each time.
 *
 * @param url      of a new and empty database
 * @param user     null for the one in the URL
 * @param password of the user
 */
record SchemaDatabase(String url, String user, String password) {

    static SchemaDatabase h2(String settings) {
        return new SchemaDatabase("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1" + settings, "sa", "");
    }

    Connection connection() throws SQLException {
        return user == null ? DriverManager.getConnection(url) : DriverManager.getConnection(url, user, password);
    }

    DataSource dataSource() {
        return dataSource(connection -> connection);
    }

    /** A DataSource whose connections are wrapped. */
    DataSource dataSource(UnaryOperator<Connection> wrapped) {
        return proxy(DataSource.class, (method, arguments) -> {
            if (method.equals("getConnection")) {
                return wrapped.apply(connection());
            }
            throw new UnsupportedOperationException(method);
        });
    }

    /** What is done instead of a call. */
    interface Call {
        Object of(String method, Object[] arguments) throws Throwable;
    }

    static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
                (self, method, arguments) -> call.of(method.getName(), arguments)));
    }

    /** Calls a method of an object by its name, which is enough of JDBC's. */
    static Object invoke(Object target, Class<?> type, String name, Object[] arguments) throws Throwable {
        Class<?>[] types = new Class<?>[arguments == null ? 0 : arguments.length];
        for (int i = 0; i < types.length; i++) {
            Class<?> given = arguments[i].getClass();
            types[i] = given == Integer.class ? int.class : given == Boolean.class ? boolean.class : given;
        }
        try {
            return type.getMethod(name, types).invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    void execute(String... statements) {
        try (Connection connection = connection(); Statement statement = connection.createStatement()) {
            for (String one : statements) {
                statement.execute(one);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Rows as texts, in their order. */
    List<String> rows(String sql) {
        try (Connection connection = connection(); Statement statement = connection.createStatement();
             ResultSet row = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (row.next()) {
                List<String> columns = new ArrayList<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    columns.add(row.getString(i));
                }
                rows.add(String.join(" ", columns.stream().map(String::valueOf).toList()));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What earlier versions did at their start. */
    Flyway flyway(String target) {
        return Flyway.configure().dataSource(dataSource()).locations("classpath:io/camelmessaging/flows/migrations")
                .table(TableNames.HISTORY).baselineOnMigrate(true).baselineVersion("0").target(target).load();
    }

    /** Columns and indexes of the flows' tables in a schema, without its name and those of keys. */
    List<String> structure(String schema) {
        List<String> structure = new ArrayList<>(
                rows("select lower(table_name), lower(column_name), lower(data_type),"
                     + " is_nullable, character_maximum_length from information_schema.columns"
                     + " where table_schema = '" + schema.replace("'", "''")
                     + "' and lower(table_name) like 'messaging%'"
                     + " and lower(table_name) not like 'messaging_schema%' order by 1, 2"));
        structure.addAll(rows(url.startsWith("jdbc:h2")
                ? "select lower(table_name), lower(index_name) from information_schema.indexes where table_schema = '"
                  + schema.replace("'", "''") + "' and lower(index_name) like 'messaging%'"
                  + " and lower(table_name) not like 'messaging_schema%' and index_type_name = 'INDEX' order by 1, 2"
                : "select tablename, indexname from pg_indexes where schemaname = '" + schema.replace("'", "''")
                  + "' and indexname like 'messaging%' and tablename <> 'messaging_schema_history' order by 1, 2"));
        return structure;
    }
}
