/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.examples.campaign;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import io.camelmessaging.examples.Demos;
import io.camelmessaging.sandbox.Fault;
import io.camelmessaging.sandbox.FaultType;
import io.camelmessaging.sandbox.MessagingSandbox;
import io.camelmessaging.sandbox.SentMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The application in a process of its own, killed at the worst moment: ClickSend has taken a batch, and its answer is
 * on the way.
 */
class KilledCampaignTest {

    private static final int CONTACTS = 5_000;

    @TempDir
    private Path directory;

    @Test
    void aBatchThatWasTakenAndNotAnsweredIsFoundInTheHistoryAndNotSentAgain() throws Exception {
        try (MessagingSandbox sandbox = MessagingSandbox.create().start()) {
            long list = sandbox.contactList("Customers",
                    IntStream.range(0, CONTACTS).mapToObj("+614%08d"::formatted)::iterator);
            CampaignProcess campaign
                    = new CampaignProcess(sandbox, list, directory.resolve("campaign"), Demos.port(0), 50, false);
            try (campaign) {
                campaign.start();
                until(campaign, progress -> progress.accepted() >= 1_000);
                sandbox.addFault(Fault.of(FaultType.STALLED).at("clicksend").operation("sms/send").next(1));
                await().atMost(Duration.ofMinutes(1)).until(() -> sandbox.faults().get(0).struck() == 1);
                campaign.kill();

                campaign.start();
                Progress done = until(campaign, Progress::isDone);
                assertThat(done).isEqualTo(new Progress(CONTACTS, true, 0, 0, CONTACTS, 0, 0, 5, null));
            }
            assertThat(sandbox.messages()).extracting(SentMessage::to).hasSize(CONTACTS).doesNotHaveDuplicates();
            assertThat(sandbox.messages()).extracting(SentMessage::text).containsOnly(
                    "Our spring sale begins on Monday. Reply STOP to hear no more of us.");
            sandbox.assertCleanWire();
        }
    }

    private static Progress until(CampaignProcess campaign, Predicate<Progress> reached) {
        return await().atMost(Duration.ofMinutes(2)).until(
                () -> campaign.progressAfter(Duration.ofMillis(100)).filter(reached), Optional::isPresent).get();
    }
}
