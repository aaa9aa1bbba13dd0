/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.guard;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of what guards did: counts on this node, and one line of the log for each rule in a minute. */
final class GuardReport {

    private static final Logger LOG = LoggerFactory.getLogger(SendGuards.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Clock clock;
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    private final Map<String, Instant> logged = new ConcurrentHashMap<>();

    GuardReport(Clock clock) {
        this.clock = clock;
    }

    void refused(String guard, Verdict.Broken broken) {
        tell("refused", guard, broken, "A message was refused");
    }

    void held(String guard, Verdict.Broken broken) {
        tell("held", guard, broken, "A message was held");
    }

    void reported(String guard, Verdict.Broken broken) {
        tell("reported", guard, broken, "A message was sent that breaks a rule");
    }

    /** A provider told a price in another currency than that of the budgets. */
    void foreign(String guard, String told, String currency) {
        tell("priced in " + told, guard, new Verdict.Broken(
                Prices.NAME, RuleMode.REPORT, "the provider's price is in " + told + " and the budgets are in " + currency
                                              + ": give prices and budgets in the currency of the account"),
                "A message was counted by the table of prices");
    }

    private void tell(String what, String guard, Verdict.Broken broken, String sentence) {
        String key = guard + " " + broken.rule() + " " + what;
        LongAdder count = counts.computeIfAbsent(key, one -> new LongAdder());
        count.increment();
        Instant now = clock.instant();
        boolean[] first = new boolean[1];
        logged.compute(key, (one, last) -> {
            first[0] = last == null || !now.isBefore(last.plus(PAUSE));
            return first[0] ? now : last;
        });
        if (first[0]) {
            LOG.warn("{}, as {} (rule {} of the guard {}; {} since the start, told once in a minute).", sentence, broken.why(),
                    broken.rule(), guard, count.sum());
        }
    }

    /** By guard, rule and what was done: {@code send-guard maxMessages refused}. */
    Map<String, Long> counts() {
        Map<String, Long> all = new TreeMap<>();
        counts.forEach((key, count) -> all.put(key, count.sum()));
        return all;
    }
}
