/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.examples.updates;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

import io.camelmessaging.examples.Demos;
import io.camelmessaging.sandbox.SentMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class UpdatesDemoTest {

    @Test
    void everyUpdateComesToItsEndOnce(@TempDir Path folder) throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        UpdatesDemo demo = new UpdatesDemo(folder, Demos.port(0), new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            demo.start();
            assertThat(demo.play()).as(printed.toString(StandardCharsets.UTF_8)).isTrue();

            assertThat(demo.parcels().ends()).containsAllEntriesOf(Map.of("P-1", "told by boomware", "P-2",
                    "told by clicksend", "P-3", "told by sendmode", "P-5", "told by clicksend"));
            assertThat(demo.parcels().ends().get("P-4")).startsWith("failed");
            assertThat(ways(demo, "+37255500101")).containsExactly("boomware viber");
            assertThat(ways(demo, "+353861298007")).containsExactly("boomware viber", "clicksend sms");
            assertThat(ways(demo, "+447700998007")).containsExactly("boomware viber", "sendmode sms");
            assertThat(ways(demo, "+37255598001")).containsExactly("boomware viber", "clicksend sms", "sendmode sms");
            assertThat(ways(demo, "+37255500105")).containsExactly("boomware viber", "clicksend sms");
            demo.sandbox().assertCleanWire();
        } finally {
            demo.stop();
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("P-2  goes on after no final receipt in time",
                "P-3  goes on after unavailable").doesNotContain("37255500101", "353861298007");
    }

    private static java.util.stream.Stream<String> ways(UpdatesDemo demo, String number) {
        return demo.sandbox().messagesTo(number).stream().map((SentMessage message) -> message.provider() + " "
                                                                                       + message.channel());
    }
}
