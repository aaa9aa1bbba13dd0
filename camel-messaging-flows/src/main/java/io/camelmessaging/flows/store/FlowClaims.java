/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** Leases flows that are due, in one transaction with a few statements however many they are. */
final class FlowClaims {

    /** Put so that no index on the first of its columns is used, which holds nearly all flows in one place. */
    private static final String IS_FREE
            = "case when parked_at is null then lease_until is null or lease_until <= ? else false end";
    private static final String IS_DUE = "due_at > ? and due_at <= ? and " + IS_FREE;
    /** Flows with nothing to do have no time, and come first in an index of H2: this steps over them. */
    private static final Instant BEFORE_ALL = Instant.EPOCH;
    /** So many more are looked at than leased, as other nodes look at the same. */
    private static final int CANDIDATES = 3;

    /** A flow with something to do. */
    private record Due(String id, Instant at) {
    }

    private final Database database;
    private final DatabaseClock clock;
    private final String node;
    private final long leaseMillis;

    FlowClaims(Database database, DatabaseClock clock, String node, long leaseMillis) {
        this.database = database;
        this.clock = clock;
        this.node = node;
        this.leaseMillis = leaseMillis;
    }

    /**
     * @param unreadable is told of each that this version cannot read, so that it does not hold the others up: what is
     *                   known of it, and why; it is leased too
     */
    List<LeasedFlow> claim(Collection<String> names, int most, BiConsumer<Flow, RuntimeException> unreadable) {
        Map<Flow, RuntimeException> failures = new LinkedHashMap<>();
        // a lease that is lost by a crash is one that nobody has; a call under it has its intent committed after it
        List<LeasedFlow> leased = database.forgettable(sql -> {
            Instant now = clock.learn(sql.now());
            List<FlowRows.Found> found = new ArrayList<>(
                    lease(sql, ActStore.flowsWithOpen(sql, names, now, most), most, IS_FREE, now));
            if (found.size() < most) {
                found.addAll(lease(
                        sql, due(sql, names, now, most * CANDIDATES), most - found.size(), IS_DUE, BEFORE_ALL, now, now));
            }
            return found.isEmpty() ? List.of() : whole(sql, found, now, failures);
        });
        failures.forEach(unreadable);
        return leased;
    }

    /**
     * The ids of flows that are due. Each name is asked for alone and without locks, since only so both databases walk
     * along the index and stop at the limit, however many flows are open or overdue.
     */
    private static List<String> due(Database.Transaction sql, Collection<String> names, Instant now, int most)
            throws SQLException {
        List<Due> due = new ArrayList<>();
        for (String name : names) {
            due.addAll(sql.query(
                    "select id, due_at from messaging_flow where flow = ? and " + IS_DUE + " order by flow, due_at limit ?",
                    row -> new Due(row.getString("id"), Database.instant(row, "due_at")), name, BEFORE_ALL, now, now, most));
        }
        return due.stream().sorted(Comparator.comparing(Due::at)).limit(most).map(Due::id).toList();
    }

    private List<FlowRows.Found> lease(
            Database.Transaction sql, List<String> candidates, int most, String condition, Object... values)
            throws SQLException {
        if (candidates.isEmpty()) {
            return List.of();
        }
        Ids ids = sql.ids(candidates);
        List<Object> all = new ArrayList<>(List.of(values));
        all.add(most);
        List<FlowRows.Found> found = sql.query(
                "select " + FlowRows.FLOW_COLUMNS + " from messaging_flow where id" + ids.isAmong() + " and " + condition
                                               + " order by due_at limit ? for update skip locked",
                FlowRows::found, ids.values(all.toArray()));
        if (!found.isEmpty()) {
            Ids leased = sql.ids(found.stream().map(one -> one.flow().id()).toList());
            sql.update("update messaging_flow set lease = lease + 1, lease_owner = ?,"
                       + " lease_until = " + database.later() + " where id" + leased.isAmong(),
                    leased.valuesAfter(node, leaseMillis));
        }
        return found;
    }

    /** The flows with their attempts and events. */
    private static List<LeasedFlow> whole(
            Database.Transaction sql, List<FlowRows.Found> found, Instant now, Map<Flow, RuntimeException> failures)
            throws SQLException {
        List<String> all = found.stream().map(one -> one.flow().id()).toList();
        EventStore.correlate(sql, all, false);
        Ids ids = sql.ids(all);
        Map<String, List<Readable<Attempt>>> attempts = byFlow(sql.query(
                "select * from messaging_attempt where flow_id" + ids.isAmong() + " order by flow_id, number",
                row -> Readable.of(row.getString("flow_id"), () -> FlowRows.attempt(row)), ids.values()));
        Map<String, List<Readable<FlowEvent>>> events = byFlow(EventStore.unhandled(sql, ids));
        Map<String, List<Readable<Act>>> acts = byFlow(ActStore.open(sql, ids));
        List<LeasedFlow> leased = new ArrayList<>(found.size());
        for (FlowRows.Found one : found) {
            Flow flow = one.flow().leased();
            try {
                if (one.failure() != null) {
                    throw one.failure();
                }
                leased.add(new LeasedFlow(
                        flow, values(attempts, flow.id()), values(events, flow.id()), values(acts, flow.id()),
                        now));
            } catch (RuntimeException e) {
                failures.put(flow, e);
            }
        }
        return leased;
    }

    private static <T> Map<String, List<Readable<T>>> byFlow(List<Readable<T>> rows) {
        return rows.stream().collect(Collectors.groupingBy(Readable::flowId));
    }

    private static <T> List<T> values(Map<String, List<Readable<T>>> rows, String flowId) {
        return rows.getOrDefault(flowId, List.of()).stream().<T> map(Readable::value).toList();
    }
}
