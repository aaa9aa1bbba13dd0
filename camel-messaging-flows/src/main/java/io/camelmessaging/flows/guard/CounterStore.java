/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.guard;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The counters in the database. A counter is read and raised in one statement, so that two nodes that ask for the last
 * place of a budget at the same time get it once.
 */
final class CounterStore {

    /** PostgreSQL takes 65,535 parameters in a statement. */
    private static final int ROWS_PER_STATEMENT = 1_000;
    /** Of a counter that is only reported; a rule that refuses has far fewer. */
    private static final int MAX_MEMBERS_LENGTH = 18_000;
    private static final String COLUMNS = "counter_key, used, asked, added, max_used, members, slot, changed_at, expires_at";
    private static final String ROW = "(?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String H2_ROW
            = "(cast(? as varchar), cast(? as bigint), cast(? as bigint), cast(? as boolean), cast(? as bigint),"
              + " cast(? as varchar), cast(? as bigint), cast(? as timestamp with time zone),"
              + " cast(? as timestamp with time zone))";
    private static final String RAISED = raised();
    private static final String[] RAISED_COLUMNS = { "counter_key", "asked", "added" };

    private final GuardDatabase database;

    CounterStore(GuardDatabase database) {
        this.database = database;
    }

    /**
     * What became of a counter.
     *
     * @param count what it is with this send, or would be beyond its limit
     * @param added whether it has grown
     */
    record Count(long count, boolean added) {
    }

    /**
     * Something to be added or given back.
     *
     * @param key    of the counter
     * @param amount what is added, negative for what is given back
     * @param member whose place it is; null if every send counts
     */
    record Correction(String key, long amount, String member) {
    }

    /**
     * Raises counters. Those beyond their limit stay as they are.
     *
     * @param  counters     may name a key several times; amounts of the same key and member are added up
     * @return              what became of each, in the same order
     * @throws SQLException if the database cannot be asked; then some may have been raised
     */
    List<Count> raise(List<Counter> counters, Instant now) throws SQLException {
        Map<List<String>, Counter> merged = new LinkedHashMap<>();
        for (Counter counter : counters) {
            merged.merge(identity(counter), counter, (one, other) -> counter.member() == null ? one.plus(other.amount()) : one);
        }
        Map<List<String>, Count> counts = new HashMap<>();
        List<Counter> waiting = new ArrayList<>(merged.values());
        // always in the same order, so that no two nodes wait for each other
        waiting.sort(Comparator.comparing(Counter::key));
        while (!waiting.isEmpty()) {
            // one statement changes a row once
            Map<String, Counter> wave = new LinkedHashMap<>();
            List<Counter> again = new ArrayList<>();
            List<Counter> later = new ArrayList<>();
            for (Counter counter : waiting) {
                if (wave.containsKey(counter.key())) {
                    again.add(counter);
                } else if (wave.size() == ROWS_PER_STATEMENT) {
                    later.add(counter);
                } else {
                    wave.put(counter.key(), counter);
                }
            }
            Map<String, Count> raised = raiseOnce(List.copyOf(wave.values()), now);
            wave.forEach((key, counter) -> counts.put(identity(counter), raised.get(key)));
            if (database.isPostgresql()) {
                raiseInTurn(again, now, counts);
            } else {
                later.addAll(0, again);
            }
            waiting = later;
        }
        return counters.stream().map(counter -> counts.get(identity(counter))).toList();
    }

    /** Members of rows that have been raised already, in one batch. */
    private void raiseInTurn(List<Counter> counters, Instant now, Map<List<String>, Count> counts) throws SQLException {
        if (counters.isEmpty()) {
            return;
        }
        database.batch(insert(1), RAISED_COLUMNS, statement -> {
            for (Counter counter : counters) {
                fill(statement, 0, counter, now);
                statement.addBatch();
            }
            statement.executeBatch();
            try (ResultSet rows = statement.getGeneratedKeys()) {
                for (Counter counter : counters) {
                    rows.next();
                    counts.put(identity(counter), new Count(rows.getLong(2), rows.getBoolean(3)));
                }
            }
            return null;
        });
    }

    private static List<String> identity(Counter counter) {
        return List.of(counter.key(), counter.member() == null ? "" : counter.member());
    }

    private Map<String, Count> raiseOnce(List<Counter> counters, Instant now) throws SQLException {
        return database.statement(sql(counters.size()), statement -> {
            int at = 0;
            for (Counter counter : counters) {
                at = fill(statement, at, counter, now);
            }
            Map<String, Count> counts = new HashMap<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    counts.put(rows.getString(1), new Count(rows.getLong(2), rows.getBoolean(3)));
                }
            }
            return counts;
        }, counts -> counters.stream().anyMatch(counter -> counts.get(counter.key()).count() <= counter.limit()));
    }

    /** The parameters of one row; gives the number of the last one. */
    private static int fill(PreparedStatement statement, int before, Counter counter, Instant now) throws SQLException {
        int at = before;
        boolean fits = counter.amount() <= counter.limit();
        statement.setString(++at, counter.key());
        statement.setLong(++at, fits ? counter.amount() : 0);
        statement.setLong(++at, counter.amount());
        statement.setBoolean(++at, fits);
        statement.setLong(++at, counter.limit());
        statement.setString(++at, counter.member() == null || !fits ? "" : counter.member());
        statement.setLong(++at, counter.slot());
        statement.setObject(++at, now.atOffset(ZoneOffset.UTC));
        statement.setObject(++at, counter.expiresAt().atOffset(ZoneOffset.UTC));
        return at;
    }

    /**
     * What becomes of a counter {@code c} that is there, by a send {@code s}. In a sliding time its members stand slot
     * by slot with bars between, the oldest first, and those of slots that are over are left out.
     */
    private static String raised() {
        String fresh = "c.expires_at <= s.changed_at";
        String passed = "least(greatest(s.slot - c.slot, 0), " + (Period.Sliding.SLOTS + 1) + ")";
        String bars = "(c.members || repeat('|', cast(" + passed + " as integer)))";
        String over = "greatest(" + count("|", bars) + " - " + Period.Sliding.SLOTS + ", 0)";
        String members = "(case when s.slot = 0 then c.members else regexp_replace(" + bars + ", '^([^|]*[|]){' || " + over
                         + " || '}', '') end)";
        String used = "(case when s.slot = 0 then c.used else " + count(";", members) + " end)";
        String known = "(s.members <> '' and position(s.members in " + members + ") > 0)";
        String full = "(" + used + " + s.asked > s.max_used)";
        return "used = case when " + fresh + " then s.used when " + known + " or " + full + " then " + used + " else " + used
               + " + s.asked end, asked = case when " + fresh + " then s.asked when " + known + " then " + used + " else "
               + used + " + s.asked end, added = case when " + fresh + " then s.added else not (" + known + " or " + full
               + ") end, members = case when " + fresh + " then s.members when " + known + " then replace(" + members
               + ", s.members, '') || s.members when " + full + " or char_length(c.members) > " + MAX_MEMBERS_LENGTH
               + " then " + members + " else " + members + " || s.members end, slot = case when " + fresh
               + " then s.slot else greatest(c.slot, s.slot) end, max_used = s.max_used, changed_at = s.changed_at,"
               + " expires_at = case when " + fresh + " or s.slot > c.slot then s.expires_at else c.expires_at end";
    }

    private static String count(String sign, String text) {
        return "(char_length(" + text + ") - char_length(replace(" + text + ", '" + sign + "', '')))";
    }

    private String sql(int rows) {
        if (database.isPostgresql()) {
            return insert(rows) + " returning " + String.join(", ", RAISED_COLUMNS);
        }
        return "select counter_key, asked, added from final table (merge into messaging_guard_counter c using (values "
               + String.join(", ", Collections.nCopies(rows, H2_ROW)) + ") s(" + COLUMNS
               + ") on c.counter_key = s.counter_key when matched then update set " + RAISED
               + " when not matched then insert (" + COLUMNS + ") values (s." + COLUMNS.replace(", ", ", s.") + "))";
    }

    private static String insert(int rows) {
        return "insert into messaging_guard_counter as c (" + COLUMNS + ") values "
               + String.join(", ", Collections.nCopies(rows, ROW)) + " on conflict (counter_key) do update set "
               + RAISED.replace("s.", "excluded.");
    }

    /**
     * Adds and gives back. A place that was given back already stays so.
     */
    void correct(List<Correction> corrections) throws SQLException {
        List<Correction> sorted = new ArrayList<>(corrections);
        sorted.sort(Comparator.comparing(Correction::key));
        database.statement("update messaging_guard_counter set used = greatest(0, used + ?), members = replace(members, ?, '')"
                           + " where counter_key = ? and (? = '' or position(? in members) > 0)",
                statement -> {
                    for (Correction correction : sorted) {
                        fill(statement, correction);
                        statement.addBatch();
                    }
                    return statement.executeBatch();
                });
    }

    private static void fill(PreparedStatement statement, Correction correction) throws SQLException {
        String member = correction.member() == null ? "" : correction.member();
        statement.setLong(1, correction.amount());
        statement.setString(2, member.isEmpty() ? ";;" : member);
        statement.setString(3, correction.key());
        statement.setString(4, member);
        statement.setString(5, member);
    }

    /** Deletes counters that begin anew anyway. */
    void deleteExpired(Instant before) throws SQLException {
        database.statement("delete from messaging_guard_counter where expires_at < ?", statement -> {
            statement.setObject(1, before.atOffset(ZoneOffset.UTC));
            return statement.executeUpdate();
        });
    }
}
