/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.guard;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.camelmessaging.flows.guard.HeldMessage.State;

/** The messages that wait for a person, in the database. */
final class HeldMessages {

    private static final int MAX_WHY = 500;

    private final GuardDatabase database;
    private final Clock clock;

    HeldMessages(GuardDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * A message as it is kept.
     *
     * @param key        the same if it is delivered again
     * @param rule       what held it
     * @param why        one clause
     * @param target     where it goes when it is released
     * @param operation  what would have sent it; null for a Kamelet's
     * @param step       the step of a flow that it is; null if it is none
     * @param recipients their numbers
     * @param message    the JSON of body and headers; null for a step, which the flow has
     */
    record Held(String key, String rule, String why, String target, String operation, Step step, List<String> recipients,
            String message) {
    }

    /**
     * A flow of which a step is held.
     *
     * @param flow           its name
     * @param conversationId which one of that name
     */
    record Step(String flow, String conversationId) {
    }

    /** Keeps a message once; its id, also if it is kept already. */
    String keep(Held held) throws SQLException {
        String id = UUID.randomUUID().toString();
        String sql = "insert into messaging_guard_held (id, message_key, rule, why, target, operation, flow, conversation_id,"
                     + " recipients, message, state, held_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        Step step = held.step();
        Object[] values = {
                id, held.key(), held.rule(), cut(held.why()), held.target(), held.operation(),
                step == null ? null : step.flow(), step == null ? null : step.conversationId(), held.recipients().size(),
                held.message(), State.HELD.name(), clock.instant() };
        List<String> known = known(held.key());
        if (!known.isEmpty()) {
            return known.get(0);
        }
        try {
            database.update(sql, values);
        } catch (SQLException e) {
            known = known(held.key());
            if (known.isEmpty()) {
                throw e;
            }
            return known.get(0);
        }
        database.statement("insert into messaging_guard_recipient (held_id, recipient) values (?, ?)", statement -> {
            for (String recipient : held.recipients()) {
                statement.setString(1, id);
                statement.setString(2, recipient);
                statement.addBatch();
            }
            return statement.executeBatch();
        });
        return id;
    }

    private List<String> known(String key) throws SQLException {
        return database.query("select id from messaging_guard_held where message_key = ?", row -> row.getString("id"), key);
    }

    private static String cut(String text) {
        return text.length() <= MAX_WHY ? text : text.substring(0, MAX_WHY);
    }

    List<HeldMessage> list(State state, int max) throws SQLException {
        return database.query("select * from messaging_guard_held where state = ? order by held_at, id limit " + max,
                HeldMessages::read, state.name());
    }

    /** The ids of those that wait because of one rule, the oldest first. */
    List<String> ids(String rule, int max) throws SQLException {
        return database.query(
                "select id from messaging_guard_held where state = ? and rule = ? order by held_at, id limit " + max,
                row -> row.getString("id"), State.HELD.name(), rule);
    }

    Map<State, Long> counts() throws SQLException {
        Map<State, Long> counts = new LinkedHashMap<>();
        database.query("select state, count(*) from messaging_guard_held group by state order by state",
                row -> counts.put(State.valueOf(row.getString(1)), row.getLong(2)));
        return counts;
    }

    /** How many wait because of each rule, that of the oldest first. */
    List<HeldGroup> groups() throws SQLException {
        return database.query("select rule, count(*) as messages, min(held_at) as since from messaging_guard_held"
                              + " where state = ? group by rule order by min(held_at), rule",
                row -> new HeldGroup(row.getString("rule"), row.getLong("messages"), GuardDatabase.instant(row, "since")),
                State.HELD.name());
    }

    /** Whom a message goes to and what it says; empty if it is not kept or was decided. */
    Optional<HeldContent> content(String id) throws SQLException {
        List<String> recipients = database.query("select recipient from messaging_guard_recipient where held_id = ? order by"
                                                 + " recipient",
                row -> row.getString("recipient"), id);
        return database.query("select message from messaging_guard_held where id = ? and state in (?, ?)",
                row -> HeldContent.of(recipients, row.getString("message")), id, State.HELD.name(), State.UNKNOWN.name())
                .stream().findFirst();
    }

    /** Where a message goes and what it is; empty if it does not wait. */
    Optional<Held> message(String id) throws SQLException {
        return database.query("select * from messaging_guard_held where id = ? and state = ?", row -> new Held(
                row.getString("message_key"), row.getString("rule"), row.getString("why"), row.getString("target"),
                row.getString("operation"), row.getString("flow") == null
                        ? null : new Step(row.getString("flow"), row.getString("conversation_id")),
                List.of(), row.getString("message")), id, State.HELD.name()).stream().findFirst();
    }

    /** What became of the message with a key; empty if it is not kept. */
    Optional<State> state(String key) throws SQLException {
        return database.query("select state from messaging_guard_held where message_key = ?",
                row -> State.valueOf(row.getString("state")), key).stream().findFirst();
    }

    /** Goes from one state to another; false if somebody else was faster. */
    boolean change(String id, State from, State to, Decision decision) throws SQLException {
        boolean over = to == State.RELEASED || to == State.DROPPED;
        return database.update("update messaging_guard_held set state = ?, decided_by = ?, decision = ?, decided_at = ?"
                               + (over ? ", message = null" : "") + " where id = ? and state = ?",
                to.name(), decision.by(), decision.reason(), clock.instant(), id, from.name())
               == 1;
    }

    /** What is being released since before a time was left so by a process that ended: nobody knows of it. */
    void releasingSince(Instant before) throws SQLException {
        database.update("update messaging_guard_held set state = ? where state = ? and decided_at < ?", State.UNKNOWN.name(),
                State.RELEASING.name(), before);
    }

    /** Steps of flows that are over by themselves need no decision any more. */
    void flowsEnded() throws SQLException {
        database.update("update messaging_guard_held set state = ?, decided_by = flow, decision = ?, decided_at = ?"
                        + " where state = ? and flow is not null and not exists (select 1 from messaging_flow f"
                        + " where f.flow = messaging_guard_held.flow and f.conversation_id = messaging_guard_held.conversation_id"
                        + " and f.ended_at is null)",
                State.DROPPED.name(), "its flow has ended", clock.instant(), State.HELD.name());
    }

    /** Deletes what was decided before a time; what waits stays. */
    void deleteDecided(Instant before) throws SQLException {
        database.update("delete from messaging_guard_held where decided_at < ? and state in (?, ?, ?)", before,
                State.RELEASED.name(), State.DROPPED.name(), State.UNKNOWN.name());
    }

    private static HeldMessage read(ResultSet row) throws SQLException {
        return new HeldMessage(
                row.getString("id"), row.getString("rule"), row.getString("why"), row.getString("operation"),
                row.getString("conversation_id"), row.getInt("recipients"), State.valueOf(row.getString("state")),
                GuardDatabase.instant(row, "held_at"),
                row.getString("decided_by"), row.getString("decision"), GuardDatabase.instant(row, "decided_at"));
    }
}
