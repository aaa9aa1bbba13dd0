/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.examples.appointments;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import io.camelmessaging.examples.Demos;
import io.camelmessaging.sandbox.SentMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class AppointmentsDemoTest {

    @Test
    void everyPatientIsHeardOrWrittenTo(@TempDir Path folder) throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        AppointmentsDemo demo
                = new AppointmentsDemo(folder, Demos.port(0), new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            demo.start();
            assertThat(demo.play()).as(printed.toString(StandardCharsets.UTF_8)).isTrue();

            assertThat(demo.sandbox().messagesTo("+447700900103")).extracting(SentMessage::channel)
                    .containsSubsequence("sms", "sms", "voice");
            assertThat(demo.sandbox().messagesTo("+447700900104")).extracting(SentMessage::channel)
                    .containsExactly("sms", "sms", "voice");
            await().untilAsserted(() -> assertThat(demo.sandbox().messagesTo("+447700900101"))
                    .extracting(SentMessage::text).last().isEqualTo("Thank you, we expect you."));
            assertThat(demo.sandbox().messages()).filteredOn(message -> message.channel().equals("letter")).hasSize(1);
            demo.sandbox().assertCleanWire();
        } finally {
            demo.stop();
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).doesNotContain("4477009001");
    }
}
