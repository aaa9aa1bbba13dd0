/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.schema;

import java.sql.SQLException;
import java.util.Set;

/**
 * The tables of the flows could not be read, made or upgraded; the message says what to do.
 */
final class SchemaFailure extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private static final String DENIED = "42501";
    private static final String H2_DENIED = "90096";
    private static final String H2_NOT_ADMINISTRATOR = "90040";
    private static final String READ_ONLY = "25006";
    private static final String LOCKED = "55P03";
    private static final String H2_LOCKED = "HYT00";
    /** Of the connection, names, privileges, locks and the operator: what the driver says then quotes no row. */
    private static final Set<String> ABOUT_NO_ROW
            = Set.of("08", "25", "28", "3D", "3F", "42", "53", "55", "57", "58", "90", "HY");

    private SchemaFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * @param what failed, such as "The tables of the flows in the schema public cannot be read"
     * @param kept what of it there is now; empty if that does not matter
     */
    static SchemaFailure of(String what, String kept, SQLException cause) {
        return new SchemaFailure(what + " (" + reason(cause) + ")." + remedy(cause) + kept, withoutRows(cause));
    }

    private static String reason(SQLException cause) {
        String state = cause.getSQLState();
        String said = aboutNoRow(state) ? firstLine(cause.getMessage()) : "";
        return said.isEmpty() ? "SQL state " + state : said;
    }

    private static String remedy(SQLException cause) {
        String state = String.valueOf(cause.getSQLState());
        return switch (state) {
            case DENIED, H2_DENIED, H2_NOT_ADMINISTRATOR, READ_ONLY ->
                " Give the user of the DataSource the privilege, or let an administrator run the SQL that"
                                                                       + " io.camelmessaging.flows.schema.SchemaSql prints and set"
                                                                       + " schemaMode=validate.";
            case LOCKED, H2_LOCKED ->
                " Another session, such as another node that upgrades or a dump, holds a lock: start again when it has ended.";
            default -> "";
        };
    }

    /** A cause that quotes nothing of what is stored, such as a number that is there twice. */
    private static SQLException withoutRows(SQLException cause) {
        if (aboutNoRow(cause.getSQLState())) {
            return cause;
        }
        SQLException bare = new SQLException(
                "The driver's words are left out, as they may quote a value", cause.getSQLState(), cause.getErrorCode());
        bare.setStackTrace(cause.getStackTrace());
        return bare;
    }

    private static boolean aboutNoRow(String state) {
        // without a state it is the pool that has no connection
        return state == null || state.length() > 1 && ABOUT_NO_ROW.contains(state.substring(0, 2));
    }

    private static String firstLine(String message) {
        return message == null ? "" : message.lines().findFirst().orElse("").replaceAll("\\.$", "");
    }
}
