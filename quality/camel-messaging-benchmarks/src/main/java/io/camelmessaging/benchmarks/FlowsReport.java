/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.benchmarks;

import java.util.List;

/**
 * The part of the page about flows.
 */
final class FlowsReport {

    private static final List<String> METRICS
            = List.of(FlowsBenchmark.RATE, FlowsBenchmark.COMMITS, FlowsBenchmark.WRITES);

    private FlowsReport() {
    }

    static String section(Results results) {
        StringBuilder page = new StringBuilder(
                """

                        ## Flows

                        What it costs that a message survives a crash. **db-scheduler** is a job scheduler of the field with tasks that do
                        nothing, fetched by lock-and-fetch for 20 threads: the least that durable work costs. `failover-on-send` and
                        `failover-on-receipt` have one step and the defaults. Eight callers take work in, and count from the call to the
                        end that was told. PostgreSQL and H2 make each commit durable; a pool has 30 connections. Where the step costs
                        nothing, 512 messages are under way (with receipts 2,048, as each waits for its receipt, which comes after 250 ms,
                        and for a second in case another one contradicts it); where the provider takes its time, twice as many as
                        a node has in flight. A provider of 200 ms is `boomware:sms` against a stub. Two nodes share one database, and each
                        takes in half. `send-guard` is no flow: it judges each message by five rules that count, in one statement.
                        Commits and rows are counted by the server, from intake to end.

                        """);
        page.append("| setting | | ").append(String.join(" | ", METRICS)).append(" | to db-scheduler |\n| --- | ---")
                .append(" | ---:".repeat(METRICS.size() + 1)).append(" |\n");
        List<Double> scheduler = results.samples(FlowsBenchmark.NAME, FlowsBenchmark.FREE, BareScheduler.NAME,
                FlowsBenchmark.RATE);
        for (String setting : results.settings(FlowsBenchmark.NAME)) {
            if (!setting.equals(FlowsBenchmark.IDLE)) {
                results.contestants(FlowsBenchmark.NAME, setting)
                        .forEach(contestant -> page.append(line(results, setting, contestant, scheduler)));
            }
        }
        results.figure(FlowsBenchmark.NAME, FlowsBenchmark.IDLE, FlowNode.ON_SEND, FlowsBenchmark.FIRST_SEND_P99)
                .ifPresent(p99 -> page.append("""

                        On an idle node the first send begins %s ms after the call of the Kamelet (median), %s ms at the 99th
                        percentile.
                        """.formatted(Target.format(results.figure(FlowsBenchmark.NAME, FlowsBenchmark.IDLE, FlowNode.ON_SEND,
                        FlowsBenchmark.FIRST_SEND_P50).orElseThrow().median()), Target.format(p99.median()))));
        return page.toString();
    }

    private static String line(Results results, String setting, String contestant, List<Double> scheduler) {
        StringBuilder line = new StringBuilder("| %s | %s".formatted(setting, contestant));
        for (String metric : METRICS) {
            line.append(" | ").append(results.figure(FlowsBenchmark.NAME, setting, contestant, metric)
                    .map(figure -> BenchmarkReport.spread(figure, metric, FlowsBenchmark.RATE)).orElse(""));
        }
        List<Double> ratios = Target.combined(
                results.samples(FlowsBenchmark.NAME, setting, contestant, FlowsBenchmark.RATE), scheduler,
                (ours, theirs) -> ours / theirs);
        return line.append(" | ").append(Target.format(Results.figure(ratios).median())).append(" |\n").toString();
    }
}
