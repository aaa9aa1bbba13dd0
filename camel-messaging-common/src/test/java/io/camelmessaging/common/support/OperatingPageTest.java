/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.common.internal.metrics.MeterObserver;
import io.camelmessaging.common.observe.EventObservation;
import io.camelmessaging.common.observe.ObservedAccount;
import io.camelmessaging.common.observe.ObservedFlow;
import io.camelmessaging.common.observe.SendObservation;
import io.camelmessaging.common.observe.SendOutcome;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The page about operating names the meters that there are, and dashboard and alerts use no others. */
class OperatingPageTest {

    private static final Path DOCS = Path.of("../docs");
    private static final Pattern ROW = Pattern.compile("\\| `(camel\\.[a-z.]+)` \\| (\\w+) \\| ([^|]*) \\|.*");
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");
    private static final Pattern PROMETHEUS = Pattern.compile("camel_messaging_\\w+");
    private static final Pattern SELECTED = Pattern.compile("(camel_messaging_\\w+)\\{([^}]*)}");
    private static final Pattern GROUPED = Pattern.compile("by \\(([^)]*)\\)");
    private static final Pattern LEGEND = Pattern.compile("\\{\\{(\\w+)}}");
    private static final Pattern SCRAPED = Pattern.compile("(?m)^(\\w+)\\{(.*)} \\S+$");
    private static final Pattern ALERT = Pattern.compile("- alert: (\\w+)");

    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final DefaultCamelContext context = new DefaultCamelContext();

    /** A meter as the page tells of it. */
    private record Documented(String type, Set<String> tags) {
    }

    @BeforeEach
    void everythingHappensOnce() {
        context.getRegistry().bind("meters", meters);
        MeterObserver observer = MeterObserver.find(context);
        observer.sendEnded(new SendObservation("courier", "sms", SendOutcome.ACCEPTED, null, 1, 1, 1, 1, 1));
        observer.webhookAnswered("courier", "receipts", 200, 1);
        observer.eventEnded(new EventObservation("courier", EventObservation.Kind.RECEIPT, DeliveryStatus.SENT, true));
        observer.accountOpened(new Account());
        observer.flowOpened(new Flow());
        observer.flowStarted("orders");
        observer.flowAttempted("orders", 1, "accepted");
        observer.flowFellBack("orders");
        observer.flowEnded("orders", "done", 1);
        observer.receiptCame("courier", DeliveryStatus.SENT, 1);
        observer.optedOut(true);
    }

    @AfterEach
    void stop() throws IOException {
        context.close();
    }

    @Test
    void theTableIsWhatIsMeasured() throws IOException {
        Map<String, Documented> documented = new TreeMap<>();
        for (String line : Files.readAllLines(DOCS.resolve("operating.adoc"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                Set<String> tags = new TreeSet<>(NAME.matcher(row.group(3)).results().map(name -> name.group(1)).toList());
                documented.put(row.group(1), new Documented(row.group(2), tags));
            }
        }
        Map<String, Documented> measured = new TreeMap<>();
        for (Meter meter : meters.getMeters()) {
            Set<String> tags = meter.getId().getTags().stream().map(Tag::getKey).filter(key -> !key.equals("camelContext"))
                    .collect(Collectors.toCollection(TreeSet::new));
            measured.put(meter.getId().getName(), new Documented(meter.getId().getType().name().toLowerCase(), tags));
        }

        assertThat(documented).isEqualTo(measured);
    }

    @Test
    void theDashboardAsksForWhatThereIs() throws IOException {
        JsonNode dashboard = new ObjectMapper().readTree(DOCS.resolve("operating/dashboard.json").toFile());
        List<JsonNode> targets = dashboard.findParents("expr");

        assertThat(targets).isNotEmpty();
        for (JsonNode target : targets) {
            checkQuestion(target.get("expr").asText());
            Set<String> kept = grouped(target.get("expr").asText());
            assertThat(LEGEND.matcher(target.get("legendFormat").asText()).results().map(tag -> tag.group(1)))
                    .as(target.toString()).isSubsetOf(kept);
        }
        // each meter is looked at somewhere
        Set<String> asked = targets.stream().flatMap(target -> names(target.get("expr").asText()).stream())
                .collect(Collectors.toSet());
        for (Meter meter : meters.getMeters()) {
            String name = meter.getId().getName().replace('.', '_');
            assertThat(asked).as(name).anyMatch(question -> question.matches(name + "(_total|_seconds(_count|_sum|_max)?)?"));
        }
    }

    @Test
    void theAlertsAskForWhatThereIsAndAreOnThePage() throws IOException {
        String alerts = Files.readString(DOCS.resolve("operating/alerts.yaml"));
        alerts.lines().filter(line -> line.contains("expr:")).forEach(this::checkQuestion);

        String page = Files.readString(DOCS.resolve("operating.adoc"));
        List<String> names = ALERT.matcher(alerts).results().map(alert -> alert.group(1)).toList();
        String table = page.substring(page.indexOf("// alerts"), page.indexOf("// /alerts"));
        assertThat(NAME.matcher(table).results().map(name -> name.group(1)).filter(name -> name.startsWith("Messaging")))
                .containsExactlyElementsOf(names);
    }

    private void checkQuestion(String question) {
        Map<String, Set<String>> scraped = scraped();
        assertThat(names(question)).as(question).isNotEmpty().isSubsetOf(scraped.keySet());
        SELECTED.matcher(question).results()
                .forEach(selected -> assertThat(Pattern.compile("(\\w+)=").matcher(selected.group(2))
                        .results().map(tag -> tag.group(1))).as(question).isSubsetOf(scraped.get(selected.group(1))));
        names(question).forEach(name -> assertThat(grouped(question)).as(question).isSubsetOf(scraped.get(name)));
    }

    private static Set<String> names(String question) {
        return PROMETHEUS.matcher(question).results().map(MatchResult::group)
                .collect(Collectors.toSet());
    }

    /** What is left of the tags. */
    private static Set<String> grouped(String question) {
        return GROUPED.matcher(question).results().flatMap(by -> Stream.of(by.group(1).split("\\s*,\\s*")))
                .collect(Collectors.toSet());
    }

    /** What Prometheus reads: names with their tags. */
    private Map<String, Set<String>> scraped() {
        return SCRAPED.matcher(meters.scrape()).results().collect(Collectors.toMap(line -> line.group(1),
                line -> Pattern.compile("(\\w+)=\"").matcher(line.group(2)).results().map(tag -> tag.group(1))
                        .collect(Collectors.toSet()),
                (one, other) -> one));
    }

    private static final class Account implements ObservedAccount {

        @Override
        public String provider() {
            return "courier";
        }

        @Override
        public String account() {
            return "0123456789ab";
        }

        @Override
        public int inFlight() {
            return 0;
        }

        @Override
        public int maxInFlight() {
            return 1;
        }

        @Override
        public int queued() {
            return 0;
        }

        @Override
        public int maxQueued() {
            return 1;
        }

        @Override
        public int waitingForLimit() {
            return 0;
        }

        @Override
        public double limitUsed() {
            return 0;
        }
    }

    private static final class Flow implements ObservedFlow {

        @Override
        public String name() {
            return "orders";
        }

        @Override
        public double open(State state) {
            return 0;
        }

        @Override
        public double parked() {
            return 0;
        }

        @Override
        public double overdueSeconds() {
            return 0;
        }
    }
}
