/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.reliability.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Very many open conversations on one node, which is killed while all are open: what they cost, how long the next start
 * takes, and how late their deadlines come. {@code crash.conversations} sets how many, which {@code -Pcrash} raises to
 * 10,000; the figures are written to {@code target/crash-open-conversations.md}, and none is asserted.
 */
class OpenConversationsCrashTest {

    private static final int CONVERSATIONS = Integer.getInteger("crash.conversations", 100);
    private static final int PER_SECOND = 100;
    /** All are open at once for some seconds. */
    private static final int WAIT_SECONDS = CONVERSATIONS / PER_SECOND + (CONVERSATIONS > 1000 ? 30 : 8);

    @TempDir
    Path folder;

    private Process start(int perSecond) throws IOException {
        return new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-cp",
                System.getProperty("java.class.path"), OpenConversations.class.getName(), folder.resolve("flows").toString(),
                String.valueOf(CONVERSATIONS), String.valueOf(perSecond), String.valueOf(WAIT_SECONDS))
                .redirectError(folder.resolve("log").toFile()).start();
    }

    /** The words of the line that begins with one. */
    private static String[] told(BufferedReader lines, String word) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(word + " ")) {
                return line.split(" ");
            }
        }
        throw new AssertionError("the application ended without the line " + word);
    }

    @Test
    void allExpireOnceAfterACrash() throws Exception {
        String[] open;
        Process first = start(PER_SECOND);
        try (BufferedReader lines = first.inputReader()) {
            open = told(lines, "open");
        } finally {
            first.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
        String[] started;
        String[] late;
        Process second = start(0);
        try (BufferedReader lines = second.inputReader()) {
            started = told(lines, "started");
            late = told(lines, "late");
        } finally {
            second.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }

        assertThat(Integer.parseInt(open[1])).as("open when the process is killed").isPositive();
        // some may have expired between the count and the kill
        assertThat(Integer.parseInt(late[4])).as("expired after the crash").isBetween(1, Integer.parseInt(open[1]));
        assertThat(Integer.parseInt(late[5])).as("expired in all").isEqualTo(CONVERSATIONS);
        List<String> table = List.of(
                "| conversations open | deadlines per second | heap in use with all open, MB | start after the crash, s | deadlines late: median, ms | 99th percentile, ms | longest, ms |",
                "| --- | --- | --- | --- | --- | --- | --- |",
                "| %s | %d | %s | %.1f | %s | %s | %s |".formatted(open[1], PER_SECOND, open[2],
                        Integer.parseInt(started[1]) / 1000.0, late[1], late[2], late[3]));
        Files.write(Path.of("target", "crash-open-conversations.md"), table);
        table.forEach(System.out::println);
    }
}
