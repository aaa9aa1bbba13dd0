/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.examples.campaign;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import io.camelmessaging.examples.Demos;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class CampaignDemoTest {

    @Test
    void everybodyHasOneMessage(@TempDir Path directory) throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        CampaignDemo demo
                = new CampaignDemo(directory, 8_000, Demos.port(0), new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            demo.start();
            assertThat(demo.play()).as(printed.toString(StandardCharsets.UTF_8)).isTrue();
        } finally {
            demo.stop();
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains(
                "AU: 8000 messages, 8000 segments, cost 560.00 AUD", "PAUSED", "killed", "everybody has one.");
    }
}
