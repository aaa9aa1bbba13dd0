/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The benchmarks as a page.
 */
final class BenchmarkReport {

    private static final List<String> SEND_METRICS = List.of(SmsBenchmark.RATE, SmsBenchmark.P50, SmsBenchmark.P99,
            SmsBenchmark.CPU, SmsBenchmark.BYTES, SmsBenchmark.THREADS, SmsBenchmark.MEMORY);
    /** A cost that grows by less than this much more than its size is called linear. */
    private static final double LINEAR = 1.15;
    private static final double CONSTANT = 0.15;

    private final Results results;
    private final List<Target> targets;
    private final Map<Results.Key, Double> last;
    private final int rounds;
    private final Duration time;
    private final Duration limitTime;
    private final StringBuilder page = new StringBuilder();

    BenchmarkReport(Results results, List<Target> targets, Map<Results.Key, Double> last, int rounds, Duration time,
                    Duration limitTime) {
        this.results = results;
        this.targets = targets;
        this.last = last;
        this.rounds = rounds;
        this.time = time;
        this.limitTime = limitTime;
    }

    String page() {
        introduction();
        figures();
        if (!results.settings(Benchmarks.BOOMWARE).isEmpty()) {
            sends(Benchmarks.BOOMWARE);
            sends(Benchmarks.CLICKSEND_ONE);
            sends(Benchmarks.CLICKSEND_MANY);
            sends(Benchmarks.BOOMERANG_MANY);
        }
        if (!results.settings(StartBenchmark.NAME).isEmpty()) {
            page.append(StartBenchmark.section(results));
        }
        if (!results.settings(SizeBenchmark.NAME).isEmpty()) {
            sizes();
            webhook();
        }
        if (!results.settings(StreamBenchmark.NAME).isEmpty()) {
            limits();
            stream();
        }
        if (!results.settings(FlowsBenchmark.NAME).isEmpty()) {
            page.append(FlowsReport.section(results));
        }
        if (!results.settings(ConversationBenchmark.NAME).isEmpty()) {
            conversations();
        }
        if (!results.settings(DeskBenchmark.NAME).isEmpty()) {
            page.append(DeskBenchmark.section(results));
        }
        if (!results.settings(WatchedBenchmark.NAME).isEmpty()) {
            page.append(WatchedBenchmark.section(results));
        }
        return page.toString();
    }

    private void introduction() {
        page.append(
                """
                        # Benchmarks

                        What a send costs against what one would write by hand, and how costs grow. A stub provider answers from a
                        process of its own on the same machine; the contestants take turns, so that what disturbs the machine disturbs
                        all. Figures are medians over the rounds; absolute ones belong to this machine, the ratios less so.

                        ```
                        mvn -Pbenchmarks                               # all of it, in less than half an hour on a machine of its own
                        mvn -Pbenchmarks -Dbenchmarks.rounds=3 -Dbenchmarks.seconds=0.5 -Dbenchmarks.open=10000   # some twelve minutes
                        mvn -Pbenchmarks -Dbenchmarks.quick=true       # what there are figures to reach for
                        mvn -Pbenchmarks -Dbenchmarks.part=flows       # the flows alone; sends the components, desk the flow desk
                        ```

                        It writes this page, `benchmarks.csv` and the charts to `quality/camel-messaging-benchmarks/target/benchmarks`, and compares
                        with `docs/benchmarks.csv`.

                        %s. %d rounds of %s s each.

                        * **component**: `to("boomware:sms")`, `to("clicksend:sms")`, `to("boomerang:smsTwoWay")`.
                        * **usual route**: a Map, `marshal().json()`, three headers, `to("http:...")`, `unmarshal().json()`.
                        * **tuned route**: the same with pools of 1,000 connections, its own ObjectMapper, bytes in and out, no cookies, no
                          retries, no stream cache.
                        * **Camel alone**: the bare client behind a route, with the change of threads that keeps the rest of a route off the
                          client's threads; what no component goes below.
                        * **bare client**: HttpClient 5 (async) with bytes that are ready; the limit.

                        "1 thread" and "8 threads" wait for each send; "in flight" sends by `ProducerTemplate.asyncSend`.
                        """
                        .formatted(Machine.described(), rounds, time.toMillis() / 1000.0));
    }

    private void figures() {
        page.append("""

                ## Figures to reach

                | figure | bound | median | lowest to highest | reached | last time |
                | --- | --- | ---: | --- | --- | --- |
                """);
        targets.forEach(target -> page.append(target.line(last)).append('\n'));
        List<String> worse = targets.stream()
                .filter(target -> last.containsKey(target.key()) && target.regressed(last.get(target.key())))
                .map(Target::name).toList();
        page.append(last.isEmpty()
                ? "\nThere is no earlier run to compare with.\n"
                : worse.isEmpty()
                        ? "\nNo figure is more than 20% worse than the last time.\n"
                : "\nMore than 20%% worse than the last time: %s.\n".formatted(String.join("; ", worse)));
    }

    private void sends(String benchmark) {
        page.append("\n## ").append(benchmark).append("\n\n");
        if (benchmark.equals(Benchmarks.BOOMWARE)) {
            page.append("![messages a second](benchmarks-sends.png)\n\n");
        }
        page.append("| callers, provider's delay | | ").append(String.join(" | ", SEND_METRICS)).append(" |\n| --- | ---")
                .append(" | ---:".repeat(SEND_METRICS.size())).append(" |\n");
        for (String setting : results.settings(benchmark)) {
            for (String contestant : results.contestants(benchmark, setting)) {
                page.append("| ").append(setting).append(" | ").append(contestant);
                for (String metric : SEND_METRICS) {
                    page.append(" | ").append(results.figure(benchmark, setting, contestant, metric)
                            .map(figure -> spread(figure, metric, SmsBenchmark.RATE)).orElse(""));
                }
                page.append(" |\n");
            }
        }
    }

    /** A rate is shown with its spread, the rest by its median. */
    static String spread(Results.Figure figure, String metric, String rate) {
        return metric.equals(rate)
                ? "%s (%s to %s)".formatted(Target.format(figure.median()), Target.format(figure.lowest()),
                        Target.format(figure.highest()))
                : Target.format(figure.median());
    }

    private void sizes() {
        page.append(
                """

                        ## Cost by size

                        ![cost by size](benchmarks-sizes.png)

                        The exponent tells how the cost grows over the last factor of ten: 1 is linear, 0 is constant. A text of several
                        segments is read twice, the second time to see where they end, and so costs more a character than one of one segment.

                        | what | size | ms | µs for each | exponent | growth |
                        | --- | ---: | ---: | ---: | ---: | --- |
                        """);
        for (String what : results.settings(SizeBenchmark.NAME)) {
            double before = Double.NaN;
            for (String size : results.contestants(SizeBenchmark.NAME, what)) {
                double cost = results.figure(SizeBenchmark.NAME, what, size, SizeBenchmark.MILLIS).orElseThrow().median();
                double exponent = Math.log10(cost / before);
                page.append("| %s | %s | %s | %s | %s | %s |%n".formatted(what, size, milliseconds(cost),
                        milliseconds(cost * 1000 / Double.parseDouble(size)),
                        Double.isNaN(exponent) ? "" : Target.format(exponent),
                        Double.isNaN(exponent) ? "" : growth(exponent)));
                before = cost;
            }
        }
    }

    private void conversations() {
        page.append(
                """

                        ## Open conversations and armed deadlines

                        The flow `conversation` on the database that it has by default, an H2 file. Beside so many conversations that wait
                        for a reply, each with a deadline, 200 replies are answered one after another, which bring nothing but their
                        sender's number, and 200 deadlines pass in 3 s. Due work is looked for every 500 ms. The file is measured when the
                        conversations have just been opened, and what it holds as a copy that H2 has compacted. The exponent tells how each
                        grows from the fewest open to the most.

                        """);
        conversations(ConversationBenchmark.NAME);
        if (!results.settings(ConversationBenchmark.POSTGRES).isEmpty()) {
            page.append("\nThe same on PostgreSQL, which makes each commit durable:\n\n");
            conversations(ConversationBenchmark.POSTGRES);
        }
    }

    private void conversations(String benchmark) {
        List<String> open = results.settings(benchmark);
        boolean several = open.size() > 1;
        page.append("| open | ").append(String.join(" | ", open)).append(several ? " | exponent | growth |" : " |")
                .append("\n| ---").append(" | ---:".repeat(several ? open.size() + 1 : open.size()))
                .append(several ? " | --- |\n" : " |\n");
        for (String metric : Stream.concat(ConversationBenchmark.METRICS.stream(), ConversationBenchmark.FILE_METRICS.stream()
                .filter(metric -> !results.samples(benchmark, open.get(0), Senders.COMPONENT, metric).isEmpty())).toList()) {
            page.append("| ").append(metric);
            open.forEach(size -> page.append(" | ").append(Target.format(conversation(benchmark, size, metric))));
            page.append(several ? grown(benchmark, open, metric) : " |\n");
        }
    }

    private String grown(String benchmark, List<String> open, String metric) {
        String fewest = open.get(0);
        String most = open.get(open.size() - 1);
        double exponent = Math.log(conversation(benchmark, most, metric) / conversation(benchmark, fewest, metric))
                          / Math.log(Double.parseDouble(most) / Double.parseDouble(fewest));
        return " | " + Target.format(exponent) + " | " + growth(exponent) + " |\n";
    }

    private double conversation(String benchmark, String open, String metric) {
        return results.figure(benchmark, open, Senders.COMPONENT, metric).orElseThrow().median();
    }

    private static String growth(double exponent) {
        return exponent > LINEAR ? "**more than linear**" : exponent < CONSTANT ? "constant" : "linear or less";
    }

    private static String milliseconds(double value) {
        return String.format(Locale.ROOT, value < 0.01 ? "%.5f" : value < 1 ? "%.3f" : "%.1f", value);
    }

    private void webhook() {
        page.append(
                """

                        ## Calls into a webhook

                        `webhook:boomware:deliveryReceipts` (token checked, body read, headers set) against `from("platform-http:...")` that
                        looks at nothing, on the same server, called by 32 callers at once, three times a round.

                        | | calls/s | lowest to highest |
                        | --- | ---: | --- |
                        """);
        for (String contestant : results.contestants(WebhookBenchmark.NAME, WebhookBenchmark.SETTING)) {
            Results.Figure figure = results.figure(WebhookBenchmark.NAME, WebhookBenchmark.SETTING, contestant,
                    WebhookBenchmark.RATE).orElseThrow();
            page.append("| %s | %s | %s to %s |%n".formatted(contestant, Target.format(figure.median()),
                    Target.format(figure.lowest()), Target.format(figure.highest())));
        }
    }

    private void limits() {
        page.append(
                """

                        ## Rate limit

                        Ten times the load for %d seconds. Calls count from when they were written to their sockets; the provider, which
                        shares the machine, notes them later and so sometimes closer together.

                        | limit | share of the allowed rate that was used | most calls above it in any window of its length | the same as the provider noted them | noted after it was written, p99 ms |
                        | --- | ---: | ---: | ---: | ---: |
                        """
                        .formatted(limitTime.toSeconds()));
        for (String limit : results.settings(RateLimitBenchmark.NAME)) {
            page.append("| %s | %s | %s | %s | %s |%n".formatted(limit, limited(limit, RateLimitBenchmark.USED, "%.4f"),
                    limited(limit, RateLimitBenchmark.ABOVE, "%.0f"),
                    limited(limit, RateLimitBenchmark.NOTED_ABOVE, "%.0f"),
                    limited(limit, RateLimitBenchmark.NOTED_LATE, "%.2f")));
        }
    }

    private String limited(String limit, String metric, String format) {
        double value = results.figure(RateLimitBenchmark.NAME, limit, Senders.COMPONENT, metric).orElseThrow().median();
        return String.format(Locale.ROOT, format, value);
    }

    private void stream() {
        page.append("""

                ## Memory of a stream

                What the heap holds after a collection, with 64 sends in flight.

                | messages sent | MiB in use |
                | ---: | ---: |
                """);
        for (String sent : results.settings(StreamBenchmark.NAME)) {
            page.append("| %s | %s |%n".formatted(sent, Target.format(
                    results.figure(StreamBenchmark.NAME, sent, Senders.COMPONENT, StreamBenchmark.HELD).orElseThrow()
                            .median())));
        }
    }
}
