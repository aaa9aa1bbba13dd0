/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.benchmarks;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import com.sun.management.OperatingSystemMXBean;

/**
 * What it costs that a node is watched: nodes with nothing and with all that there is take turns in one JVM, so that
 * whatever else the machine does weighs on each alike.
 */
final class WatchedBenchmark implements AutoCloseable {

    static final String NAME = "watched";

    private static final String SETTING = FlowNode.ON_RECEIPT + " by boomware:sms, on PostgreSQL";
    private static final String RATE = "messages/s";
    private static final String CPU = "CPU ms/message";
    private static final String BARE = "not watched";
    /** Which part of the messages is traced. */
    private static final List<Double> TRACED = List.of(0.1, 1.0);
    private static final int OPEN = 2048;

    private final Results results;
    private final BenchmarkDatabases databases = new BenchmarkDatabases();
    private final Stub stub = Stub.start();
    private final List<Entry> entries = new ArrayList<>();

    /** @param watchers null for the one that nobody watches */
    private record Entry(String name, FlowNode node, FlowLoad load, String database, Watchers watchers) {
    }

    WatchedBenchmark(Results results) throws Exception {
        this.results = results;
        stub.delay(0);
        add(BARE, null);
        for (double traced : TRACED) {
            add("watched, %.0f%% of the messages traced".formatted(100 * traced), new Watchers(traced));
        }
    }

    private void add(String name, Watchers watchers) throws Exception {
        String database = "w" + entries.size();
        databases.create(database);
        FlowLoad load = new FlowLoad(OPEN);
        FlowNode node = watchers == null
                ? FlowNode.on(databases.pool(database), FlowNode.ON_RECEIPT, stub, () -> {
                }, load) : FlowNode.watched(databases.pool(database), FlowNode.ON_RECEIPT, stub, load, watchers);
        entries.add(new Entry(name, node, load, database, watchers));
    }

    /** Lets the JVM compile what is measured. */
    void warmUp(Duration warm) throws Exception {
        WarmUp.until(() -> {
            for (Entry entry : entries) {
                turn(entry, warm, new Results());
            }
        });
    }

    /** Each once; every other time the other way round. */
    void round(int number, Duration time) throws Exception {
        for (int i = 0; i < entries.size(); i++) {
            turn(entries.get(number % 2 == 0 ? i : entries.size() - 1 - i), time, results);
        }
    }

    private void turn(Entry entry, Duration time, Results into) throws Exception {
        databases.clean(entry.database());
        if (entry.watchers() != null) {
            entry.watchers().look();
        }
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long begun = entry.load().begun();
        long cpu = system.getProcessCpuTime();
        double rate = entry.load().measure(entry.node(), time.dividedBy(4), time, () -> {
        });
        cpu = system.getProcessCpuTime() - cpu;
        if (entry.watchers() != null) {
            entry.watchers().away();
        }
        into.add(NAME, SETTING, entry.name(), RATE, rate);
        into.add(NAME, SETTING, entry.name(), CPU, cpu / 1e6 / (entry.load().begun() - begun));
    }

    /** The part of the page about what watching costs. */
    static String section(Results results) {
        StringBuilder page = new StringBuilder(
                """

                        ## Watched

                        What it costs that a node is watched by all that there is: meters in a registry for Prometheus, traces
                        (by OpenTelemetry's SDK, exported to somebody who throws them away), and every
                        5 seconds a scrape, all health checks, both consoles in text and JSON and each attribute in JMX; the desk is open in a
                        browser, and asks every 3 seconds. Nodes that nobody and that everybody watches take turns in one JVM, each
                        with its own database: `%s`, whose stub answers at once, as many messages as the machine takes, 2,048 under way.
                        The CPU is that of the JVM.

                        | | %s | %s | to a node that is not watched |
                        | --- | ---: | ---: | ---: |
                        """
                        .formatted(SETTING, RATE, CPU));
        List<Double> bare = results.samples(NAME, SETTING, BARE, RATE);
        for (String name : results.contestants(NAME, SETTING)) {
            List<Double> ratios = Target.combined(results.samples(NAME, SETTING, name, RATE), bare,
                    (watched, not) -> watched / not);
            page.append("| %s | %s | %s | %s |%n".formatted(name, figure(results, name, RATE), figure(results, name, CPU),
                    Target.format(Results.figure(ratios).median())));
        }
        return page.toString();
    }

    private static String figure(Results results, String name, String metric) {
        return results.figure(NAME, SETTING, name, metric).map(figure -> BenchmarkReport.spread(figure, metric, RATE))
                .orElse("");
    }

    @Override
    public void close() throws Exception {
        for (Entry entry : entries) {
            entry.node().close();
            if (entry.watchers() != null) {
                entry.watchers().close();
            }
        }
        stub.close();
        databases.close();
    }
}
