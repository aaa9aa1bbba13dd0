/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.admin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.camelmessaging.flows.policy.Remembered;
import io.camelmessaging.flows.store.Database;
import io.camelmessaging.flows.store.FlowMessage;

/** All that the tables tell of one flow, in the order in which it happened. */
final class FlowHistory {

    private final Database.Transaction sql;
    private final FlowSummary flow;
    private final List<FlowDetail.Entry> entries = new ArrayList<>();
    private final Map<Integer, Attempt> attempts = new HashMap<>();

    /** @param answered null if it was not */
    private record Attempt(Instant sent, Instant answered) {
    }

    FlowHistory(Database.Transaction sql, FlowSummary flow) {
        this.sql = sql;
        this.flow = flow;
    }

    /** Empty if the flow was deleted at this moment. */
    Optional<FlowDetail> detail(Instant now) throws SQLException {
        entry(flow.startedAt(), FlowDetail.Kind.INTAKE, null);
        attempts();
        events();
        acts();
        if (flow.endedAt() != null) {
            entry(flow.endedAt(), FlowDetail.Kind.END, flow.outcome());
        }
        entries.sort(Comparator.comparing(FlowDetail.Entry::at));
        if (flow.nextDue() != null) {
            entry(flow.nextDue(), FlowDetail.Kind.NEXT_DUE, null);
        }
        return sql.query("select step, message, data, expires_at, lease_owner, lease_until from messaging_flow where id = ?",
                row -> detail(row, now), flow.id()).stream().findFirst();
    }

    private FlowDetail detail(ResultSet row, Instant now) throws SQLException {
        Instant lease = Database.instant(row, "lease_until");
        String message = row.getString("message");
        Object reason = FlowMessage.read(row.getString("data")).get(Remembered.REASON);
        return new FlowDetail(
                flow, message == null ? null : text(message), row.getInt("step"), Database.instant(row, "expires_at"),
                reason == null ? null : reason.toString(),
                lease != null && lease.isAfter(now) ? row.getString("lease_owner") : null, entries);
    }

    private static String text(String message) {
        Object body = FlowMessage.ofJson(message).body();
        if (body instanceof Map<?, ?> map) {
            Object text = map.get("text");
            return text == null ? null : text.toString();
        }
        return body instanceof String text ? text : null;
    }

    private void entry(Instant at, FlowDetail.Kind kind, String status) {
        entries.add(new FlowDetail.Entry(at, kind, 0, 0, null, null, null, status, null, null, null, null, null));
    }

    private void attempts() throws SQLException {
        sql.query("select * from messaging_attempt where flow_id = ? order by number", row -> {
            String provider = row.getString("provider");
            entries.add(new FlowDetail.Entry(
                    Database.instant(row, "started_at"), FlowDetail.Kind.SEND, row.getInt("step"), row.getInt("number"),
                    provider, null, row.getString("reference"), null, null, null, null, null, null));
            Instant answered = Database.instant(row, "answered_at");
            attempts.put(row.getInt("number"), new Attempt(Database.instant(row, "started_at"), answered));
            if (answered != null) {
                entries.add(new FlowDetail.Entry(
                        answered, FlowDetail.Kind.RESULT, row.getInt("step"), row.getInt("number"), provider,
                        row.getString("message_id"), row.getString("reference"), row.getString("state"), null, null, null, null,
                        row.getString("reason")));
            }
            return row;
        }, flow.id());
    }

    private void events() throws SQLException {
        sql.query("select * from messaging_event where flow_id = ? order by received_at, event_id", row -> {
            entries.add(new FlowDetail.Entry(
                    when(Database.instant(row, "occurred_at"), Database.instant(row, "received_at"), row.getInt("attempt")),
                    FlowDetail.Kind.valueOf(row.getString("kind")), 0, Math.max(0, row.getInt("attempt")),
                    row.getString("provider"), row.getString("message_id"), row.getString("reference"),
                    row.getString("status"), row.getString("sender"), row.getString("body"), null, null, null));
            return row;
        }, flow.id());
    }

    /**
     * When something happened by the provider's clock, which may be wrong and often has no parts of a second: not
     * before what it is about, and not after it was heard of.
     */
    private Instant when(Instant occurred, Instant received, int number) {
        Attempt attempt = attempts.get(number);
        if (occurred == null || occurred.isAfter(received)) {
            return received;
        }
        if (attempt == null) {
            return occurred;
        }
        Instant earliest = attempt.answered() == null || received.isBefore(attempt.answered())
                ? attempt.sent() : attempt.answered();
        return occurred.isBefore(earliest) ? earliest : occurred;
    }

    private void acts() throws SQLException {
        sql.query("select * from messaging_act where flow_id = ? order by asked_at, id", row -> {
            String note = row.getString("note");
            String result = row.getString("result");
            entries.add(new FlowDetail.Entry(
                    Database.instant(row, "asked_at"), FlowDetail.Kind.ACT, 0, 0, null, null, null,
                    result == null ? "ASKED" : result, null, null, row.getString("act"), row.getString("actor"),
                    row.getString("why") + (note == null ? "" : " (" + note + ")")));
            return row;
        }, flow.id());
    }
}
