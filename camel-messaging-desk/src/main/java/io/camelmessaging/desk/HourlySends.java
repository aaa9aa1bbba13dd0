/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.desk;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import io.camelmessaging.flows.admin.SendCount;

/**
 * How many messages each provider was sent, hour by hour, for a chart.
 *
 * @param from      when the first hour begins
 * @param to        when the last hour ends
 * @param providers in the order of their names
 */
record HourlySends(Instant from, Instant to, List<Provider> providers) {

    /** A call that reached none. */
    private static final String NONE = "no provider reached";

    /** The hours of one provider, one after the other, empty ones included. */
    record Provider(String provider, List<Bucket> buckets) {
    }

    /** One hour. */
    record Bucket(long accepted, long rejected, long unavailable, long unknown) {

        private static final Bucket EMPTY = new Bucket(0, 0, 0, 0);

        private Bucket plus(String outcome, long count) {
            return switch (outcome) {
                case "ACCEPTED" -> new Bucket(accepted + count, rejected, unavailable, unknown);
                case "REJECTED" -> new Bucket(accepted, rejected + count, unavailable, unknown);
                case "UNAVAILABLE" -> new Bucket(accepted, rejected, unavailable + count, unknown);
                case "UNKNOWN" -> new Bucket(accepted, rejected, unavailable, unknown + count);
                // what is being sent has come to nothing yet
                default -> this;
            };
        }
    }

    /** @param hours how many, that of {@code now} included */
    static HourlySends of(List<SendCount> counts, int hours, Instant now) {
        Instant to = now.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
        Instant from = to.minus(hours, ChronoUnit.HOURS);
        Map<String, List<Bucket>> byProvider = new TreeMap<>();
        for (SendCount count : counts) {
            long hour = Duration.between(from, count.hour()).toHours();
            if (hour >= 0 && hour < hours && !count.outcome().equals("SENDING")) {
                List<Bucket> buckets = byProvider.computeIfAbsent(Objects.requireNonNullElse(count.provider(), NONE),
                        name -> new ArrayList<>(Collections.nCopies(hours, Bucket.EMPTY)));
                buckets.set((int) hour, buckets.get((int) hour).plus(count.outcome(), count.count()));
            }
        }
        return new HourlySends(
                from, to, byProvider.entrySet().stream().map(each -> new Provider(each.getKey(), each.getValue())).toList());
    }
}
