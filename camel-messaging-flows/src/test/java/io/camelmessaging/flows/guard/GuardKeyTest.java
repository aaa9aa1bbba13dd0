/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.guard;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

import io.camelmessaging.flows.Databases;
import io.camelmessaging.flows.store.Database;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The key of the digests, which the first node makes. */
class GuardKeyTest {

    private final DataSource h2 = Databases.h2();
    private final GuardDatabase database = new GuardDatabase(new Database(h2));

    @Test
    void aDatabaseThatTakesNoKeySaysWhy() throws Exception {
        // makes the tables
        assertThat(database.query("select name from messaging_guard_key", row -> row.getString(1))).isEmpty();
        try (Connection connection = h2.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute("alter table messaging_guard_key add constraint no_key check (name = 'none')");
        }

        assertThatThrownBy(() -> GuardKey.of(database, null)).isInstanceOf(SQLException.class).hasMessageContaining("NO_KEY");
    }

    @Test
    void eachNodeHasTheKeyThatTheFirstMade() throws Exception {
        byte[] first = GuardKey.of(database, null);

        assertThat(first).hasSize(32).isEqualTo(GuardKey.of(new GuardDatabase(new Database(h2)), null));
    }
}
