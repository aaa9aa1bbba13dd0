/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;

import io.camelmessaging.flows.store.Database;
import io.camelmessaging.flows.store.EmbeddedH2;
import io.camelmessaging.flows.store.FlowMessage;
import io.camelmessaging.flows.store.FlowStore;
import io.camelmessaging.flows.store.NewFlow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What a killed process leaves behind in the default database, and how large that gets. */
class EmbeddedH2Test {

    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    @Test
    void whatWasWrittenIsInTheFileAtOnce() throws Exception {
        try (EmbeddedH2 file = new EmbeddedH2(folder.resolve("flows").toString(), 5)) {
            FlowStore store = Databases.store(file.dataSource(), "one", LONG);
            for (int i = 0; i < 3; i++) {
                String conversation = "c" + i;
                store.begin(new NewFlow(
                        "orders", conversation, "SEND", null, new FlowMessage("text", Map.of()), Map.of(), null,
                        Duration.ZERO));
                Files.copy(folder.resolve("flows.mv.db"), folder.resolve(conversation + ".mv.db"));

                try (EmbeddedH2 left = new EmbeddedH2(folder.resolve(conversation).toString(), 5)) {
                    assertThat(Databases.store(left.dataSource(), "two", LONG).find("orders", conversation)).isPresent();
                }
            }
        }
    }

    @Test
    void itClearsTheFileUpWhileItIsOpen() throws Exception {
        try (EmbeddedH2 file = new EmbeddedH2(folder.resolve("flows").toString(), 5)) {
            new Database(file.dataSource());
            assertThat(setting(file, "WRITE_DELAY")).as("H2 clears up in the thread that this delay starts").isPositive();
            assertThat(setting(file, "RETENTION_TIME")).as("what was written so long ago can be overwritten")
                    .isEqualTo(Database.RETAINED.toMillis());
        }
    }

    private static long setting(EmbeddedH2 file, String name) throws SQLException {
        try (Connection connection = file.dataSource().getConnection();
             Statement statement = connection.createStatement();
             ResultSet setting = statement.executeQuery(
                     "select setting_value from information_schema.settings where setting_name = '" + name + "'")) {
            setting.next();
            return setting.getLong(1);
        }
    }

    @Test
    void whatWasWrittenIsFlushedOnce() {
        try (EmbeddedH2 file = new EmbeddedH2(folder.resolve("flows").toString(), 5)) {
            FlowStore store = Databases.store(file.dataSource(), "one", LONG);
            assertThat(store.flush()).isFalse();

            store.begin(new NewFlow(
                    "orders", "c1", "SEND", null, new FlowMessage("text", Map.of()), Map.of(), null, Duration.ZERO));

            assertThat(store.flush()).isTrue();
            assertThat(store.flush()).isFalse();
        }
    }
}
