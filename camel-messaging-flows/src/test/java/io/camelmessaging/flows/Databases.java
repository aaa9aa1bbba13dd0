/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;

import javax.sql.DataSource;

import io.camelmessaging.flows.store.Database;
import io.camelmessaging.flows.store.FlowStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.postgresql.ds.PGConnectionPoolDataSource;

/**
 * Databases for tests: an own H2 in memory, and an own database on one PostgreSQL server that the whole run shares.
 */
public final class Databases {

    private Databases() {
    }

    public static DataSource h2() {
        return JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
    }

    static FlowStore store(DataSource dataSource, String node, Duration lease) {
        return new FlowStore(new Database(dataSource), node, lease);
    }

    /** A PostgreSQL server for all test classes, stopped at the end of the run. */
    public static final class Postgres implements ParameterResolver {

        public record Server(EmbeddedPostgres postgres) implements AutoCloseable {

            public DataSource newDatabase() {
                PGConnectionPoolDataSource database = new PGConnectionPoolDataSource();
                database.setUrl(newDatabaseUrl());
                return JdbcConnectionPool.create(database);
            }

            /** The URL of a new and empty database. */
            public String newDatabaseUrl() {
                return postgres.getJdbcUrl("postgres", create());
            }

            private String create() {
                String name = "t" + UUID.randomUUID().toString().replace("-", "");
                try (Connection connection = postgres.getPostgresDatabase().getConnection();
                     Statement statement = connection.createStatement()) {
                    statement.execute("create database " + name);
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
                return name;
            }

            @Override
            public void close() throws IOException {
                postgres.close();
            }
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Server.class;
        }

        @Override
        public Server resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot().getStore(Namespace.create(Postgres.class)).getOrComputeIfAbsent(Server.class, type -> {
                try {
                    return new Server(EmbeddedPostgres.start());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }, Server.class);
        }
    }
}
