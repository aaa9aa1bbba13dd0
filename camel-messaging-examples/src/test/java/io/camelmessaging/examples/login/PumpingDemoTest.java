/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.examples.login;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The story comes to its end, and the guard spares the bill and not the people. */
class PumpingDemoTest {

    @Test
    void anAttackCostsNextToNothingWithTheGuard(@TempDir Path directory) throws Exception {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        PumpingDemo demo = new PumpingDemo(directory, new PrintStream(told, true, StandardCharsets.UTF_8));
        try {
            demo.start();

            assertThat(demo.play()).as(told.toString(StandardCharsets.UTF_8)).isTrue();
        } finally {
            demo.stop();
        }
        assertThat(told.toString(StandardCharsets.UTF_8))
                .contains("310 codes sent, 300 of them to the attacker's numbers, for 37.20 EUR; 10 of 10 people are in")
                .contains("20 codes sent, 10 of them to the attacker's numbers, for 2.40 EUR; 10 of 10 people are in");
    }
}
