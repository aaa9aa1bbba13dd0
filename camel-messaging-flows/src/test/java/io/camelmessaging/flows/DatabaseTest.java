/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;

import javax.sql.DataSource;

import io.camelmessaging.flows.Databases.Postgres;
import io.camelmessaging.flows.store.Database;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DatabaseTest {

    @Nested
    class OnH2 extends Transactions {
        OnH2() {
            super(Databases.h2());
        }
    }

    @Nested
    @ExtendWith(Postgres.class)
    class OnPostgresql extends Transactions {
        OnPostgresql(Postgres.Server server) {
            super(server.newDatabase());
        }
    }

    private enum Failure {
        EXCEPTION(() -> new IllegalStateException("broken")),
        ERROR(() -> new NoClassDefFoundError("a/missing/Jar")),
        SQL(() -> new SQLException("broken", "40001"));

        private final Supplier<Throwable> thrown;

        Failure(Supplier<Throwable> thrown) {
            this.thrown = thrown;
        }

        private void happen() throws SQLException {
            Throwable failure = thrown.get();
            if (failure instanceof Error error) {
                throw error;
            }
            if (failure instanceof SQLException sql) {
                throw sql;
            }
            throw (RuntimeException) failure;
        }
    }

    abstract static class Transactions {

        private final Database database;

        Transactions(DataSource dataSource) {
            database = new Database(dataSource);
        }

        @ParameterizedTest
        @EnumSource(Failure.class)
        void nothingIsWrittenIfAnythingIsThrown(Failure failure) {
            assertThatThrownBy(() -> database.transaction(sql -> {
                write(sql, "lost");
                failure.happen();
                return null;
            })).isNotNull();
            database.transaction(sql -> write(sql, "kept"));

            List<String> written
                    = database.transaction(sql -> sql.query("select seen_key from messaging_seen", row -> row.getString(1)));
            assertThat(written).containsExactly("kept");
        }

        private static int write(Database.Transaction sql, String key) throws SQLException {
            return sql.update("insert into messaging_seen (repository, seen_key, confirmed, seen_at)"
                              + " values ('r', ?, true, current_timestamp)",
                    key);
        }
    }
}
