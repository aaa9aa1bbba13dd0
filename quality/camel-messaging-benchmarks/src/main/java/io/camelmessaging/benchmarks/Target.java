/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;

/**
 * A figure to reach, which does not depend on the machine as much as the measurements that it is made of.
 *
 * @param name    as the report calls it
 * @param least   whether the bound is the least that it must be; else it is the most
 * @param bound   the bound
 * @param samples what was reached, one a round
 */
record Target(String name, boolean least, double bound, List<Double> samples) {

    static final String BENCHMARK = "figure";
    static final String METRIC = "reached";

    /** How much worse than the last time counts as a regression. */
    private static final double REGRESSION = 0.2;
    private static final String FULL = "512 in flight, 200 ms";
    private static final String FAST = "64 in flight, 0 ms";
    private static final String WAITED = "8 threads, 0 ms";
    private static final double ALLOWED_BY_DELAY = 512 / 0.2;
    private static final double KIB = 1024;

    /** All figures to reach, as far as they were measured. */
    static List<Target> all(Results results) {
        String sms = Benchmarks.BOOMWARE;
        List<Target> targets = new ArrayList<>();
        List<Double> full = results.samples(sms, FULL, Senders.COMPONENT, SmsBenchmark.RATE);
        targets.add(new Target(
                "512 in flight, 200 ms: share of the messages that the delay allows", true, 0.95,
                full.stream().map(rate -> rate / ALLOWED_BY_DELAY).toList()));
        targets.add(new Target(
                "512 in flight, 200 ms: component to usual route", true, 40,
                ratios(results, sms, FULL, Senders.USUAL)));
        targets.add(new Target(
                "64 in flight, 0 ms: component to bare client", true, 0.9,
                ratios(results, sms, FAST, Senders.BARE)));
        targets.add(new Target(
                "64 in flight, 0 ms: component to tuned route", true, 2, ratios(results, sms, FAST, Senders.TUNED)));
        targets.add(new Target(
                "64 in flight, 0 ms: component to usual route", true, 3.5, ratios(results, sms, FAST, Senders.USUAL)));
        targets.add(new Target(
                "64 in flight, 0 ms: CPU a message, component to bare client", false, 1.25,
                ratios(results, sms, FAST, Senders.BARE, SmsBenchmark.CPU)));
        targets.add(new Target(
                "64 in flight, 0 ms: CPU a message, component to Camel alone", false, 1.25,
                ratios(results, sms, FAST, Senders.FLOOR, SmsBenchmark.CPU)));
        targets.add(new Target(
                "64 in flight, 0 ms: KiB allocated a message", false, 11,
                results.samples(sms, FAST, Senders.COMPONENT, SmsBenchmark.BYTES).stream().map(bytes -> bytes / KIB).toList()));
        for (String many : List.of(Benchmarks.CLICKSEND_MANY, Benchmarks.BOOMERANG_MANY)) {
            targets.add(new Target(
                    many + ": CPU a message, component to usual route", false, 1.5,
                    ratios(results, many, WAITED, Senders.USUAL, SmsBenchmark.CPU)));
            targets.add(new Target(
                    many + ": KiB allocated a message", false, 3,
                    results.samples(many, WAITED, Senders.COMPONENT, SmsBenchmark.BYTES).stream().map(bytes -> bytes / KIB)
                            .toList()));
        }
        targets.add(new Target(
                SizeBenchmark.MOST_EVENTS + " " + SizeBenchmark.POLL + ": CPU µs an event", false, 8,
                results.samples(SizeBenchmark.NAME, SizeBenchmark.POLL, String.valueOf(SizeBenchmark.MOST_EVENTS),
                        SizeBenchmark.CPU)));
        StartBenchmark.BOUNDS.forEach((metric, bound) -> targets.add(new Target(
                metric, false, bound,
                results.samples(StartBenchmark.NAME, StartBenchmark.SETTING, Senders.COMPONENT, metric))));
        targets.add(new Target(
                "512 in flight, 200 ms: KiB allocated a message", false, 16,
                results.samples(sms, FULL, Senders.COMPONENT, SmsBenchmark.BYTES).stream().map(bytes -> bytes / KIB).toList()));
        targets.add(new Target(
                "512 in flight, 200 ms: threads", false, 30,
                results.samples(sms, FULL, Senders.COMPONENT, SmsBenchmark.THREADS)));
        targets.add(new Target(
                "webhook to bare platform-http route", true, 0.95,
                combined(results.samples(WebhookBenchmark.NAME, WebhookBenchmark.SETTING, WebhookBenchmark.COMPONENT,
                        WebhookBenchmark.RATE),
                        results.samples(WebhookBenchmark.NAME, WebhookBenchmark.SETTING, WebhookBenchmark.BARE,
                                WebhookBenchmark.RATE),
                        (component, bare) -> component / bare)));
        for (String limit : results.settings(RateLimitBenchmark.NAME)) {
            targets.add(new Target(
                    "limit of " + limit + ": share that is used", true, 0.98,
                    results.samples(RateLimitBenchmark.NAME, limit, Senders.COMPONENT, RateLimitBenchmark.USED)));
            targets.add(new Target(
                    "limit of " + limit + ": calls above it", false, 0,
                    results.samples(RateLimitBenchmark.NAME, limit, Senders.COMPONENT, RateLimitBenchmark.ABOVE)));
        }
        List<String> streamed = results.settings(StreamBenchmark.NAME);
        if (streamed.size() > 1) {
            targets.add(new Target(
                    "heap in use after " + streamed.get(streamed.size() - 1) + " streamed messages to that after "
                                   + streamed.get(0),
                    false, 1.1, combined(held(results, streamed.get(streamed.size() - 1)), held(results, streamed.get(0)),
                            (last, first) -> last / first)));
        }
        targets.addAll(FlowTargets.all(results));
        return targets.stream().filter(target -> !target.samples().isEmpty()).toList();
    }

    private static List<Double> held(Results results, String messages) {
        return results.samples(StreamBenchmark.NAME, messages, Senders.COMPONENT, StreamBenchmark.HELD);
    }

    private static List<Double> ratios(Results results, String benchmark, String setting, String other) {
        return ratios(results, benchmark, setting, other, SmsBenchmark.RATE);
    }

    private static List<Double> ratios(Results results, String benchmark, String setting, String other, String metric) {
        return combined(results.samples(benchmark, setting, Senders.COMPONENT, metric),
                results.samples(benchmark, setting, other, metric), (ours, theirs) -> ours / theirs);
    }

    /** Round by round, since what disturbs the machine disturbs both. */
    static List<Double> combined(List<Double> ours, List<Double> theirs, DoubleBinaryOperator operator) {
        List<Double> combined = new ArrayList<>();
        for (int i = 0; i < Math.min(ours.size(), theirs.size()); i++) {
            combined.add(operator.applyAsDouble(ours.get(i), theirs.get(i)));
        }
        return combined;
    }

    double median() {
        return Results.figure(samples).median();
    }

    boolean isReached() {
        return least ? median() >= bound : median() <= bound;
    }

    Results.Key key() {
        return new Results.Key(BENCHMARK, name, Senders.COMPONENT, METRIC);
    }

    /** The line of the report. */
    String line(Map<Results.Key, Double> last) {
        Results.Figure figure = Results.figure(samples);
        Double before = last.get(key());
        String change = before == null ? "" : format(before) + (regressed(before) ? " **regression**" : "");
        return "| %s | %s %s | %s | %s to %s | %s | %s |".formatted(name, least ? "≥" : "≤", format(bound),
                format(figure.median()), format(figure.lowest()), format(figure.highest()), isReached() ? "yes" : "**no**",
                change);
    }

    boolean regressed(double before) {
        return least ? median() < before * (1 - REGRESSION) : median() > before * (1 + REGRESSION);
    }

    static String format(double value) {
        double size = Math.abs(value);
        return String.format(Locale.ROOT, size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f", value);
    }
}
