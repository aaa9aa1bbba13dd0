/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.schema;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes the schema before the names of the flows' tables. Each statement says where its tables are, so that neither a
 * {@code search_path} nor what another user of a pooled connection left there can lead it to others.
 */
final class TableNames {

    static final String HISTORY = "messaging_schema_history";
    private static final Pattern TABLE
            = Pattern.compile("\\bmessaging_(?:act|flow|attempt|event|seen|opt_out|same_subscriber"
                              + "|guard_(?:counter|key|stop|held|recipient))\\b");
    /** Of statements that are kept: as many as are written in the code, and those that are made of parts. */
    private static final int MAX_KEPT = 1_000;

    private final String schema;
    private final Map<String, String> qualified = new ConcurrentHashMap<>();

    /**
     * @param schema as it is in the database; null to leave names as they are
     */
    TableNames(String schema) {
        this.schema = schema;
    }

    /** The statement with the schema before each of its tables. */
    String qualify(String sql) {
        if (schema == null) {
            return sql;
        }
        String known = qualified.get(sql);
        if (known != null) {
            return known;
        }
        String made = TABLE.matcher(sql).replaceAll(table -> Matcher.quoteReplacement(quote(schema) + "." + table.group()));
        if (qualified.size() < MAX_KEPT) {
            qualified.put(sql, made);
        }
        return made;
    }

    /** The table of what has been applied. */
    String history() {
        return named(HISTORY);
    }

    /** A table whose name is in lower case in every database. */
    String named(String table) {
        return schema == null ? quote(table) : quote(schema) + "." + quote(table);
    }

    static String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
