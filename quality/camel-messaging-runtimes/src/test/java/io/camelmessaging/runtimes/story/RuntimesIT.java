/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.runtimes.story;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;

import io.camelmessaging.sandbox.MessagingSandbox;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** One story in every runtime; what each did is a row of the table in {@code docs/runtimes.adoc}. */
class RuntimesIT {

    private static final Map<String, List<String>> ROWS = new ConcurrentSkipListMap<>();

    private static final Path PAGE = Path.of("../../docs/runtimes.adoc");
    private static final String START = "// table of runtimes: START\n";
    private static final String END = "// table of runtimes: END";
    private static final String HEAD = """
            [width="100%",cols="3,2,1,2,1,2,2,1,1,2,2",options="header"]
            |===
            | Runtime | Sends and receipts | Reply | Neutral JSON | Flows | Refusals | Webhooks | Error guard \
            | Provider's outage | Stop under load | Log
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Deployments.class)
    @Execution(ExecutionMode.CONCURRENT)
    void playsTheStory(Deployments deployment) throws Exception {
        ROWS.put(deployment.toString(), play(deployment, folder));
    }

    static List<String> play(Deployment deployment, Path folder) throws Exception {
        try (MessagingSandbox sandbox = MessagingSandbox.create().start();
             RunningApplication application = new RunningApplication(deployment, folder)) {
            Story story = new Story(application, sandbox);
            story.prepare(folder);
            application.start(story.properties(folder));
            String sends = story.sendsAndReceipts();
            String reply = story.reply();
            String neutral = story.neutralJson();
            String flows = story.flows();
            String refusals = story.refusals();
            String webhooks = story.webhooks();
            String guard = story.guard();
            String outage = story.outage(deployment);
            String stop = story.stopUnderLoad();
            return List.of(sends, reply, neutral, flows, refusals, webhooks, guard, outage, stop, story.cleanLog());
        }
    }

    /** The page shows what the last build saw; with {@code -Ddocs.update=true} it is written. */
    @AfterAll
    static void isOnThePage() throws IOException {
        if (ROWS.size() < Deployments.values().length) {
            return;
        }
        String table = ROWS.entrySet().stream()
                .map(row -> "| " + row.getKey() + " | " + String.join(" | ", row.getValue()) + "\n")
                .collect(Collectors.joining("", HEAD, "|===\n"));
        Files.writeString(Path.of("target/runtimes.adoc"), table);
        String page = Files.readString(PAGE);
        String expected = page.substring(0, page.indexOf(START) + START.length()) + table + page.substring(page.indexOf(END));
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(PAGE, expected);
        } else {
            assertThat(page).as("run it with -Ddocs.update=true").isEqualTo(expected);
        }
    }
}
