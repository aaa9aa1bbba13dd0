/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Acts of people on flows: written beside a flow, like what a provider reports, and applied under its lease by whoever
 * works on it next. Nobody but the holder of the lease changes the flow, so that an act and a node never do so at once.
 * <p>
 * An act that nobody has come to can be withdrawn; a node that is about to apply it then finds that something has
 * happened since it leased the flow, and looks anew.
 */
public final class ActStore {

    private static final String ACT_COLUMNS = "id, flow_id, act, actor, why, result, note";

    private final Database database;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition answered = lock.newCondition();

    ActStore(Database database) {
        this.database = database;
    }

    /**
     * What was asked of one flow.
     *
     * @param act            as it was written; null if there is no such flow
     * @param flow           its name
     * @param conversationId its conversation id
     * @param answer         what became of it, if that was clear at once; null if a node has to decide
     * @param parkedAt       since when the flow was parked before the act; null if it was not
     */
    public record Asked(Act act, String flow, String conversationId, AnsweredAct answer, Instant parkedAt) {
    }

    /** A flow as an act finds it. */
    private record Found(String id, String flow, String conversationId, String state, String outcome, Instant parkedAt) {
    }

    /**
     * Writes an act for each of several flows, and wakes them.
     *
     * @param  ids of flows; those that are not there are left out
     * @return     what was written
     */
    public List<Asked> ask(Collection<String> ids, Act.Kind kind, String actor, String why) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return database.transaction(sql -> {
            Ids all = sql.ids(List.copyOf(ids));
            // in the order of all who lock several flows
            List<Found> found = sql.query(
                    "select id, flow, conversation_id, state, outcome, parked_at from messaging_flow where id" + all.isAmong()
                                          + " order by id for update",
                    ActStore::found, all.values());
            List<Asked> asked = new ArrayList<>(found.size());
            for (Found flow : found) {
                asked.add(ask(sql, flow, new Act(NewFlow.newId(), flow.id(), kind, actor, why)));
            }
            return asked;
        });
    }

    private static Found found(ResultSet row) throws SQLException {
        return new Found(
                row.getString("id"), row.getString("flow"), row.getString("conversation_id"), row.getString("state"),
                row.getString("outcome"), Database.instant(row, "parked_at"));
    }

    private static Asked ask(Database.Transaction sql, Found flow, Act act) throws SQLException {
        Optional<AnsweredAct> clear = clear(flow, act);
        sql.update("insert into messaging_act (id, flow_id, act, actor, why, asked_at, answered_at, result, note)"
                   + " values (?, ?, ?, ?, ?, current_timestamp, " + (clear.isPresent() ? "current_timestamp" : "null")
                   + ", ?, ?)",
                act.id(), act.flowId(), act.kind(), act.actor(), act.why(), clear.map(AnsweredAct::result).orElse(null),
                clear.map(AnsweredAct::note).orElse(null));
        boolean applied = clear.filter(answer -> answer.result() == AnsweredAct.Result.APPLIED).isPresent();
        if (clear.isEmpty() || applied) {
            // one that is parked is worked on for its act
            sql.update("update messaging_flow set parked_at = null, failing_since = null, failures = 0 where id = ?"
                       + " and parked_at is not null",
                    flow.id());
            EventStore.wake(sql, flow.id());
        }
        return new Asked(act, flow.flow(), flow.conversationId(), clear.orElse(null), flow.parkedAt());
    }

    /** What needs no rules: a flow without work, and the release of parked work, which changes nothing of the flow. */
    private static Optional<AnsweredAct> clear(Found flow, Act act) {
        boolean parked = flow.parkedAt() != null;
        if (act.kind() == Act.Kind.RELEASE) {
            return Optional.of(parked
                    ? new AnsweredAct(act, AnsweredAct.Result.APPLIED, null) : refused(act, "it is not parked"));
        }
        if (flow.state().equals(Flow.ENDED)) {
            return Optional.of(refused(act, "it has ended as " + flow.outcome()));
        }
        if (parked && act.kind() == Act.Kind.RETRY_NOW) {
            return Optional.of(refused(act, "it is parked: mend what its warnings name, and release it"));
        }
        return parked && flow.outcome() != null
                ? Optional.of(refused(act, "its outcome is decided, " + flow.outcome() + ", and only telling it fails"))
                : Optional.empty();
    }

    private static AnsweredAct refused(Act act, String why) {
        return new AnsweredAct(act, AnsweredAct.Result.REFUSED, why);
    }

    /** What became of acts, of those that are answered. */
    public List<AnsweredAct> answers(Collection<String> actIds) {
        if (actIds.isEmpty()) {
            return List.of();
        }
        return database.transaction(sql -> {
            Ids ids = sql.ids(List.copyOf(actIds));
            return sql.query(
                    "select " + ACT_COLUMNS + " from messaging_act where id" + ids.isAmong() + " and answered_at is not null",
                    ActStore::answer, ids.values());
        });
    }

    private static AnsweredAct answer(ResultSet row) throws SQLException {
        return new AnsweredAct(act(row), AnsweredAct.Result.valueOf(row.getString("result")), row.getString("note"));
    }

    private static Act act(ResultSet row) throws SQLException {
        return new Act(
                row.getString("id"), row.getString("flow_id"), Act.Kind.valueOf(row.getString("act")), row.getString("actor"),
                row.getString("why"));
    }

    /**
     * Withdraws an act that nobody has come to: it is never applied then.
     *
     * @param  note why nobody did
     * @return      what became of it: that it is withdrawn, or what somebody answered at this moment
     */
    public AnsweredAct withdraw(Asked asked, String note) {
        Act act = asked.act();
        return database.transaction(sql -> {
            // whoever has it in work meets this before it is written
            EventStore.wake(sql, act.flowId());
            AnsweredAct withdrawn = new AnsweredAct(act, AnsweredAct.Result.BUSY, note);
            if (answer(sql, List.of(withdrawn)) == 1) {
                if (asked.parkedAt() != null) {
                    sql.update("update messaging_flow set parked_at = ? where id = ?", asked.parkedAt(), act.flowId());
                }
                return withdrawn;
            }
            return sql.query("select " + ACT_COLUMNS + " from messaging_act where id = ? and answered_at is not null",
                    ActStore::answer, act.id()).stream().findFirst()
                    // erased together with its flow
                    .orElse(new AnsweredAct(act, AnsweredAct.Result.REFUSED, "its flow was deleted meanwhile"));
        });
    }

    /** Answers acts that are not answered yet; how many were not. */
    static int answer(Database.Transaction sql, List<AnsweredAct> answers) throws SQLException {
        int count = 0;
        for (int updated : sql.batch("update messaging_act set answered_at = current_timestamp, result = ?, note = ?"
                                     + " where id = ? and answered_at is null",
                answers.stream().map(one -> new Object[] { one.result(), one.note(), one.act().id() }).toList())) {
            count += updated;
        }
        return count;
    }

    /** The acts on flows that are to be applied, oldest first. */
    static List<Readable<Act>> open(Database.Transaction sql, Ids flowIds) throws SQLException {
        return sql.query("select " + ACT_COLUMNS + " from messaging_act where flow_id" + flowIds.isAmong()
                         + " and answered_at is null order by asked_at, id",
                row -> Readable.of(row.getString("flow_id"), () -> act(row)), flowIds.values());
    }

    /** The flows of some names with acts that are to be applied: people do not wait behind all that is due. */
    static List<String> flowsWithOpen(Database.Transaction sql, Collection<String> names, Instant now, int most)
            throws SQLException {
        List<String> ids = new ArrayList<>();
        sql.query("select f.id, f.flow from messaging_act a join messaging_flow f on f.id = a.flow_id"
                  + " where a.answered_at is null and f.parked_at is null and (f.lease_until is null or f.lease_until <= ?)"
                  + " order by a.asked_at limit ?",
                row -> names.contains(row.getString("flow")) && ids.add(row.getString("id")), now, most);
        return ids.stream().distinct().toList();
    }

    /**
     * Waits until something was answered by this node, and at most for a time; whoever waits looks again, and may wait
     * again.
     */
    @SuppressWarnings("WaitNotInLoop")
    public void await(Duration most) throws InterruptedException {
        lock.lock();
        try {
            if (answered.await(most.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } finally {
            lock.unlock();
        }
    }

    void signal() {
        lock.lock();
        try {
            answered.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
