/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes several flows in one transaction, each under its own lease. */
final class FlowWriter {

    private static final String SET = "update messaging_flow set state = ?, step = ?, outcome = ?, data = ?,"
                                      // what an ended flow forgets; it never changes before
                                      + " recipient = case when ? then null else recipient end,"
                                      + " message = case when ? then null else message end,"
                                      + " ended_at = case when ? then coalesce(ended_at, current_timestamp) else ended_at end,"
                                      + " changed_at = current_timestamp,"
                                      // the lease is given back, or holds from now on
                                      + " lease = case when ? then lease + 1 else lease end,"
                                      + " lease_owner = case when ? then null else lease_owner end,"
                                      + " failures = case when ? then 0 else failures end,"
                                      + " failing_since = case when ? then null else failing_since end,"
                                      + " due_at = case when not ? then due_at"
                                      + " when signals = ? then cast(? as timestamp with time zone) else current_timestamp end,";
    private static final String FENCE = " where id = ? and lease = ? and (signals = ? or not ?)";

    private final Database database;
    private final long leaseMillis;
    private final Runnable answered;
    private final String update;

    /** @param answered is run after acts of people were answered */
    FlowWriter(Database database, long leaseMillis, Runnable answered) {
        this.database = database;
        this.answered = answered;
        this.leaseMillis = leaseMillis;
        this.update = SET + " lease_until = case when ? then null else " + database.later() + " end" + FENCE;
    }

    /** Writes what it can, and tells of each, in their order, what became of it. */
    List<FlowWrite.Result> write(List<FlowWrite> writes) {
        Map<FlowWrite, FlowWrite.Result> results = database.transaction(sql -> {
            // in one order, as those who renew leases have it, so that no two wait for each other
            List<FlowWrite> ordered = writes.stream().sorted(Comparator.comparing(write -> write.flow().id())).toList();
            Map<FlowWrite, FlowWrite.Result> done = new IdentityHashMap<>();
            flows(sql, ordered, done);
            List<FlowWrite> written = ordered.stream().filter(write -> done.get(write) == FlowWrite.Result.WRITTEN).toList();
            save(sql, written.stream().flatMap(write -> write.attempts().stream()).toList());
            sql.batch("update messaging_event set handled = true where event_id = ?", written.stream()
                    .flatMap(write -> write.handled().stream()).map(event -> new Object[] { event.eventId() }).toList());
            ActStore.answer(sql, written.stream().flatMap(write -> write.acts().stream()).toList());
            return done;
        });
        if (writes.stream().anyMatch(write -> !write.acts().isEmpty())) {
            answered.run();
        }
        Set<String> sent = new LinkedHashSet<>();
        writes.stream().filter(write -> write.mayMeetEvents() && results.get(write) == FlowWrite.Result.WRITTEN)
                .forEach(write -> sent.add(write.flow().id()));
        if (!sent.isEmpty()) {
            // commit first, then look, as EventStore.record() does: whichever comes second sees the other
            database.transaction(sql -> EventStore.correlate(sql, List.copyOf(sent), true));
        }
        return writes.stream().map(results::get).toList();
    }

    private void flows(Database.Transaction sql, List<FlowWrite> writes, Map<FlowWrite, FlowWrite.Result> done)
            throws SQLException {
        int[] counts = sql.batch(update, writes.stream().map(this::values).toList());
        List<FlowWrite> refused = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] == 0) {
                refused.add(writes.get(i));
            } else {
                done.put(writes.get(i), FlowWrite.Result.WRITTEN);
            }
        }
        for (FlowWrite write : refused) {
            boolean held = !sql.query("select 1 from messaging_flow where id = ? and lease = ?", row -> true,
                    write.flow().id(), write.flow().lease()).isEmpty();
            done.put(write, held ? FlowWrite.Result.SIGNALED : FlowWrite.Result.LEASE_LOST);
        }
    }

    private Object[] values(FlowWrite write) {
        Flow flow = write.flow();
        boolean ended = flow.isEnded();
        List<Object> values = new ArrayList<>(List.of(flow.state(), flow.step()));
        values.add(flow.outcome());
        values.add(FlowMessage.write(flow.data()));
        boolean release = write.release();
        values.addAll(List.of(ended, ended, ended, release, release, release, release, release, flow.signals()));
        values.add(write.due());
        values.addAll(List.of(release, leaseMillis));
        values.addAll(List.of(flow.id(), flow.lease(), flow.signals(), write.unlessSignaled()));
        return values.toArray();
    }

    /**
     * Those that are most likely new are inserted first, and the others updated first: one of the two is enough then.
     */
    private static void save(Database.Transaction sql, List<Attempt> attempts) throws SQLException {
        List<Attempt> known = new ArrayList<>();
        List<Attempt> intents = new ArrayList<>();
        attempts.forEach(attempt -> (attempt.isFirstIntent() ? intents : known).add(attempt));
        known.addAll(unwritten(intents, insert(sql, intents)));
        insert(sql, unwritten(known, update(sql, known)));
    }

    private static List<Attempt> unwritten(List<Attempt> attempts, int[] counts) {
        List<Attempt> rest = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] == 0) {
                rest.add(attempts.get(i));
            }
        }
        return rest;
    }

    private static int[] update(Database.Transaction sql, List<Attempt> attempts) throws SQLException {
        return sql.batch(
                "update messaging_attempt set state = ?, provider = ?, account = ?, message_id = ?, status = ?, reason = ?,"
                         + " repeats = ?, answered_at = ?, trace = ? where flow_id = ? and number = ?",
                attempts.stream().map(attempt -> new Object[] {
                        attempt.state(), attempt.provider(), attempt.account(), attempt.messageId(), attempt.status(),
                        attempt.reason(), attempt.repeats(), attempt.answeredAt(), attempt.trace(), attempt.flowId(),
                        attempt.number() }).toList());
    }

    private static int[] insert(Database.Transaction sql, List<Attempt> attempts) throws SQLException {
        return sql.insertOnce(
                "insert into messaging_attempt (flow_id, number, step, reference, idempotency_key, state, provider,"
                              + " account, message_id, status, reason, repeats, started_at, answered_at, trace)"
                              + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                attempts.stream().map(attempt -> new Object[] {
                        attempt.flowId(), attempt.number(), attempt.step(), attempt.reference(), attempt.idempotencyKey(),
                        attempt.state(), attempt.provider(), attempt.account(), attempt.messageId(), attempt.status(),
                        attempt.reason(), attempt.repeats(), attempt.startedAt(), attempt.answeredAt(), attempt.trace() })
                        .toList());
    }
}
