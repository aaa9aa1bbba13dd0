/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * How many flows of each name are open, how many are parked, and since when the longest overdue one is.
 *
 * @param flows   by name
 * @param askedAt the database's time of this
 */
public record FlowFigures(Map<String, OfFlow> flows, Instant askedAt) {

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    /**
     * The figures of one name.
     *
     * @param byState   how many are in each state that has some
     * @param parked    how many of them are parked
     * @param oldestDue since when the oldest has been due that nobody works on; null if there is none
     */
    public record OfFlow(Map<String, Long> byState, long parked, Instant oldestDue) {

        public OfFlow {
            byState = Map.copyOf(byState);
        }
    }

    public FlowFigures {
        flows = Map.copyOf(flows);
    }

    /**
     * Walks along indexes, past all flows that have ended.
     *
     * @param states those of flows that have not ended
     */
    static FlowFigures of(Database.Transaction sql, Set<String> names, Set<String> states) throws SQLException {
        Instant now = sql.now();
        Map<String, Long> parked = new HashMap<>();
        sql.query("select flow, count(*) from messaging_flow where parked_at > ? group by flow",
                row -> parked.put(row.getString(1), row.getLong(2)), EARLIEST);
        Map<String, OfFlow> flows = new HashMap<>();
        for (String name : names) {
            Map<String, Long> byState = new HashMap<>();
            for (String state : states) {
                byState.put(state, sql.query("select count(*) from messaging_flow where flow = ? and state = ?",
                        row -> row.getLong(1), name, state).get(0));
            }
            Instant oldest = sql.query(
                    "select due_at from messaging_flow where flow = ? and due_at > ? and due_at <= ? and parked_at is null"
                                       + " and (lease_until is null or lease_until <= ?) order by flow, due_at limit 1",
                    row -> Database.instant(row, "due_at"), name, EARLIEST, now, now).stream().findFirst().orElse(null);
            flows.put(name, new OfFlow(byState, parked.getOrDefault(name, 0L), oldest));
        }
        return new FlowFigures(flows, now);
    }
}
