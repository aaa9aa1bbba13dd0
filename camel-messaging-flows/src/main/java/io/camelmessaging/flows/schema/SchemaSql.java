/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.schema;

import java.util.ArrayList;
import java.util.List;

/**
 * The SQL of the flows' tables, for an administrator who makes and upgrades them where the application may not:
 * {@code java -cp camel-messaging-flows.jar io.camelmessaging.flows.schema.SchemaSql --schema=messaging --from=12}.
 */
public final class SchemaSql {

    private static final String HISTORY = """
            create table if not exists %1$s (
                "installed_rank" int not null,
                "version"        varchar(50),
                "description"    varchar(200) not null,
                "type"           varchar(20) not null,
                "script"         varchar(1000) not null,
                "checksum"       int,
                "installed_by"   varchar(100) not null,
                "installed_on"   timestamp not null default current_timestamp,
                "execution_time" int not null,
                "success"        boolean not null,
                constraint "messaging_schema_history_pk" primary key ("installed_rank")
            )""";
    private static final String APPLIED = """
            insert into %1$s ("installed_rank", "version", "description", "type", "script", "checksum", "installed_by",
                "installed_on", "execution_time", "success")
            select coalesce(max("installed_rank"), 0) + 1, '%2$d', '%3$s', 'SQL', '%4$s', %5$d, current_user, current_timestamp,
                0, true from %1$s""";
    /** Flyway takes this lock for the same table, so that earlier versions and this one wait for each other. */
    private static final long LOCK = 77_431_708_279_161L;
    private static final String USAGE = """
            Prints the SQL of the flows' tables.
              --schema=NAME     where the tables are, as it is in the database; public (H2: PUBLIC) by default
              --from=VERSION    prints only what is later than this version; 0, the default, prints all
              --database=NAME   postgresql, the default, or h2""";

    private SchemaSql() {
    }

    /**
     * Prints the SQL.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        boolean h2 = false;
        String schema = null;
        int from = 0;
        for (String argument : arguments) {
            String value = argument.substring(argument.indexOf('=') + 1);
            if (argument.startsWith("--schema=") && !value.isEmpty()) {
                schema = value;
            } else if (argument.matches("--from=\\d{1,6}")) {
                from = Integer.parseInt(value);
            } else if (argument.equals("--database=postgresql") || argument.equals("--database=h2")) {
                h2 = value.equals("h2");
            } else {
                System.err.println(argument.equals("--help") ? USAGE : "Unknown argument " + argument + ".\n" + USAGE);
                System.exit(argument.equals("--help") ? 0 : 2);
            }
        }
        System.out.print(of(schema == null ? h2 ? "PUBLIC" : "public" : schema, from, !h2));
    }

    /**
     * The SQL that makes or upgrades the tables, and notes what was applied.
     *
     * @param  schema     where they are, as it is in the database; made if it is missing
     * @param  from       the version that they have; 0 for none
     * @param  postgresql for PostgreSQL, in one transaction under the lock of a node that upgrades; or else for H2
     * @return            statements that end with semicolons
     */
    public static String of(String schema, int from, boolean postgresql) {
        TableNames names = new TableNames(schema);
        List<String> statements = new ArrayList<>();
        if (postgresql) {
            statements.add("begin");
            statements.add(lock(schema));
        }
        if (from == 0) {
            statements.add("create schema if not exists " + TableNames.quote(schema));
            statements.add(history(names));
        }
        for (SchemaScript script : SchemaScript.all()) {
            if (script.version() > from) {
                script.statements().forEach(statement -> statements.add(names.qualify(statement)));
                statements.add(applied(names, script));
            }
        }
        if (postgresql) {
            statements.add("commit");
        }
        String grants = !postgresql ? "" : """
                -- the user of the application needs, for example:
                -- grant usage on schema %1$s to application;
                -- grant select, insert, update, delete on all tables in schema %1$s to application;
                """.formatted(TableNames.quote(schema));
        return String.join(";\n\n", statements) + ";\n" + grants;
    }

    static String lock(String schema) {
        return "select pg_advisory_xact_lock(" + (LOCK + new TableNames(schema).history().hashCode()) + ")";
    }

    static String history(TableNames names) {
        return HISTORY.formatted(names.history());
    }

    static String applied(TableNames names, SchemaScript script) {
        return APPLIED.formatted(names.history(), script.version(), script.description(), script.file(), script.checksum());
    }
}
