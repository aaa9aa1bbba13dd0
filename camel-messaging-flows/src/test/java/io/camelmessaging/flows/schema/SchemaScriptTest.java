/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.schema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SchemaScriptTest {

    private static final Path FOLDER = Path.of("src/main/resources/io/camelmessaging/flows/migrations");

    @Test
    void allOfTheFolderAreListedInTheirOrder() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(SchemaScript.all()).extracting(SchemaScript::file)
                    .containsExactlyInAnyOrderElementsOf(files.map(file -> file.getFileName().toString()).toList());
        }
        assertThat(SchemaScript.all()).extracting(SchemaScript::version).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void theirChecksumsAreThoseOfFlyway() {
        JdbcConnectionPool database = JdbcConnectionPool.create("jdbc:h2:mem:", "sa", "");
        Map<String, Integer> flyways = Stream
                .of(Flyway.configure().dataSource(database).locations("classpath:io/camelmessaging/flows/migrations").load()
                        .info()
                        .all())
                .collect(Collectors.toMap(MigrationInfo::getScript, MigrationInfo::getChecksum));

        assertThat(SchemaScript.all())
                .allSatisfy(script -> assertThat(script.checksum()).isEqualTo(flyways.get(script.file())));
    }

    @Test
    void neitherEndsOfLinesNorAMarkOfByteOrderChangeAChecksum() {
        SchemaScript unix = SchemaScript.of("V7__a_b.sql", "create table a (b int);\n\n-- é\nselect 1;\n");

        assertThat(unix).extracting(SchemaScript::version, SchemaScript::description).containsExactly(7, "a b");
        for (String other : new String[] {
                "create table a (b int);\r\n\r\n-- é\r\nselect 1;\r\n", "create table a (b int);\r\r-- é\rselect 1;",
                "\uFEFFcreate table a (b int);\n\n-- é\nselect 1;\n" }) {
            SchemaScript same = SchemaScript.of("V7__a_b.sql", other);
            assertThat(same.checksum()).isEqualTo(unix.checksum());
            assertThat(same.statements()).containsExactly("create table a (b int)", "select 1");
        }
        assertThat(SchemaScript.of("V7__a_b.sql", "create table a (c int);\n\n-- é\nselect 1;\n").checksum())
                .isNotEqualTo(unix.checksum());
    }

    @Test
    void aSemicolonInATextOrACommentEndsNoStatement() {
        assertThat(SqlStatements
                .of("-- a; b\ninsert into t values ('a;b', 'it''s -- no comment'); -- c;\n;update t set a = 1 - 2"))
                .containsExactly("insert into t values ('a;b', 'it''s -- no comment')", "update t set a = 1 - 2");
        assertThat(List.of("Create table t", "ALTER TABLE t", "drop index i")).allMatch(SqlStatements::defines);
        assertThat(SqlStatements.defines("update created set a = 1")).isFalse();
    }

    @Test
    void onlyNamesOfTablesGetTheSchema() {
        TableNames names = new TableNames("a\"b$1");

        assertThat(names.qualify("create index messaging_flow_due on messaging_flow (flow, due_at)"))
                .isEqualTo("create index messaging_flow_due on \"a\"\"b$1\".messaging_flow (flow, due_at)");
        assertThat(names.qualify("update messaging_event set flow_id = messaging_event.flow_id"))
                .isEqualTo("update \"a\"\"b$1\".messaging_event set flow_id = \"a\"\"b$1\".messaging_event.flow_id");
        assertThat(names.qualify("checkpoint")).isEqualTo("checkpoint");
    }

    @Test
    void aFileOfAnotherNameIsRefused() {
        assertThatThrownBy(() -> SchemaScript.of("flows.sql", "")).hasMessageContaining("not flows.sql");
    }
}
