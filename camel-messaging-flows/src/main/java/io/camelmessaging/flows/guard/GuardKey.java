/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.guard;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;

/** The key of the digests, the same on all nodes: the application's own, or one that the first node made. */
final class GuardKey {

    private static final String NAME = "digests";
    private static final int BYTES = 32;

    private GuardKey() {
    }

    /**
     * @param own the application's; null for none
     */
    static byte[] of(GuardDatabase database, String own) throws SQLException {
        if (own != null) {
            return own.getBytes(StandardCharsets.UTF_8);
        }
        List<String> stored = stored(database);
        if (stored.isEmpty()) {
            byte[] made = new byte[BYTES];
            new SecureRandom().nextBytes(made);
            try {
                database.update("insert into messaging_guard_key (name, secret) values (?, ?)", NAME,
                        Base64.getEncoder().encodeToString(made));
            } catch (SQLException e) {
                // another node was faster, unless there is still none
                if (stored(database).isEmpty()) {
                    throw e;
                }
            }
            stored = stored(database);
        }
        return Base64.getDecoder().decode(stored.get(0));
    }

    private static List<String> stored(GuardDatabase database) throws SQLException {
        return database.query("select secret from messaging_guard_key where name = ?", row -> row.getString(1), NAME);
    }
}
