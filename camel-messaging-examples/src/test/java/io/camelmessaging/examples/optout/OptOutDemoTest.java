/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.examples.optout;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import io.camelmessaging.examples.Demos;
import io.camelmessaging.sandbox.SentMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class OptOutDemoTest {

    @Test
    void whoOptedOutThroughOneProviderGetsNothingThroughAnother(@TempDir Path directory) throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        OptOutDemo demo
                = new OptOutDemo(directory, Demos.port(0), new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            demo.start();
            assertThat(demo.play()).as(printed.toString(StandardCharsets.UTF_8)).isTrue();

            assertThat(demo.sandbox().messagesTo("+353871234501")).extracting(SentMessage::text).containsExactly(
                    "Your order is ready.", "You get no more messages from us. Answer START if you want them again.",
                    "Welcome back. Answer STOP to get no more messages from us.", "Our shop opens on Sunday.");
            assertThat(demo.sandbox().messagesTo("+353871234504")).extracting(SentMessage::text).containsExactly(
                    "Your order is ready.", "You get no more messages from us. Answer START if you want them again.");
            assertThat(demo.sandbox().messagesTo("+353871234503")).extracting(SentMessage::provider)
                    .containsExactly("sendmode", "clicksend");
            demo.sandbox().assertCleanWire();
        } finally {
            demo.stop();
        }
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("a person reads an answer: Please stop calling before nine.",
                        "to do: lift the block of +353***01 in Sendmode's console", "Nobody who opted out got the newsletter")
                .doesNotContain("353871234501");
    }
}
