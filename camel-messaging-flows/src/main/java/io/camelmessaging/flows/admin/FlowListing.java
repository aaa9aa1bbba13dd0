/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.admin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;

import io.camelmessaging.flows.optout.RecipientKeys;
import io.camelmessaging.flows.policy.FlowState;
import io.camelmessaging.flows.store.Database;

/**
 * Lists flows, newest first, in a time that does not depend on how many there are.
 * <p>
 * The index {@code messaging_flow_listed} holds one kind of row (flow, state, outcome) after the other, each newest
 * first. A page is merged from the beginnings of the kinds that are asked for: no row is read that is neither on the
 * page nor in doubt about being on it, whatever the database's planner thinks of it.
 */
final class FlowListing {

    /** What is due for less is under way. */
    static final Duration OVERDUE_AFTER = Duration.ofMinutes(1);

    private static final String COLUMNS = "id, conversation_id, flow, state, outcome, recipient, reference, started_at,"
                                          + " ended_at, due_at, parked_at, lease_until";
    private static final String SELECT = "select " + COLUMNS + " from messaging_flow where ";
    private static final String NEWEST_FIRST = " order by started_at desc, id desc limit ?";
    private static final String GROUP_NEWEST_FIRST = " order by flow, state, outcome, started_at desc, id desc limit ?";
    /** So few that they are sorted faster than they are met among all. */
    private static final int FEW = 1_000;
    /** The rows without a time come first in an index of H2, and are stepped over by this. */
    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Comparator<FlowSummary> ORDER
            = Comparator.comparing(FlowSummary::startedAt).thenComparing(FlowSummary::id).reversed();

    private final Database.Transaction sql;
    private final Instant now;

    FlowListing(Database.Transaction sql) throws SQLException {
        this.sql = sql;
        this.now = sql.now();
    }

    Instant now() {
        return now;
    }

    /** A part of a statement with its values. */
    private record Condition(String sql, List<Object> values) {

        static Condition of(String sql, Object... values) {
            return new Condition(sql, Arrays.asList(values));
        }

        Condition and(Condition other) {
            List<Object> all = new ArrayList<>(values);
            all.addAll(other.values);
            return new Condition(sql + " and " + other.sql, all);
        }

        Condition and(String more, Object... its) {
            return and(of(more, its));
        }
    }

    /** Rows that the index has together. */
    record Group(String flow, String state, String outcome) {

        private Condition condition() {
            return outcome == null
                    ? Condition.of("flow = ? and state = ? and outcome is null", flow, state)
                    : Condition.of("flow = ? and state = ? and outcome = ?", flow, state, outcome);
        }
    }

    /** The beginning of a list, or what follows a page. */
    List<FlowSummary> page(FlowQuery query, PageKey after, int limit) throws SQLException {
        Condition rest = filters(query, after);
        List<FlowSummary> found = new ArrayList<>();
        List<Condition> few = few(query);
        if (few.isEmpty()) {
            for (Group group : groups(query)) {
                found.addAll(rows(group.condition().and(rest), GROUP_NEWEST_FIRST, limit));
            }
        } else {
            Condition all = rest.and(kindOf(query));
            for (Condition condition : few) {
                found.addAll(rows(condition.and(all), NEWEST_FIRST, limit));
            }
        }
        return found.stream().distinct().sorted(ORDER).limit(limit).toList();
    }

    private List<FlowSummary> rows(Condition condition, String order, int limit) throws SQLException {
        List<Object> values = new ArrayList<>(condition.values());
        values.add(limit);
        return sql.query(SELECT + condition.sql() + order, row -> summary(row, now), values.toArray());
    }

    private Condition filters(FlowQuery query, PageKey after) {
        Condition all = Condition.of("started_at <= ? and (started_at < ? or id < ?)", after.startedAt(), after.startedAt(),
                after.id());
        if (query.from() != null) {
            all = all.and("started_at >= ?", query.from());
        }
        if (query.until() != null) {
            all = all.and("started_at < ?", query.until());
        }
        return special(query, all);
    }

    private Condition special(FlowQuery query, Condition before) {
        Condition all = before;
        if (query.recipient() != null) {
            all = all.and("recipient in (?, ?)", query.recipient(), key(query.recipient()));
        }
        if (query.onlyInDoubt()) {
            all = all.and("(state = ? or state = ? and (lease_until is null or lease_until <= ?))", FlowState.IN_DOUBT,
                    FlowState.SENDING, now);
        }
        if (query.onlyParked()) {
            all = all.and("parked_at is not null");
        }
        return query.onlyOverdue()
                ? all.and("due_at < ? and parked_at is null and (lease_until is null or lease_until <= ?)",
                        now.minus(OVERDUE_AFTER), now)
                : all;
    }

    private static String key(String recipient) {
        try {
            return new RecipientKeys(null).ofRecipient(recipient, "recipient of a query");
        } catch (IllegalArgumentException e) {
            // what is no number may have been kept as it was given
            return recipient;
        }
    }

    /** Where an index leads to so few rows that they can be sorted; nothing if there is no such index for a query. */
    private List<Condition> few(FlowQuery query) throws SQLException {
        if (query.conversationId() != null) {
            List<Condition> conditions = new ArrayList<>();
            for (String flow : namesOf(query)) {
                conditions.add(Condition.of("flow = ? and conversation_id = ?", flow, query.conversationId()));
            }
            conditions.add(Condition.of("id = ?", query.conversationId()));
            return conditions;
        }
        if (query.reference() != null) {
            return List.of(Condition.of("reference = ?", query.reference()),
                    Condition.of("id in (select flow_id from messaging_attempt where reference = ?)", query.reference()),
                    Condition.of("id in (select flow_id from messaging_attempt where message_id = ?)", query.reference()));
        }
        if (query.recipient() != null) {
            String key = key(query.recipient());
            Condition asGiven = Condition.of("recipient = ?", query.recipient());
            return key.equals(query.recipient()) ? List.of(asGiven) : List.of(asGiven, Condition.of("recipient = ?", key));
        }
        return rare(query);
    }

    /** What few flows are in, by an index of its own; nothing if they are many. */
    private List<Condition> rare(FlowQuery query) throws SQLException {
        if (query.onlyParked()) {
            Condition parked = Condition.of("parked_at > ?", EARLIEST);
            return count(parked) <= FEW ? List.of(parked) : List.of();
        }
        List<Condition> conditions = new ArrayList<>();
        int count = 0;
        if (query.onlyOverdue()) {
            for (String flow : namesOf(query)) {
                Condition due = Condition.of("flow = ? and due_at > ? and due_at < ?", flow, EARLIEST,
                        now.minus(OVERDUE_AFTER));
                count += count(due);
                conditions.add(due);
            }
        }
        return count <= FEW ? conditions : List.of();
    }

    private int count(Condition condition) throws SQLException {
        return rows(condition, " limit ?", FEW + 1).size();
    }

    private static Condition kindOf(FlowQuery query) {
        Condition kind = query.isAboutOpen() ? Condition.of("state <> ?", FlowState.ENDED) : Condition.of("1 = 1");
        if (query.flow() != null) {
            kind = kind.and("flow = ?", query.flow());
        }
        if (query.state() != null) {
            kind = kind.and("state = ?", query.state());
        }
        return query.outcome() == null ? kind : kind.and("outcome = ?", query.outcome());
    }

    private List<String> namesOf(FlowQuery query) throws SQLException {
        return query.flow() == null ? flows() : List.of(query.flow());
    }

    /** The names that flows in the database have: one step along the index for each. */
    List<String> flows() throws SQLException {
        List<String> names = new ArrayList<>();
        String last = "";
        while (last != null) {
            last = next("select flow from messaging_flow where flow > ? order by flow, due_at limit 1", beyond(last));
            if (last != null) {
                names.add(last);
            }
        }
        return names;
    }

    /** What comes after all rows with a word: H2 would step over each of those. */
    private static String beyond(String word) {
        return word.isEmpty() ? word : word + "\u0001";
    }

    private String next(String statement, Object... values) throws SQLException {
        return sql.query(statement, row -> row.getString(1), values).stream().findFirst().orElse(null);
    }

    /** The kinds of rows that there are among those that are asked for, found by one step along the index for each. */
    List<Group> groups(FlowQuery query) throws SQLException {
        List<Group> groups = new ArrayList<>();
        for (String flow : namesOf(query)) {
            for (String state : states(query, flow)) {
                groups.addAll(outcomes(query, flow, state));
            }
        }
        return groups;
    }

    private Set<String> states(FlowQuery query, String flow) throws SQLException {
        Set<String> states = new LinkedHashSet<>();
        if (query.state() != null) {
            states.add(query.state());
        } else if (query.onlyInDoubt()) {
            states.addAll(List.of(FlowState.IN_DOUBT, FlowState.SENDING));
        } else {
            String last = "";
            while (last != null) {
                last = next("select state from messaging_flow where flow = ? and state > ?"
                            + " order by flow, state, outcome, started_at desc, id desc limit 1",
                        flow, beyond(last));
                if (last != null) {
                    states.add(last);
                }
            }
        }
        if (query.isAboutOpen()) {
            states.remove(FlowState.ENDED);
        }
        return states;
    }

    private List<Group> outcomes(FlowQuery query, String flow, String state) throws SQLException {
        if (query.outcome() != null) {
            return List.of(new Group(flow, state, query.outcome()));
        }
        List<Group> groups = new ArrayList<>();
        groups.add(new Group(flow, state, null));
        String last = "";
        while (last != null) {
            last = next("select outcome from messaging_flow where flow = ? and state = ? and outcome > ?"
                        + " order by flow, state, outcome, started_at desc, id desc limit 1",
                    flow, state, beyond(last));
            if (last != null) {
                groups.add(new Group(flow, state, last));
            }
        }
        return groups;
    }

    /** How many there are, by name. */
    FlowCounts counts() throws SQLException {
        Map<String, Long> parked = new HashMap<>();
        sql.query("select flow, count(*) from messaging_flow where parked_at > ? group by flow",
                row -> parked.put(row.getString(1), row.getLong(2)), EARLIEST);
        List<FlowCounts.OfFlow> all = new ArrayList<>();
        Instant oldest = null;
        for (String flow : flows()) {
            Overdue overdue = overdue(flow);
            all.add(countsOf(flow, overdue.count(), parked.getOrDefault(flow, 0L)));
            oldest = oldest == null || overdue.oldest() != null && overdue.oldest().isBefore(oldest)
                    ? overdue.oldest() : oldest;
        }
        return new FlowCounts(
                all.stream().mapToLong(FlowCounts.OfFlow::open).sum(),
                all.stream().mapToLong(FlowCounts.OfFlow::overdue).sum(),
                all.stream().mapToLong(FlowCounts.OfFlow::inDoubt).sum(),
                all.stream().mapToLong(FlowCounts.OfFlow::parked).sum(), all, oldest, now);
    }

    private record Overdue(long count, Instant oldest) {
    }

    private Overdue overdue(String flow) throws SQLException {
        return sql.query("select count(*), min(due_at) as oldest from messaging_flow where flow = ? and due_at > ?"
                         + " and due_at < ? and state <> ? and parked_at is null and (lease_until is null or lease_until <= ?)",
                row -> new Overdue(row.getLong(1), Database.instant(row, "oldest")), flow, EARLIEST,
                now.minus(OVERDUE_AFTER), FlowState.ENDED, now).get(0);
    }

    private FlowCounts.OfFlow countsOf(String flow, long overdue, long parked) throws SQLException {
        Map<String, Long> byState = new TreeMap<>();
        for (String state : states(FlowQuery.all().open(), flow)) {
            byState.put(state, sql.query("select count(*) from messaging_flow where flow = ? and state = ?",
                    row -> row.getLong(1), flow, state).get(0));
        }
        long orphaned = sql.query("select count(*) from messaging_flow where flow = ? and state = ?"
                                  + " and (lease_until is null or lease_until <= ?)",
                row -> row.getLong(1), flow, FlowState.SENDING, now).get(0);
        return new FlowCounts.OfFlow(
                flow, byState.values().stream().mapToLong(Long::longValue).sum(), overdue,
                byState.getOrDefault(FlowState.IN_DOUBT, 0L) + orphaned, parked, byState);
    }

    /**
     * What was sent in an hour.
     *
     * @param provider of a step of a flow, where the attempt tells none since no provider took it; may give null
     */
    List<SendCount> sends(Instant hour, BiFunction<String, Integer, String> provider) throws SQLException {
        Instant end = hour.plus(1, ChronoUnit.HOURS);
        List<SendCount> counted = sql.query("select provider, state, count(*) from messaging_attempt where started_at >= ?"
                                            + " and started_at < ? and provider is not null group by provider, state",
                row -> new SendCount(hour, row.getString(1), row.getString(2), row.getLong(3)), hour, end);
        counted.addAll(sql.query("select f.flow, a.step, a.state, count(*) from messaging_attempt a"
                                 + " join messaging_flow f on f.id = a.flow_id where a.started_at >= ? and a.started_at < ?"
                                 + " and a.provider is null group by f.flow, a.step, a.state",
                row -> new SendCount(hour, provider.apply(row.getString(1), row.getInt(2)), row.getString(3), row.getLong(4)),
                hour, end));
        return merged(counted);
    }

    private static List<SendCount> merged(List<SendCount> counted) {
        Map<SendCount, Long> counts = new LinkedHashMap<>();
        counted.stream().sorted(Comparator.comparing(SendCount::provider, Comparator.nullsLast(Comparator.naturalOrder()))
                .thenComparing(SendCount::outcome))
                .forEach(one -> counts.merge(new SendCount(one.hour(), one.provider(), one.outcome(), 0), one.count(),
                        Long::sum));
        return counts.entrySet().stream().map(one -> new SendCount(
                one.getKey().hour(), one.getKey().provider(), one.getKey().outcome(), one.getValue())).toList();
    }

    static FlowSummary summary(ResultSet row, Instant now) throws SQLException {
        String state = row.getString("state");
        Instant due = Database.instant(row, "due_at");
        Instant lease = Database.instant(row, "lease_until");
        boolean parked = row.getTimestamp("parked_at") != null;
        boolean held = lease != null && lease.isAfter(now);
        boolean idle = !parked && !held && !state.equals(FlowState.ENDED);
        return new FlowSummary(
                row.getString("id"), row.getString("conversation_id"), row.getString("flow"), state, row.getString("outcome"),
                row.getString("recipient"), row.getString("reference"), Database.instant(row, "started_at"),
                Database.instant(row, "ended_at"), parked || state.equals(FlowState.ENDED) ? null : due,
                state.equals(FlowState.IN_DOUBT) || state.equals(FlowState.SENDING) && !held, parked,
                idle && due != null && due.isBefore(now.minus(OVERDUE_AFTER)));
    }
}
