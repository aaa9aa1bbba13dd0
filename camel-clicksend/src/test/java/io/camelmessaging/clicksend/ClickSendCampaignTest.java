/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.util.Enumeration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.camelmessaging.sandbox.MessagingSandbox;
import io.camelmessaging.sandbox.SentMessage;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The recipe for input without end, of the component's page.
 */
class ClickSendCampaignTest {

    private static final int LINES = 50_000;
    private static final int CHUNK = 100;

    @Test
    void fiftyThousandLinesGoOutInFiftyCallsAndAreReadAsTheyAreNeeded() throws Exception {
        try (MessagingSandbox sandbox = MessagingSandbox.create().second(Duration.ofHours(1)).start();
             DefaultCamelContext context = ClickSendPageTest.context(sandbox, 0)) {
            context.addRoutes(new DocumentationExamples());
            context.start();
            AtomicInteger read = new AtomicInteger();
            AtomicLong ahead = new AtomicLong();

            context.createProducerTemplate().requestBody("direct:campaign", lines(read, () ->
            // lines that were read and have not gone out yet
            ahead.accumulateAndGet(read.get() - sends(sandbox) * 1_000L, Math::max)));

            await().atMost(Duration.ofMinutes(1)).until(() -> sandbox.messages().size() == LINES);
            assertThat(sends(sandbox)).isEqualTo(LINES / 1_000);
            assertThat(sandbox.messages().stream().map(SentMessage::to).distinct().count()).isEqualTo(LINES);
            assertThat(ahead.get()).as("lines held in memory").isLessThan(5_000);
            sandbox.assertCleanWire();
        }
    }

    private static long sends(MessagingSandbox sandbox) {
        return sandbox.wire().stream().filter(call -> call.target().equals("/sms/send")).count();
    }

    /** A file that is made while it is read. */
    private static InputStream lines(AtomicInteger read, Runnable observed) {
        return new SequenceInputStream(new Enumeration<InputStream>() {

            @Override
            public boolean hasMoreElements() {
                return read.get() < LINES;
            }

            @Override
            public InputStream nextElement() {
                StringBuilder chunk = new StringBuilder();
                for (int i = 0; i < CHUNK; i++) {
                    int line = read.getAndIncrement();
                    chunk.append("+614%08d;customer%d\n".formatted(line, line));
                }
                observed.run();
                return new ByteArrayInputStream(chunk.toString().getBytes());
            }
        });
    }
}
