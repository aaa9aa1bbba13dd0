package io.camelmessaging.flows.guard;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

import io.camelmessaging.common.RecipientOutcome;
import io.camelmessaging.common.SendResult;
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

    /**
     * What went to one country.
     *
     * @param messages accepted ones, or of unknown outcome
     * @param refused  those that were refused or not sent
     * @param segments SMS segments of the first, as far as they are told
     * @param cost     their price, as far as it is told
     * @param unpriced how many of them no price is told of
     */
    public record Totals(long messages, long refused, long segments, BigDecimal cost, long unpriced) {

        private static final Totals NONE = new Totals(0, 0, 0, BigDecimal.ZERO, 0);

        private Totals plus(RecipientOutcome outcome) {
            boolean sent = outcome.state() == RecipientOutcome.State.ACCEPTED
                    || outcome.state() == RecipientOutcome.State.UNKNOWN;
            if (!sent) {
                return new Totals(messages, refused + 1, segments, cost, unpriced);
            }
            return new Totals(
                    messages + 1, refused, segments + (outcome.segments() == null ? 0 : outcome.segments()),
                    outcome.price() == null ? cost : cost.add(outcome.price()), unpriced + (outcome.price() == null ? 1 : 0));
        }
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
                countries.merge(country(outcome), Totals.NONE.plus(outcome), (known, one) -> known.plus(outcome));
            }
        } finally {
            lock.unlock();
        }
    }

    private String country(RecipientOutcome outcome) {
        return outcome.recipient() == null
                ? OTHER
                : Destination.of(keys.ofSender(outcome.recipient())).map(Destination::country)
                        .filter(country -> !country.isEmpty()).orElse(OTHER);
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
                .append(totals.cost().toPlainString())
                .append(totals.unpriced() == 0 ? "" : " (" + totals.unpriced() + " without a price)")
                .append(totals.refused() == 0 ? "" : ", " + totals.refused() + " refused").append('\n'));
        return lines.toString();
    }
}
