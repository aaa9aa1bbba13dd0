/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.admin;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;

import io.camelmessaging.flows.store.Database;

/**
 * What was sent, hour by hour. An hour that is over hardly changes any more, while counting a week of them reads every
 * attempt of that week: so a count is kept for a sixtieth of the hour's age. However many ask, one at a time counts.
 */
final class SentByHour {

    private static final int KEPT_FOR_PART_OF_AGE = 60;

    private final Database database;
    private final BiFunction<String, Integer, String> provider;
    private final Map<Instant, Count> counts = new HashMap<>();
    private final ReentrantLock counting = new ReentrantLock();

    /** @param until when this hour is counted anew */
    private record Count(List<SendCount> sends, Instant until) {
    }

    /** @param provider of a step of a flow, where an attempt tells none since no provider took it; may give null */
    SentByHour(Database database, BiFunction<String, Integer, String> provider) {
        this.database = database;
        this.provider = provider;
    }

    /** @param hours how many, the one that has begun included; the oldest is the first */
    List<SendCount> last(int hours) {
        counting.lock();
        try {
            return database.transaction(sql -> last(hours, new FlowListing(sql)));
        } finally {
            counting.unlock();
        }
    }

    private List<SendCount> last(int hours, FlowListing listing) throws SQLException {
        Instant now = listing.now();
        counts.values().removeIf(count -> !count.until().isAfter(now));
        Instant begun = now.truncatedTo(ChronoUnit.HOURS);
        List<SendCount> sends = new ArrayList<>();
        for (int i = hours - 1; i >= 0; i--) {
            Instant hour = begun.minus(i, ChronoUnit.HOURS);
            Count known = counts.get(hour);
            sends.addAll(known == null ? count(hour, listing) : known.sends());
        }
        return sends;
    }

    private List<SendCount> count(Instant hour, FlowListing listing) throws SQLException {
        List<SendCount> sends = listing.sends(hour, provider);
        Duration age = Duration.between(hour.plus(1, ChronoUnit.HOURS), listing.now());
        if (age.compareTo(Duration.ZERO) > 0) {
            counts.put(hour, new Count(sends, listing.now().plus(age.dividedBy(KEPT_FOR_PART_OF_AGE))));
        }
        return sends;
    }
}
