/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

import javax.sql.DataSource;

import io.camelmessaging.flows.Databases.Postgres;
import io.camelmessaging.flows.optout.SubscriberNumbers;
import io.camelmessaging.flows.store.Database;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What was stored under the other form of a number is found again under the one form that is a person's key now.
 */
class StoredKeysTest {

    private static final String BEFORE = "11";
    private static final Instant MONDAY = Instant.parse("2026-03-02T10:00:00Z");
    private static final Instant MONDAY_NIGHT = Instant.parse("2026-03-02T20:00:00Z");
    private static final Instant FRIDAY = Instant.parse("2026-03-06T10:00:00Z");

    @Test
    void onH2() throws SQLException {
        noOptOutIsLost(Databases.h2());
    }

    @Test
    @ExtendWith(Postgres.class)
    void onPostgresql(Postgres.Server server) throws SQLException {
        noOptOutIsLost(server.newDatabase());
    }

    private static void noOptOutIsLost(DataSource dataSource) throws SQLException {
        migrate(dataSource, BEFORE);
        try (Connection connection = dataSource.getConnection()) {
            for (String other : new String[] {
                    "+5491123456789", "5215512345678", "+551187654321", "+22997123456", "+541187654321", "+5511987650000",
                    "+37255500123", "50123", "pat@example.org" }) {
                insert(connection, other, true, MONDAY);
            }
            // two forms of one subscriber each
            insert(connection, "+5493411234567", true, MONDAY);
            insert(connection, "+543411234567", false, FRIDAY);
            insert(connection, "+5493417654321", false, MONDAY);
            insert(connection, "+543417654321", true, FRIDAY);
            insert(connection, "+5493411111111", true, MONDAY);
            insert(connection, "+543411111111", false, MONDAY_NIGHT);
            insert(connection, "+5213312345678", false, MONDAY);
            insert(connection, "5213312345678", true, MONDAY);
            insert(connection, "+523312345678", false, MONDAY);
            insert(connection, "+551181111111", true, MONDAY);
            insert(connection, "+5511981111111", true, FRIDAY);
        }

        new Database(dataSource);

        Map<String, Boolean> expected = new TreeMap<>();
        for (String key : new String[] {
                "+541123456789", "+525512345678", "+5511987654321", "+2290197123456", "+541187654321", "+5511987650000",
                "+37255500123", "50123", "pat@example.org", "+543417654321", "+543411111111", "+523312345678",
                "+5511981111111" }) {
            expected.put(key, true);
        }
        expected.put("+543411234567", false);
        assertThat(stored(dataSource)).isEqualTo(expected);
        assertThat(expected.keySet()).filteredOn(key -> key.startsWith("+"))
                .allSatisfy(key -> assertThat(SubscriberNumbers.key(key)).isEqualTo(key));
    }

    private static void migrate(DataSource dataSource, String target) {
        Flyway.configure(StoredKeysTest.class.getClassLoader()).dataSource(dataSource)
                .locations("classpath:io/camelmessaging/flows/migrations").table("messaging_schema_history").target(target)
                .load()
                .migrate();
    }

    private static void insert(Connection connection, String recipient, boolean optedOut, Instant happenedAt)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "insert into messaging_opt_out (recipient, opted_out, cause, happened_at, recorded_at) values (?, ?, ?, ?, ?)")) {
            statement.setString(1, recipient);
            statement.setBoolean(2, optedOut);
            statement.setString(3, "a word in a reply");
            statement.setTimestamp(4, Timestamp.from(happenedAt));
            statement.setTimestamp(5, Timestamp.from(happenedAt));
            statement.executeUpdate();
        }
    }

    private static Map<String, Boolean> stored(DataSource dataSource) throws SQLException {
        Map<String, Boolean> stored = new TreeMap<>();
        try (Connection connection = dataSource.getConnection();
             ResultSet rows = connection.createStatement()
                     .executeQuery("select recipient, opted_out from messaging_opt_out")) {
            while (rows.next()) {
                stored.put(rows.getString(1), rows.getBoolean(2));
            }
        }
        return stored;
    }
}
