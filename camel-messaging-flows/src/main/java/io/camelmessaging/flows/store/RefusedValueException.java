/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The database of the flows is up and refused a value, as one that is too long; to try it again changes nothing.
 * <p>
 * The driver's exception is not its cause, since it quotes the value.
 */
public final class RefusedValueException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /** Class 22 of the SQL standard: data exception. */
    private static final String DATA_EXCEPTION = "22";
    private static final Pattern TABLE = Pattern.compile("(?:insert into|update|delete from) (\\w+)");
    private static final Pattern COLUMNS = Pattern.compile("\\(([^)]*)\\)");
    private static final Pattern ASSIGNMENT = Pattern.compile("(\\w+) (?:=|<|>=) [^,?]*\\?");

    public RefusedValueException(String state, String sql, Object[] values) {
        super("The database of the flows refused a value for " + table(sql) + " (SQL state " + state + "); of its fields "
              + lengths(sql, values) + " were given. The message or event is not kept as it is: shorten or correct the field.");
    }

    public static boolean isAbout(SQLException e) {
        return e.getSQLState() != null && e.getSQLState().startsWith(DATA_EXCEPTION);
    }

    private static String table(String sql) {
        Matcher table = TABLE.matcher(sql);
        return table.find() ? table.group(1) : "a table";
    }

    private static String lengths(String sql, Object[] values) {
        List<String> columns = columns(sql);
        List<String> lengths = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof CharSequence text) {
                lengths.add((i < columns.size() ? columns.get(i) : "value " + (i + 1)) + " with " + text.length()
                            + " characters");
            }
        }
        return String.join(", ", lengths);
    }

    /** The columns of the values, in their order. */
    private static List<String> columns(String sql) {
        List<String> columns = new ArrayList<>();
        if (sql.startsWith("insert")) {
            Matcher list = COLUMNS.matcher(sql);
            String[] names = list.find() ? list.group(1).split(",\\s*") : new String[0];
            String[] values = list.find() ? list.group(1).split(",\\s*") : new String[0];
            for (int i = 0; i < Math.min(names.length, values.length); i++) {
                if (values[i].equals("?")) {
                    columns.add(names[i]);
                }
            }
            return columns;
        }
        Matcher assignment = ASSIGNMENT.matcher(sql);
        while (assignment.find()) {
            columns.add(assignment.group(1));
        }
        return columns;
    }
}
