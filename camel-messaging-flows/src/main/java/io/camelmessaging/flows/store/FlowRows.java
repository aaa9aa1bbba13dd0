/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

import io.camelmessaging.common.DeliveryStatus;

/** Flows and attempts as rows hold them. */
final class FlowRows {

    static final String FLOW_COLUMNS = "id, flow, conversation_id, state, step, outcome, recipient, message, data,"
                                       + " started_at, expires_at, lease, signals, failures";

    /**
     * A flow that was read.
     *
     * @param flow    no more than its id, name, number of the lease and failures if it cannot be read
     * @param failure why it cannot; null if it can
     */
    record Found(Flow flow, RuntimeException failure) {
    }

    private FlowRows() {
    }

    static Found found(ResultSet row) throws SQLException {
        try {
            return new Found(flow(row), null);
        } catch (RuntimeException e) {
            return new Found(
                    new Flow(
                            row.getString("id"), row.getString("flow"), null, null, 0, null, null, null, Map.of(), null, null,
                            row.getLong("lease"), 0, row.getInt("failures")),
                    e);
        }
    }

    static Flow flow(ResultSet row) throws SQLException {
        Map<String, String> data = new LinkedHashMap<>();
        FlowMessage.read(row.getString("data")).forEach((name, value) -> data.put((String) name, (String) value));
        String message = row.getString("message");
        return new Flow(
                row.getString("id"), row.getString("flow"), row.getString("conversation_id"), row.getString("state"),
                row.getInt("step"), row.getString("outcome"), row.getString("recipient"),
                message == null ? null : FlowMessage.ofJson(message), data, Database.instant(row, "started_at"),
                Database.instant(row, "expires_at"), row.getLong("lease"), row.getLong("signals"), row.getInt("failures"));
    }

    static Attempt attempt(ResultSet row) throws SQLException {
        return new Attempt(
                row.getString("flow_id"), row.getInt("number"), row.getInt("step"), row.getString("reference"),
                row.getString("idempotency_key"), Attempt.State.valueOf(row.getString("state")), row.getString("provider"),
                row.getString("account"), row.getString("message_id"), status(row), row.getString("reason"),
                row.getInt("repeats"),
                Database.instant(row, "started_at"), Database.instant(row, "answered_at"), row.getString("trace"));
    }

    static DeliveryStatus status(ResultSet row) throws SQLException {
        String status = row.getString("status");
        return status == null ? null : DeliveryStatus.valueOf(status);
    }
}
