/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.reliability.soak;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.camelmessaging.benchmarks.Machine;

/**
 * The soak as a page.
 */
final class SoakReport {

    private final Duration time;
    private final double rate;
    private final List<Soak.Sample> samples;
    private final Map<SoakedProvider, Ledger.Sum> sums;
    private final int threadsLeft;
    private final StringBuilder page = new StringBuilder();

    SoakReport(Duration time, double rate, List<Soak.Sample> samples, Map<SoakedProvider, Ledger.Sum> sums, int threadsLeft) {
        this.time = time;
        this.rate = rate;
        this.samples = samples;
        this.sums = sums;
        this.threadsLeft = threadsLeft;
    }

    String page() {
        page.append(
                """
                        # Soak

                        %.0f messages a second over all four providers, one in four answered by its recipient, receipts of all, and another
                        fault of the [sandbox](../camel-messaging-sandbox/README.md) every minute (it strikes one call in five,
                        stalled answers one in ten, answers of 12 MB one in two hundred). The sandbox runs in a process of its own.

                        ```
                        mvn -Psoak                       # 30 minutes
                        mvn -Psoak -Dsoak.minutes=5
                        ```

                        It writes this page and the chart to `quality/camel-messaging-reliability/target/soak`, and fails if a message is not accounted for.

                        %s. This run took %s minutes.

                        ![latency, heap and threads](soak.png)

                        ## Every message
                        """
                        .formatted(rate, Machine.described(), number(time.toSeconds() / 60.0)));
        messages();
        resources();
        days();
        return page.toString();
    }

    private void messages() {
        page.append(
                """

                        | provider | sent | accepted | refused | unavailable | unknown | at the provider | lost | doubled | with all receipts | answered | answers on the route | accounted for |
                        | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |
                        """);
        sums.forEach((provider, sum) -> page.append(
                "| %s | %d | %d | %d | %d | %d | %d | %d | %d | %d | %d | %d | %s |%n".formatted(provider.scheme(),
                        sum.sent(), sum.accepted(), sum.refused(), sum.unavailable(), sum.unknown(), sum.arrived(), sum.lost(),
                        sum.doubled(), sum.receipts(), sum.asked(), sum.replies(), sum.isAccountedFor() ? "yes" : "**no**")));
        page.append(
                """

                        Lost: told as accepted and not at the provider, or never ended. Doubled: arrived twice, or although the route was
                        told that it did not leave. Unavailable: after 20 repeats by the route, a second apart. Unknown messages that did arrive are
                        in "at the provider", and their receipts came too. Boomerang has a small share: of its receipts more than 100 of one
                        second cannot be read without consuming them, and the feed then waits there with a warning.
                        """);
    }

    private void resources() {
        page.append("""

                ## Memory and threads

                Threads left after the context was closed: %d.

                | | first quarter | last quarter |
                | --- | ---: | ---: |
                """.formatted(threadsLeft));
        List<Soak.Sample> first = samples.subList(0, Math.max(1, samples.size() / 4));
        List<Soak.Sample> last = samples.subList(samples.size() - Math.max(1, samples.size() / 4), samples.size());
        page.append("| heap in use after a collection, MiB (lowest) | %s | %s |%n".formatted(
                number(first.stream().mapToDouble(Soak.Sample::heap).min().orElse(0)),
                number(last.stream().mapToDouble(Soak.Sample::heap).min().orElse(0))));
        page.append("| most threads | %d | %d |%n".formatted(first.stream().mapToInt(Soak.Sample::threads).max().orElse(0),
                last.stream().mapToInt(Soak.Sample::threads).max().orElse(0)));
    }

    private void days() {
        page.append("""

                ## Latency of accepted sends by day

                With the route's repeats; the worst interval of ten seconds of all days of the name.

                | day | p50 ms | p99 ms |
                | --- | ---: | ---: |
                """);
        Map<String, double[]> worst = new LinkedHashMap<>();
        for (Soak.Sample sample : samples) {
            double[] known = worst.computeIfAbsent(sample.day(), name -> new double[2]);
            known[0] = Math.max(known[0], sample.p50());
            known[1] = Math.max(known[1], sample.p99());
        }
        worst.forEach((day, latency) -> page.append("| %s | %s | %s |%n".formatted(day, number(latency[0]),
                number(latency[1]))));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%.0f" : "%.1f", value);
    }
}
