/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.guard;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One guard: its rules, judged by one statement on the database for all messages of an exchange.
 */
final class Guard {

    private final String name;
    private final GuardRules rules;
    private final Digests digests;
    private final CounterStore counters;
    private final Corrections corrections;
    private final GuardReport report;
    private final Clock clock;

    Guard(String name, GuardRules rules, Digests digests, CounterStore counters, Corrections corrections, GuardReport report,
          Clock clock) {
        this.name = name;
        this.rules = rules;
        this.digests = digests;
        this.counters = counters;
        this.corrections = corrections;
        this.report = report;
        this.clock = clock;
    }

    String name() {
        return name;
    }

    GuardRules rules() {
        return rules;
    }

    /** What a guard says to all messages of an exchange. */
    sealed interface Judgement {

        /**
         * They may be sent.
         *
         * @param reservation what was counted for them
         */
        record Granted(Reservation reservation) implements Judgement {
        }

        /** A person has to decide. */
        record Hold(Verdict.Broken broken) implements Judgement {
        }
    }

    /** A counter of a message, as a rule asked for it. */
    private record Asked(int message, Rule rule, Counter counter) {
    }

    /**
     * Judges messages, and counts them if they may be sent. All or none of them are.
     *
     * @param  urgent                 whether only where they go is judged; they count all the same
     * @throws SendRefusedException   if a rule refuses one
     * @throws SendNotJudgedException if the database cannot be asked
     */
    Judgement judge(List<GuardedSend> sends, boolean urgent) {
        Findings findings = new Findings(sends.size());
        List<Asked> asked = new ArrayList<>();
        Instant now = clock.instant();
        for (int i = 0; i < sends.size(); i++) {
            for (Rule rule : rules.rules()) {
                Optional<Counter> counter = rule.counter(sends.get(i), digests, now);
                if (counter.isPresent()) {
                    asked.add(new Asked(i, rule, counter.get().of(name, urgent)));
                } else {
                    findings.add(i, rule.judge(sends.get(i), 0));
                }
            }
        }
        Optional<Judgement> early = findings.judgement();
        if (early.isPresent() || asked.isEmpty()) {
            findings.report();
            return early.orElseGet(() -> new Judgement.Granted(reservation(sends)));
        }
        Reservation reservation = reserve(sends, asked, findings, urgent, now);
        Optional<Judgement> judgement;
        try {
            judgement = findings.judgement();
        } catch (SendRefusedException e) {
            reservation.undo();
            throw e;
        }
        if (judgement.isPresent()) {
            reservation.undo();
            return judgement.get();
        }
        findings.report();
        return new Judgement.Granted(reservation);
    }

    /** A code was entered: its number is not one of those that nobody enters any more. */
    void codeChecked(String recipient) {
        GuardedSend send = new GuardedSend(
                recipient, Destination.of(recipient).orElse(null), null, null, null, null, "", null, 0);
        rules.rules().stream().filter(Rule.UncheckedCodes.class::isInstance)
                .flatMap(rule -> rule.counter(send, digests, clock.instant()).stream())
                .forEach(counter -> corrections.add(new CounterStore.Correction(
                        name + "|" + counter.key(), -counter.amount(), counter.member())));
    }

    private Reservation reservation(List<GuardedSend> sends) {
        return new Reservation(
                corrections, sends, new Reservation.Budget(currency(), told -> report.foreign(name, told, currency())));
    }

    /** Of its prices and budgets; null if it has none. */
    String currency() {
        return rules.prices() == null ? null : rules.prices().currency();
    }

    private Reservation reserve(List<GuardedSend> sends, List<Asked> asked, Findings findings, boolean urgent, Instant now) {
        List<CounterStore.Count> counts;
        try {
            counts = counters.raise(asked.stream().map(Asked::counter).toList(), now);
        } catch (SQLException e) {
            throw SendNotJudgedException.database(e.getSQLState());
        }
        Reservation reservation = reservation(sends);
        Set<List<String>> seen = new LinkedHashSet<>();
        for (int i = 0; i < asked.size(); i++) {
            Asked one = asked.get(i);
            CounterStore.Count count = counts.get(i);
            Counter counter = one.counter();
            // a member that two messages of a list share is one place
            if (count.added() && (counter.member() == null || seen.add(List.of(counter.key(), counter.member())))) {
                reservation.took(one.message(), counter, one.rule() instanceof Rule.CostBudget);
            }
            if (!urgent) {
                findings.add(one.message(), one.rule().judge(sends.get(one.message()), count.count()));
            }
        }
        return reservation;
    }

    /** What the rules said, message by message. */
    private final class Findings {

        private final List<Verdict.Broken> broken = new ArrayList<>();
        private final List<Integer> messages = new ArrayList<>();
        private final int size;

        Findings(int size) {
            this.size = size;
        }

        void add(int message, Verdict verdict) {
            if (verdict instanceof Verdict.Broken one) {
                broken.add(one);
                messages.add(message);
            }
        }

        /** Refusals come before what is held; empty if neither is. */
        Optional<Judgement> judgement() {
            Optional<Verdict.Broken> refused = first(RuleMode.REFUSE);
            if (refused.isPresent()) {
                report.refused(name, refused.get());
                Set<Integer> whom = new LinkedHashSet<>();
                for (int i = 0; i < broken.size(); i++) {
                    if (broken.get(i).rule().equals(refused.get().rule())) {
                        whom.add(messages.get(i));
                    }
                }
                throw new SendRefusedException(name, refused.get(), size, whom.size());
            }
            return first(RuleMode.HOLD).map(Judgement.Hold::new);
        }

        private Optional<Verdict.Broken> first(RuleMode mode) {
            return broken.stream().filter(one -> one.mode() == mode).findFirst();
        }

        void report() {
            broken.stream().filter(one -> one.mode() == RuleMode.REPORT).forEach(one -> report.reported(name, one));
        }
    }
}
