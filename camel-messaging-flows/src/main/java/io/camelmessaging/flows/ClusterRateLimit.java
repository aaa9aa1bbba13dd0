/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import javax.sql.DataSource;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.github.bucket4j.distributed.BucketProxy;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;

/**
 * Makes the bucket of an account that sends from several nodes: their calls together stay below the provider's limit.
 * <p>
 * The bucket is a row in PostgreSQL, in the table {@code messaging_rate_limit}, which is made if it is not there. It
 * needs the library {@code com.bucket4j:bucket4j_jdk17-postgresql}. Its tokens come one by one, evenly. Each node may
 * hold one call that has its token and has not left yet, so that a period has fewer tokens than the limit, by the
 * number of nodes and one: then no window of the period holds more calls than the limit, wherever it begins, even if a
 * node stands still between token and call. The clocks of the nodes have to run in step, as with NTP: when a clock
 * jumps ahead one token too many may be given.
 */
public final class ClusterRateLimit {

    private static final int LONGEST_NAME = 200;
    /** The share of the period by which calls may come closer on their way without passing the limit. */
    private static final double MARGIN = 0.01;
    private static final String TABLE = "messaging_rate_limit";
    /** Any number, the same on all nodes: two that make the table at once would disturb each other. */
    private static final long TABLE_LOCK = 6_021_984_372L;

    private ClusterRateLimit() {
    }

    /**
     * The bucket of an account, for the option {@code rateLimitBucket}.
     * <p>
     * Where nodes give different limits for one name, that of the node which started last holds for all.
     *
     * @param  dataSource               of PostgreSQL, the same database on all nodes
     * @param  name                     of the account, at most 200 characters; it is stored, so do not put a credential
     *                                  in it
     * @param  limit                    how many calls the provider allows in a period, at least {@code nodes + 2}
     * @param  period                   the period, above zero
     * @param  nodes                    on how many nodes the account sends at most, at least 1; during a rolling
     *                                  deployment there is one more
     * @return                          the bucket
     * @throws IllegalArgumentException if a parameter is out of its range
     * @throws IllegalStateException    if the table cannot be made or the bucket not be set
     */
    public static Bucket bucket(DataSource dataSource, String name, int limit, Duration period, int nodes) {
        if (name == null || name.isBlank() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException(
                    "The name of a ClusterRateLimit must be a text of 1 to " + LONGEST_NAME + " characters.");
        }
        if (period == null || period.isZero() || period.isNegative()) {
            throw new IllegalArgumentException(
                    "The period of the ClusterRateLimit '" + name + "' must be a time above zero such as 1s, not " + period
                                               + ".");
        }
        if (nodes < 1 || limit < nodes + 2) {
            throw new IllegalArgumentException(
                    "The ClusterRateLimit '" + name + "' has the limit " + limit + " and " + nodes
                                               + " nodes: there must be at least one node, and the limit must be above their number by 2;"
                                               + " let fewer nodes send by this account.");
        }
        long interval = (long) Math.ceil(period.toNanos() * (1 + MARGIN) / (limit - nodes - 1));
        BucketConfiguration configuration = BucketConfiguration.builder()
                .addLimit(one -> one.capacity(1).refillGreedy(1, Duration.ofNanos(interval))).build();
        createTable(dataSource, name);
        BucketProxy bucket = Bucket4jPostgreSQL.selectForUpdateBasedBuilder(dataSource).table(TABLE)
                .primaryKeyMapper(PrimaryKeyMapper.STRING).build().builder().build(name, () -> configuration);
        bucket.replaceConfiguration(configuration, TokensInheritanceStrategy.AS_IS);
        return bucket;
    }

    private static void createTable(DataSource dataSource, String name) {
        try (Connection connection = dataSource.getConnection()) {
            boolean committing = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                try (ResultSet locked = statement.executeQuery("select pg_advisory_xact_lock(" + TABLE_LOCK + ")")) {
                    locked.next();
                }
                statement.execute("create table if not exists " + TABLE
                                  + " (id varchar(" + LONGEST_NAME + ") primary key, state bytea, expires_at bigint)");
                connection.commit();
            } finally {
                connection.rollback();
                connection.setAutoCommit(committing);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "The table " + TABLE + " of the ClusterRateLimit '" + name
                                            + "' could not be made: it has to be a DataSource of PostgreSQL whose user may create tables, or"
                                            + " that has the table.",
                    e);
        }
    }
}
