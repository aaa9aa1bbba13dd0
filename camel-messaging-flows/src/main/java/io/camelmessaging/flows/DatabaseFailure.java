package io.camelmessaging.flows;

import java.sql.SQLException;

/**
 * The database of the flows failed; nothing, or everything, of the transaction was written.
 */
final class DatabaseFailure extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /** Class 23 of the SQL standard: a constraint was violated, and drivers quote the row. */
    private static final String CONSTRAINT_VIOLATION = "23";

    DatabaseFailure(SQLException cause) {
        super("The database of the flows failed (SQL state " + cause.getSQLState()
              + "): see that it is up and can be reached; the work is done again when it is back.", withoutValues(cause));
    }

    private static SQLException withoutValues(SQLException cause) {
        if (cause.getSQLState() == null || !cause.getSQLState().startsWith(CONSTRAINT_VIOLATION)) {
            return cause;
        }
        SQLException bare = new SQLException("A constraint was violated", cause.getSQLState(), cause.getErrorCode());
        bare.setStackTrace(cause.getStackTrace());
        return bare;
    }
}
