package io.camelmessaging.flows;

import java.sql.SQLException;

/**
 * The database of the flows failed; nothing, or everything, of the transaction was written.
 */
final class DatabaseFailure extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    DatabaseFailure(SQLException cause) {
        super("The database of the flows failed (SQL state " + cause.getSQLState()
              + "): see that it is up and can be reached; the work is done again when it is back.", cause);
    }
}
