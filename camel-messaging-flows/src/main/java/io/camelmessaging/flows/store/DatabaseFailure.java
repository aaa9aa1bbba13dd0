/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.store;

import java.sql.SQLException;
import java.util.Set;

/**
 * The database of the flows failed; nothing, or everything, of the transaction was written.
 */
public final class DatabaseFailure extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /**
     * Of the connection, the resources and the operator, with H2's own; in what a driver says of all others, as of a
     * violated constraint, a trigger or a limit, it may quote a value.
     */
    private static final Set<String> ABOUT_NO_VALUE = Set.of("08", "28", "3D", "53", "57", "58", "HY", "90");

    public DatabaseFailure(SQLException cause) {
        super("The database of the flows failed (SQL state " + cause.getSQLState()
              + "): see that it is up and can be reached; the work is done again when it is back.", withoutValues(cause));
    }

    /** Whether the database is away or has no room, and not whether it refuses one statement. */
    public boolean isOutage() {
        String state = ((SQLException) getCause()).getSQLState();
        return state == null || state.length() > 1 && ABOUT_NO_VALUE.contains(state.substring(0, 2));
    }

    private static SQLException withoutValues(SQLException cause) {
        String state = cause.getSQLState();
        // without a state it is the pool that has no connection
        if (state == null || state.length() > 1 && ABOUT_NO_VALUE.contains(state.substring(0, 2))) {
            return cause;
        }
        SQLException bare = new SQLException(
                "The driver's words are left out, as they may quote a value", state,
                cause.getErrorCode());
        bare.setStackTrace(cause.getStackTrace());
        return bare;
    }
}
