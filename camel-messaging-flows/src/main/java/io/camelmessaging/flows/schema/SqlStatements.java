/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The statements of a script: text in single quotes, comments from {@code --} to the end of a line, and semicolons. */
final class SqlStatements {

    private static final Pattern PART = Pattern.compile("--[^\\n]*|'[^']*'|;|[^-';]+|.", Pattern.DOTALL);
    private static final List<String> DEFINING = List.of("create ", "alter ", "drop ");

    private SqlStatements() {
    }

    static List<String> of(String script) {
        List<String> statements = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        Matcher part = PART.matcher(script);
        while (part.find()) {
            String text = part.group();
            if (text.equals(";")) {
                add(statement, statements);
            } else if (!text.startsWith("--")) {
                statement.append(text);
            }
        }
        add(statement, statements);
        return List.copyOf(statements);
    }

    private static void add(StringBuilder statement, List<String> statements) {
        String text = statement.toString().strip();
        if (!text.isEmpty()) {
            statements.add(text);
        }
        statement.setLength(0);
    }

    /** Whether a statement defines something, which H2 commits at once. */
    static boolean defines(String statement) {
        String lower = statement.toLowerCase(Locale.ROOT);
        return DEFINING.stream().anyMatch(lower::startsWith);
    }
}
