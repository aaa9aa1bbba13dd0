/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class MainTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(strings = { "--help", "-h", "--port=x --help" })
    void helpShowsEachArgument(String arguments) throws Exception {
        assertThat(run(arguments)).isZero();
        assertThat(text(out)).contains("--port=NUMBER", "--bind=ADDRESS", "--host=NAME", "--second=ISO-DURATION", "--help, -h");
        assertThat(text(err)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "--port=http | The port must be a number from 0 to 65535, not http.",
            "--port=65536 | The port must be a number from 0 to 65535, not 65536.",
            "--port=-1 | The port must be a number", "--port=8089.5 | The port must be a number",
            "--port=99999999999 | The port must be a number", "--port= | --port needs a value: --port=NUMBER.",
            "--port | --port needs a value: --port=NUMBER.", "--prot=1 | Unknown argument --prot; did you mean --port?",
            "8089 | Unknown argument 8089; known are --bind, --host, --port, --second.",
            "--second=5 | The length of a second must be an ISO-8601 duration such as PT0.1S, not 5.",
            "--second=PT0S | A second must last longer", "--port=0 --bnd=x | Unknown argument --bnd; did you mean --bind?" })
    void aWrongArgumentIsToldInOneSentence(String arguments, String sentence) throws Exception {
        assertThat(run(arguments)).isEqualTo(2);
        assertThat(text(err)).contains(sentence).contains("--help").hasLineCount(1).doesNotContain("Exception", "\tat ");
        assertThat(text(out)).isEmpty();
    }

    @Test
    void aPortThatIsInUseIsToldInOneSentence() throws Exception {
        try (MessagingSandbox other = MessagingSandbox.create().start()) {
            assertThat(run("--port=" + other.port())).isEqualTo(1);
            assertThat(text(err)).contains("cannot listen on port " + other.port()).hasLineCount(1);
        }
    }

    private int run(String arguments) throws InterruptedException {
        return Main.run(List.of(arguments.split(" ")), new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
