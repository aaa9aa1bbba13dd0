/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.examples.login;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import io.camelmessaging.examples.Demos;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LoginDemoTest {

    @Test
    void theUserIsInAndNobodyElse() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        LoginDemo demo = new LoginDemo(Demos.port(0), new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            demo.start();
            assertThat(demo.play()).as(printed.toString(StandardCharsets.UTF_8)).isTrue();
            demo.sandbox().assertCleanWire();
        } finally {
            demo.stop();
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("200 [token]", "The user is in, and nobody else.");
    }
}
