/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.guard;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

import io.camelmessaging.common.RecipientOutcome;
import io.camelmessaging.common.SendResult;
import io.camelmessaging.flows.engine.FlowParameters;
import io.camelmessaging.flows.optout.RecipientKeys;
import org.apache.camel.Handler;

/**
 * Adds up what sends came to, by country: the report at the end of a campaign or of its dry run. A bean for routes; it
 * takes the body of each send.
 */
public final class SendTally {

    private static final String OTHER = "other";

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Totals> countries = new TreeMap<>();
    private final RecipientKeys keys = new RecipientKeys(null);
    private volatile Prices prices;

    /**
     * What went to one country.
     *
     * @param messages accepted ones, or of unknown outcome
     * @param refused  those that were refused or not sent
     * @param segments SMS segments of the first, as far as they are told
     * @param cost     their price, as far as it is told, by currency; {@code ""} where the provider names none
     * @param unpriced how many of them no price is told of
     */
    public record Totals(long messages, long refused, long segments, SortedMap<String, BigDecimal> cost,
            long unpriced) {

        private static final Totals NONE = new Totals(0, 0, 0, new TreeMap<>(), 0);

        public Totals {
            cost = Collections.unmodifiableSortedMap(new TreeMap<>(cost));
        }

        private Totals plus(RecipientOutcome outcome) {
            boolean sent = outcome.state() == RecipientOutcome.State.ACCEPTED
                    || outcome.state() == RecipientOutcome.State.UNKNOWN;
            if (!sent) {
                return new Totals(messages, refused + 1, segments, cost, unpriced);
            }
            return new Totals(
                    messages + 1, refused, segments + (outcome.segments() == null ? 0 : outcome.segments()),
                    cost(outcome), unpriced + (outcome.price() == null ? 1 : 0));
        }

        private SortedMap<String, BigDecimal> cost(RecipientOutcome outcome) {
            SortedMap<String, BigDecimal> sums = new TreeMap<>(cost);
            if (outcome.price() != null) {
                sums.merge(outcome.currency() == null ? "" : outcome.currency(), outcome.price(), BigDecimal::add);
            }
            return sums;
        }

        private String costs() {
            return cost.isEmpty()
                    ? "0" : cost.entrySet().stream().map(one -> (one.getValue().toPlainString() + " " + one.getKey()).strip())
                            .collect(Collectors.joining(" + "));
        }
    }

    /**
     * What one SMS segment costs by country where no price is told, as in a dry run without a guard: such as
     * {@code IE=0.06 EUR,*=0.15 EUR}.
     *
     * @throws IllegalArgumentException if it is none
     */
    public void setPrices(String prices) {
        this.prices = Prices.of(new FlowParameters(null, "SendTally", Map.of(Prices.NAME, prices)));
    }

    /**
     * Adds the outcomes of a send.
     *
     * @param result the body behind the send
     */
    @Handler
    public void add(SendResult result) {
        lock.lock();
        try {
            for (RecipientOutcome outcome : result.outcomes()) {
                Optional<Destination> destination = destination(outcome);
                RecipientOutcome priced = priced(outcome, destination);
                countries.merge(destination.map(Destination::country).filter(country -> !country.isEmpty()).orElse(OTHER),
                        Totals.NONE.plus(priced), (known, one) -> known.plus(priced));
            }
        } finally {
            lock.unlock();
        }
    }

    private Optional<Destination> destination(RecipientOutcome outcome) {
        return outcome.recipient() == null ? Optional.empty() : Destination.of(keys.ofSender(outcome.recipient()));
    }

    private RecipientOutcome priced(RecipientOutcome outcome, Optional<Destination> destination) {
        Prices table = prices;
        if (table == null || outcome.price() != null) {
            return outcome;
        }
        OptionalLong micros = table.of(destination.orElse(null), outcome.segments() == null ? 1 : outcome.segments());
        return micros.isEmpty()
                ? outcome : new RecipientOutcome(
                        outcome.recipient(), outcome.state(), outcome.messageId(), outcome.code(), outcome.segments(),
                        Money.amount(micros.getAsLong()), table.currency());
    }

    /** By the two letters of the country; {@code 001} for numbers of none, {@code other} for what is no number. */
    public Map<String, Totals> byCountry() {
        lock.lock();
        try {
            return new TreeMap<>(countries);
        } finally {
            lock.unlock();
        }
    }

    /** One line a country. */
    @Override
    public String toString() {
        StringBuilder lines = new StringBuilder();
        byCountry().forEach((country, totals) -> lines.append(country).append(": ").append(totals.messages())
                .append(" messages, ").append(totals.segments()).append(" segments, cost ")
                .append(totals.costs())
                .append(totals.unpriced() == 0 ? "" : " (" + totals.unpriced() + " without a price)")
                .append(totals.refused() == 0 ? "" : ", " + totals.refused() + " refused").append('\n'));
        return lines.toString();
    }
}
