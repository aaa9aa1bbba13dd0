package io.camelmessaging.flows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Conversations in processes that are killed, while providers have a bad day and people answer as people do.
 * {@code crash.runs} sets how many runs, which {@code -Pcrash} raises to 50; the table is written to
 * {@code target/crash-conversation.md}.
 */
class ConversationCrashTest {

    private static final int RUNS = Integer.getInteger("crash.runs", 2);
    private static final int CONVERSATIONS = RUNS < 10 ? 8 : 15;

    @TempDir
    Path folder;

    @Test
    void everyConversationEndsOnceAndNoAnswerIsForgotten() throws Exception {
        List<ConversationCrash.Result> results = new ArrayList<>();
        List<String> table = new ArrayList<>(List.of(ConversationCrash.Result.HEAD));
        for (int run = 1; run <= RUNS; run++) {
            try (ConversationCrash crash
                    = new ConversationCrash(run, Files.createDirectory(folder.resolve("run" + run)), null)) {
                results.add(crash.oneNode(CONVERSATIONS, 2));
            }
            table.add(results.get(run - 1).row());
            Files.write(Path.of("target", "crash-conversation.md"), table);
        }
        table.forEach(System.out::println);

        assertThat(results).allSatisfy(result -> {
            assertThat(result.lost()).isZero();
            assertThat(result.twoEnds()).isZero();
            assertThat(result.doubled()).isZero();
            assertThat(result.forgotten()).isZero();
            assertThat(result.wrong()).isZero();
            assertThat(result.kills()).isPositive();
        });
    }
}
