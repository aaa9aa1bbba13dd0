/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.schema;

import java.util.Arrays;
import java.util.List;

import io.camelmessaging.flows.schema.SchemaHistory.Applied;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SchemaHistoryTest {

    private static final List<SchemaScript> SCRIPTS = List.of(SchemaScript.of("V1__one.sql", "one"),
            SchemaScript.of("V2__two.sql", "two"), SchemaScript.of("V10__ten.sql", "ten"));

    private static SchemaHistory history(Applied... applied) {
        return new SchemaHistory("public", Arrays.asList(applied));
    }

    private static Applied script(int index) {
        SchemaScript script = SCRIPTS.get(index);
        return new Applied(String.valueOf(script.version()), "SQL", script.checksum(), true);
    }

    private static List<Integer> pending(Applied... applied) {
        return history(applied).pending(SCRIPTS).stream().map(SchemaScript::version).toList();
    }

    private static void refused(String words, Applied... applied) {
        assertThatThrownBy(() -> history(applied).pending(SCRIPTS)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("in the schema public").hasMessageContaining(words);
    }

    @Test
    void whatIsNotAppliedIsPendingInTheOrderOfNumbers() {
        assertThat(pending()).containsExactly(1, 2, 10);
        assertThat(pending(script(0))).containsExactly(2, 10);
        assertThat(pending(script(0), script(1), script(2))).isEmpty();
    }

    @Test
    void marksAreNoScripts() {
        Applied made = new Applied(null, "TABLE", null, true);
        Applied baseline = new Applied("0", "BASELINE", null, true);

        assertThat(pending(made, baseline, script(0))).containsExactly(2, 10);
        assertThat(history(made, baseline).version()).isZero();
    }

    @Test
    void whatABaselineCoversIsNotApplied() {
        assertThat(pending(new Applied("2", "BASELINE", null, true))).containsExactly(10);
        assertThat(history(new Applied("2", "BASELINE", null, true)).version()).isEqualTo(2);
    }

    @Test
    void anUnknownChecksumIsTakenOnTrust() {
        assertThat(pending(new Applied("1", "SQL", null, true))).containsExactly(2, 10);
    }

    @Test
    void whatDoesNotFitIsRefused() {
        refused("later version 11, and this one knows them up to 10", script(0), new Applied("11", "SQL", 1, true));
        refused("script of version 5 that no release has", new Applied("5", "SQL", 1, true));
        refused("the version '1.2'", new Applied("1.2", "SQL", 1, true));
        refused("in the middle of the script V2__two.sql", script(0), new Applied("2", "SQL", 1, false));
        refused("another V1__one.sql than the one of this jar (checksum 77,", new Applied("1", "SQL", 77, true));
        refused("lack the script V2__two.sql", script(0), script(2));
    }
}
