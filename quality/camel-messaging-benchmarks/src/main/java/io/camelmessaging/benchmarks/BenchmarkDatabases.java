/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.benchmarks;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * A PostgreSQL server that makes each commit durable, as one in earnest does, with a database for each contestant.
 */
final class BenchmarkDatabases implements AutoCloseable {

    private static final int POOL = 30;
    private static final Duration SETTLED = Duration.ofMillis(700);

    private final EmbeddedPostgres postgres;

    BenchmarkDatabases() throws IOException {
        // the embedded server leaves both off, which makes commits cost next to nothing
        postgres = EmbeddedPostgres.builder().setServerConfig("fsync", "on").setServerConfig("synchronous_commit", "on")
                .start();
    }

    /** What a database has done so far. */
    record Work(long commits, long inserts, long updates, long deletes) {

        Work since(Work before) {
            return new Work(
                    commits - before.commits, inserts - before.inserts, updates - before.updates, deletes - before.deletes);
        }
    }

    void create(String database) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
             Statement statement = connection.createStatement()) {
            statement.execute("create database " + database);
        }
    }

    void drop(String database) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
             Statement statement = connection.createStatement()) {
            statement.execute("drop database " + database);
        }
    }

    /** A pool of connections to a database, one for each node. */
    HikariDataSource pool(String database) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(postgres.getJdbcUrl("postgres", database));
        config.setMaximumPoolSize(POOL);
        return new HikariDataSource(config);
    }

    /**
     * Reads what a database has done.
     *
     * @param pools of the database, whose connections are closed first, since a server counts late what a connection
     *              does
     */
    Work work(String database, HikariDataSource... pools) throws SQLException, InterruptedException {
        for (HikariDataSource pool : pools) {
            pool.getHikariPoolMXBean().softEvictConnections();
        }
        Load.pause(SETTLED);
        try (Connection connection = postgres.getDatabase("postgres", database).getConnection();
             Statement statement = connection.createStatement();
             ResultSet result = statement
                     .executeQuery("select (select xact_commit from pg_stat_database where datname = current_database()),"
                                   + " sum(n_tup_ins), sum(n_tup_upd), sum(n_tup_del) from pg_stat_user_tables")) {
            result.next();
            return new Work(result.getLong(1), result.getLong(2), result.getLong(3), result.getLong(4));
        }
    }

    /** Takes away what earlier rounds left, which would make later ones slower. */
    void clean(String database) throws SQLException {
        try (Connection connection = postgres.getDatabase("postgres", database).getConnection();
             Statement statement = connection.createStatement()) {
            statement.execute("vacuum analyze");
        }
    }

    String version() throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection()) {
            return "PostgreSQL " + connection.getMetaData().getDatabaseProductVersion().split(" ")[0];
        }
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
