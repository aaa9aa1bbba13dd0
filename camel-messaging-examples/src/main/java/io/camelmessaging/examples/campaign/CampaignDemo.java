/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.examples.campaign;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import io.camelmessaging.examples.Demo;
import io.camelmessaging.sandbox.MessagingSandbox;
import io.camelmessaging.sandbox.SentMessage;

/**
 * A campaign that is tried in a dry run, paused, goes on, is killed and goes on again; then everybody has one message.
 */
public final class CampaignDemo implements Demo {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final int ORDINARY = 98_000;
    private static final int CALLS_PER_SECOND = 50;
    private static final Duration BETWEEN = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Path database;
    private final int contacts;
    private final int port;
    private final PrintStream out;
    private final MessagingSandbox sandbox = MessagingSandbox.create();
    private CampaignProcess campaign;
    private long list;

    /**
     * @param directory where the ledger is kept; what is there of an earlier run is deleted
     * @param contacts  how many people are on the list
     * @param port      port of the control endpoints
     * @param out       where the story goes
     */
    public CampaignDemo(Path directory, int contacts, int port, PrintStream out) {
        this.database = directory.resolve("campaign");
        this.contacts = contacts;
        this.port = port;
        this.out = out;
    }

    @Override
    public void start() throws IOException {
        sandbox.start();
        Files.createDirectories(database.getParent());
        Files.deleteIfExists(database.resolveSibling("campaign.mv.db"));
        Files.deleteIfExists(database.resolveSibling("campaign-flows.mv.db"));
        Files.deleteIfExists(database.resolveSibling("dry-run.mv.db"));
        Files.deleteIfExists(database.resolveSibling("dry-run-flows.mv.db"));
        list = sandbox.contactList("Customers", IntStream.range(0, contacts).mapToObj(CampaignDemo::number)::iterator);
        start("dry-run", true);
    }

    private void start(String ledger, boolean dryRun) throws IOException {
        campaign = new CampaignProcess(sandbox, list, database.resolveSibling(ledger), port, CALLS_PER_SECOND, dryRun);
        campaign.start();
    }

    /** What the campaign will come to; tells whether nobody was written to. */
    private boolean dryRun() throws Exception {
        out.println("\nA dry run first: the list is read, and nothing is sent.");
        follow(Progress::isDone);
        out.println("\n" + campaign.counts());
        campaign.close();
        return sandbox.messages().isEmpty();
    }

    /** None of those whose last digits force an error in the sandbox. */
    private static String number(int contact) {
        return "+614%03d%05d".formatted(contact / ORDINARY, contact % ORDINARY);
    }

    @Override
    public boolean play() throws Exception {
        out.printf(Locale.ROOT, "%n%,d people are on ClickSend's list; the account may make %d calls a second.%n", contacts,
                CALLS_PER_SECOND);
        boolean nothing = dryRun();
        start("campaign", false);
        follow(progress -> progress.accepted() >= contacts / 5);
        out.println("\nPOST /campaign/pause");
        campaign.order("pause");
        int before = follow(progress -> progress.sending() == 0).accepted();
        boolean still = follow(progress -> true).accepted() == before;
        out.println("\nPOST /campaign/resume");
        campaign.order("resume");
        follow(progress -> progress.accepted() >= contacts / 2);

        out.println("\nThe process is killed (SIGKILL) in the middle of its work, and started again.");
        campaign.kill();
        campaign.start();
        Progress end = follow(progress -> progress.isDone() || progress.inDoubt() > 0);
        if (end.inDoubt() > 0) {
            out.println("\n" + end.paused());
            // this is what a person finds out at ClickSend
            boolean taken
                    = sandbox.messages().stream().anyMatch(message -> reference(message).equals("spring-" + end.batches()));
            out.println("\nClickSend " + (taken ? "took" : "never got") + " them: POST /campaign/"
                        + (taken ? "look-up, and resume" : "repeat"));
            if (taken) {
                campaign.order("look-up");
                campaign.order("resume");
            } else {
                campaign.order("repeat");
            }
        }
        Progress done = follow(Progress::isDone);
        return summary(done) && still && nothing;
    }

    private static String reference(SentMessage message) {
        return String.valueOf(message.fields().get("custom_string"));
    }

    private boolean summary(Progress done) {
        List<SentMessage> kept = sandbox.messages();
        Set<String> numbers = new HashSet<>();
        kept.forEach(message -> numbers.add(message.to()));
        long accepted = kept.get(kept.size() - 1).key();
        boolean once = accepted == contacts && done.accepted() == contacts && numbers.size() == kept.size();
        out.printf(Locale.ROOT, "%nClickSend took %,d messages in %d calls for %,d people: %s%n", accepted, done.batches(),
                contacts, once ? "everybody has one." : "somebody has none, or two.");
        return once;
    }

    /** Prints the progress until something is reached. */
    private Progress follow(Predicate<Progress> reached) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        String last = "";
        while (System.nanoTime() < end) {
            Optional<Progress> progress = campaign.progressAfter(BETWEEN);
            if (progress.isPresent()) {
                String line = line(progress.get());
                if (!line.equals(last)) {
                    out.println(LocalTime.now().format(TIME) + line);
                    last = line;
                }
                if (reached.test(progress.get())) {
                    return progress.get();
                }
            }
        }
        throw new IllegalStateException("The campaign did not go on: " + last.strip());
    }

    private static String line(Progress progress) {
        return String.format(Locale.ROOT, "  %,7d on the list%s  %,7d accepted  %,7d open  %,5d under way  %d in doubt%s",
                progress.contacts(), progress.listed() ? " " : "+", progress.accepted(), progress.open(), progress.sending(),
                progress.inDoubt(), progress.paused() == null ? "" : "  PAUSED");
    }

    @Override
    public MessagingSandbox sandbox() {
        return sandbox;
    }

    @Override
    public String invitation() {
        return """
                Still running. The campaign is at %s
                    curl %1$s
                    curl -X POST %1$s/pause
                The customers' handsets are at %s: answer on one, and you are answered.
                %s""".formatted(campaign.control(), sandbox.pageUrl(), campaign.desk().invitation());
    }

    @Override
    public void stop() {
        if (campaign != null) {
            campaign.close();
        }
        sandbox.close();
    }
}
