/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.camelmessaging.benchmarks.Load.Callers;
import io.camelmessaging.benchmarks.SmsBenchmark.Setting;

/**
 * Runs all benchmarks and writes the report, its figures and its charts.
 */
public final class Benchmarks {

    static final String BOOMWARE = "boomware:sms";
    static final String CLICKSEND_ONE = "clicksend:sms";
    static final String CLICKSEND_MANY = "clicksend:sms with 1000 messages";
    static final String BOOMERANG_MANY = "boomerang:smsTwoWay with 10000 recipients";

    static final String PAGE = "benchmarks.md";
    static final String FIGURES = "benchmarks.csv";

    private static final String ALL = "all";
    private static final String CONVERSATIONS = "conversations";
    private static final int MANY = 1_000;
    private static final int RECIPIENTS = 10_000;
    private static final int LEAST_OPEN = 100;
    /** However short the measurements are, the JVM has to have compiled what they run. */
    private static final Duration WARM_UP = Duration.ofSeconds(4);
    private static final List<Integer> DELAYS = List.of(0, 20, 200);
    private static final Setting FAST = new Setting(Callers.inFlight(64), 0);
    private static final Setting WAITED = new Setting(Callers.threads(8), 0);
    private static final Setting FULL = new Setting(Callers.inFlight(512), 200);
    private static final List<Callers> CALLERS
            = List.of(Callers.threads(1), Callers.threads(8), FAST.callers(), FULL.callers());

    private final int rounds = Integer.getInteger("benchmarks.rounds", 5);
    private final Duration time = Duration.ofMillis((long) (Double.parseDouble(System.getProperty("benchmarks.seconds", "2"))
                                                            * 1000));
    private final Duration limitTime = Duration.ofSeconds(Integer.getInteger("benchmarks.limit.seconds", 120));
    private final int open = Integer.getInteger("benchmarks.open", 100_000);
    private final int streamed = Integer.getInteger("benchmarks.streamed", 1_000_000);
    private final int listed = Integer.getInteger("benchmarks.listed", 1_000_000);
    private final String part = System.getProperty("benchmarks.part", ALL);
    private final boolean quick = Boolean.getBoolean("benchmarks.quick");
    private final Path directory = Path.of(System.getProperty("benchmarks.directory", "target/benchmarks"));
    private final Path last = Path.of(System.getProperty("benchmarks.last", "../../docs/benchmarks.csv"));
    private final Results results = new Results();
    private final long start = System.nanoTime();

    private Benchmarks() {
    }

    /**
     * Takes the system properties {@code benchmarks.rounds} (5), {@code benchmarks.seconds} of each measurement (2),
     * {@code benchmarks.limit.seconds} (120), {@code benchmarks.streamed} messages (1000000), {@code benchmarks.open}
     * conversations (100000), {@code benchmarks.quick} for those sends alone that there are figures to reach for,
     * {@code benchmarks.listed} flows for the desk (1000000), {@code benchmarks.part}, which is {@code sends},
     * {@code flows} or {@code desk} for one part alone, or {@code all} of these, or {@code watched}, or
     * {@code conversations} for what of the flows' part is about open conversations, {@code benchmarks.directory} to
     * write to and {@code benchmarks.last}, the figures to compare with.
     */
    public static void main(String[] arguments) throws Exception {
        new Benchmarks().run();
    }

    private void run() throws Exception {
        Files.createDirectories(directory);
        // only those who are watched have it, although its jar is there for all
        System.setProperty("org.apache.camel.jmx.disabled", String.valueOf(!part.equals(WatchedBenchmark.NAME)));
        if (List.of(ALL, "sends").contains(part)) {
            components();
        }
        if (List.of(ALL, FlowsBenchmark.NAME).contains(part)) {
            flows();
        }
        if (part.equals(CONVERSATIONS)) {
            conversations();
        }
        if (List.of(ALL, DeskBenchmark.NAME).contains(part)) {
            desk();
        }
        if (part.equals(WatchedBenchmark.NAME)) {
            watched();
        }
        if (!results.settings(BOOMWARE).isEmpty()) {
            BenchmarkCharts.write(results, directory);
        }
        report(results, last, directory, rounds, time, limitTime);
        System.out.println(Files.readString(directory.resolve(PAGE)));
    }

    private void components() throws Exception {
        try (Stub stub = Stub.start()) {
            sends(stub);
            say("starts");
            for (int round = 1; round <= rounds; round++) {
                StartBenchmark.round(stub, results);
            }
            if (!quick) {
                stream(stub);
            }
            sizes(stub);
            webhook(stub);
            if (!quick) {
                say("rate limit, for " + limitTime.toSeconds() + " s");
                RateLimitBenchmark.measure(stub, limitTime, results);
            }
        }
    }

    /**
     * Writes the page and the figures.
     *
     * @param last the figures of an earlier run, to compare with; there may be none
     */
    static void report(Results results, Path last, Path directory, int rounds, Duration time, Duration limitTime)
            throws IOException {
        List<Target> targets = Target.all(results);
        for (Target target : targets) {
            target.samples().forEach(sample -> results.add(Target.BENCHMARK, target.name(), Senders.COMPONENT, Target.METRIC,
                    sample));
        }
        Map<Results.Key, Double> before = Results.medians(last);
        results.write(directory.resolve(FIGURES));
        Files.writeString(directory.resolve(PAGE),
                new BenchmarkReport(results, targets, before, rounds, time, limitTime).page());
    }

    private void sends(Stub stub) throws Exception {
        List<Setting> all = quick
                ? List.of(FAST, FULL)
                : CALLERS.stream().flatMap(callers -> DELAYS.stream().map(delay -> new Setting(callers, delay))).toList();
        List<Setting> undelayed = quick
                ? List.of(WAITED)
                : all.stream().filter(setting -> setting.delay() == 0 && setting.callers().inFlight() <= 64).toList();
        try (SmsBenchmark boomware = new SmsBenchmark(BOOMWARE, 1, stub, Senders.boomware(stub), all, results);
             SmsBenchmark one
                     = new SmsBenchmark(CLICKSEND_ONE, 1, stub, Senders.clickSend(stub, 1), List.of(FAST), results);
             SmsBenchmark many = new SmsBenchmark(
                     CLICKSEND_MANY, MANY, stub, Senders.clickSend(stub, MANY), undelayed, results);
             SmsBenchmark recipients = new SmsBenchmark(
                     BOOMERANG_MANY, RECIPIENTS, stub, Senders.boomerang(stub, RECIPIENTS), List.of(WAITED), results)) {
            List<SmsBenchmark> benchmarks = List.of(boomware, one, many, recipients);
            for (SmsBenchmark benchmark : benchmarks) {
                say("warming up");
                WarmUp.until(() -> benchmark.warmUp(WARM_UP));
            }
            for (int round = 1; round <= rounds; round++) {
                for (SmsBenchmark benchmark : benchmarks) {
                    say("sends, round " + round + " of " + rounds);
                    benchmark.round(time);
                }
            }
            boomware.memory(FULL);
        }
    }

    private void stream(Stub stub) throws Exception {
        say("stream of " + streamed + " messages");
        List<Contestant> senders = Senders.boomware(stub);
        StreamBenchmark.measure(stub, senders.get(0), streamed, results);
        for (Contestant sender : senders) {
            sender.close();
        }
    }

    private void sizes(Stub stub) throws Exception {
        try (SizeBenchmark sizes = new SizeBenchmark(stub, results);
             SizeBenchmark warmUp = new SizeBenchmark(stub, new Results())) {
            say("sizes, warming up");
            WarmUp.until(warmUp::round);
            for (int round = 1; round <= rounds; round++) {
                say("sizes, round " + round + " of " + rounds);
                sizes.round();
            }
        }
    }

    private void webhook(Stub stub) throws Exception {
        try (WebhookBenchmark webhook = new WebhookBenchmark(stub, results)) {
            say("webhook");
            WarmUp.until(() -> webhook.warmUp(WARM_UP));
            for (int round = 1; round <= rounds; round++) {
                webhook.round(time);
            }
        }
    }

    private void flows() throws Exception {
        try (FlowsBenchmark flows = new FlowsBenchmark(results, time, this::say)) {
            flows.warmUp(WARM_UP);
            for (int round = 1; round <= rounds; round++) {
                say("flows, round " + round + " of " + rounds);
                flows.round();
                results.write(directory.resolve(FIGURES));
            }
        }
        if (!quick) {
            conversations();
        }
    }

    private void conversations() throws Exception {
        try (BenchmarkDatabases databases = new BenchmarkDatabases()) {
            say("conversations, warming up");
            WarmUp.until(() -> {
                databases.create("warm");
                try (ConversationBenchmark warmUp = new ConversationBenchmark(new Results(), databases.pool("warm"))) {
                    warmUp.measure(LEAST_OPEN);
                }
                databases.drop("warm");
                try (ConversationBenchmark warmUp = new ConversationBenchmark(new Results())) {
                    warmUp.measure(LEAST_OPEN);
                }
            });
            databases.create("conversations");
            try (ConversationBenchmark conversations
                    = new ConversationBenchmark(results, databases.pool("conversations"))) {
                say("conversations on PostgreSQL, " + open + " open");
                conversations.measure(open);
            }
        }
        try (ConversationBenchmark conversations = new ConversationBenchmark(results)) {
            for (int size = LEAST_OPEN; size <= open; size *= 10) {
                say("conversations, " + size + " open");
                conversations.measure(size);
            }
        }
    }

    private void desk() throws Exception {
        try (DeskBenchmark desk = new DeskBenchmark()) {
            say("desk, making " + listed + " flows");
            desk.fill(listed);
            desk.round(listed, new Results());
            for (int round = 1; round <= rounds; round++) {
                say("desk, round " + round + " of " + rounds);
                desk.round(listed, results);
            }
        }
    }

    private void watched() throws Exception {
        try (WatchedBenchmark watched = new WatchedBenchmark(results)) {
            say("watched, warming up");
            watched.warmUp(WARM_UP);
            for (int round = 1; round <= rounds; round++) {
                say("watched, round " + round + " of " + rounds);
                watched.round(round, time);
                results.write(directory.resolve(FIGURES));
            }
        }
    }

    /** Tells how far it is. */
    private void say(String what) {
        Duration spent = Duration.ofNanos(System.nanoTime() - start);
        System.err.printf("%d:%02d %s%n", spent.toMinutes(), spent.toSecondsPart(), what);
    }
}
