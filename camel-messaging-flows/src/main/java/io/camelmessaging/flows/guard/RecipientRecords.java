/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.guard;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.camelmessaging.common.internal.Redaction;
import io.camelmessaging.flows.optout.RecipientKeys;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the flows' tables hold of one recipient: shown, exported and erased, all but the proof of an opt-out.
 */
public final class RecipientRecords {

    private static final Logger LOG = LoggerFactory.getLogger(RecipientRecords.class);
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final int TAIL = 7;
    private static final String OPT_OUT = "messaging_opt_out";
    private static final String FLOW = "messaging_flow";
    private static final String ATTEMPT = "messaging_attempt";
    private static final String EVENT = "messaging_event";
    private static final String ACT = "messaging_act";
    private static final String HELD = "messaging_guard_held";
    private static final String COUNTER = "messaging_guard_counter";

    private final GuardDatabase database;
    private final Digests digests;
    private final RecipientKeys keys;

    /**
     * @param context       whose flows' database is asked
     * @param defaultRegion the country of numbers without country code; null for none
     */
    public RecipientRecords(CamelContext context, String defaultRegion) {
        Guards guards = SendGuards.of(context).guards();
        this.database = guards.database();
        this.digests = guards.digests();
        this.keys = new RecipientKeys(defaultRegion);
    }

    /**
     * What was erased, and what was kept.
     *
     * @param erased   how many rows of each table
     * @param optOut   whether the proof of an opt-out or opt-in was kept
     * @param mentions messages on their way to others, or to several, that name the number: they are cleared when they
     *                 end
     */
    public record Erasure(Map<String, Integer> erased, boolean optOut, int mentions) {
    }

    /**
     * All rows about a recipient, by table.
     *
     * @param  recipient                a number or an e-mail address, as a route gives it
     * @throws IllegalArgumentException if it is neither
     * @throws IllegalStateException    if the database cannot be asked
     */
    public Map<String, List<Map<String, Object>>> find(String recipient) {
        String key = key(recipient);
        return asked(() -> {
            Map<String, List<Map<String, Object>>> found = new LinkedHashMap<>();
            found.put(OPT_OUT, rows("select * from messaging_opt_out where recipient = ?", key));
            List<Map<String, Object>> flows = rows("select * from messaging_flow where recipient = ?", key);
            found.put(FLOW, flows);
            List<Map<String, Object>> attempts = new ArrayList<>();
            List<Map<String, Object>> acts = new ArrayList<>();
            for (Map<String, Object> flow : flows) {
                attempts.addAll(rows("select * from messaging_attempt where flow_id = ?", flow.get("id")));
                acts.addAll(rows("select * from messaging_act where flow_id = ?", flow.get("id")));
            }
            found.put(ATTEMPT, attempts);
            found.put(ACT, acts);
            found.put(EVENT, events(key, flows));
            found.put(HELD, rows("select * from messaging_guard_held where id in (select held_id from"
                                 + " messaging_guard_recipient where recipient = ?)",
                    key));
            found.put(COUNTER, counters(key));
            found.values().removeIf(List::isEmpty);
            return found;
        });
    }

    /** The same as one JSON object, for the person to whom it is about. */
    public String export(String recipient) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(find(recipient));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Plain values that JSON cannot hold.", e);
        }
    }

    /**
     * Erases all of them but the proof of an opt-out, which is what keeps the recipient from being written to again.
     * What is on its way to the recipient alone is not sent any more.
     *
     * @param  by                       who asks for it, for the log
     * @throws IllegalArgumentException if it is no number and no address
     * @throws IllegalStateException    if the database cannot be asked
     */
    public Erasure erase(String recipient, String by) {
        String key = key(recipient);
        Erasure erasure = asked(() -> {
            Map<String, Integer> erased = new LinkedHashMap<>();
            List<Map<String, Object>> flows = rows("select id from messaging_flow where recipient = ?", key);
            int events = 0;
            for (Map<String, Object> event : events(key, flows)) {
                events += database.update("delete from messaging_event where event_id = ?", event.get("event_id"));
            }
            erased.put(EVENT, events);
            int attempts = 0;
            int acts = 0;
            for (Map<String, Object> flow : flows) {
                attempts += database.update("delete from messaging_attempt where flow_id = ?", flow.get("id"));
                acts += database.update("delete from messaging_act where flow_id = ?", flow.get("id"));
            }
            erased.put(ATTEMPT, attempts);
            erased.put(ACT, acts);
            erased.put(FLOW, database.update("delete from messaging_flow where recipient = ?", key));
            erased.put(HELD, eraseHeld(key));
            erased.put(COUNTER, eraseCounters(key));
            erased.values().removeIf(count -> count == 0);
            return new Erasure(
                    erased, !rows("select 1 from messaging_opt_out where recipient = ?", key).isEmpty(),
                    mentions(key));
        });
        LOG.info("What the flows hold of {} was erased, as {} asked for: {}.", Redaction.recipient(key), by, erasure.erased());
        return erasure;
    }

    private String key(String recipient) {
        return keys.ofRecipient(recipient, "recipient whose records are asked for");
    }

    private int eraseHeld(String key) throws SQLException {
        String held = "select held_id from messaging_guard_recipient where recipient = ?";
        // a list goes to others too, and is dropped as a whole since one of them may not get it any more
        return database.update("delete from messaging_guard_held where id in (" + held + ")", key);
    }

    /** Events come with numbers as providers write them. */
    private List<Map<String, Object>> events(String key, List<Map<String, Object>> flows) throws SQLException {
        List<Map<String, Object>> events = new ArrayList<>();
        String tail = "%" + (key.indexOf('@') >= 0 ? key : key.substring(Math.max(0, key.length() - TAIL)));
        Set<Object> ids = new HashSet<>();
        for (Map<String, Object> event : rows(
                "select * from messaging_event where lower(sender) like ? or lower(recipient) like ?", tail, tail)) {
            if ((isOf(key, event.get("sender")) || isOf(key, event.get("recipient"))) && ids.add(event.get("event_id"))) {
                events.add(event);
            }
        }
        for (Map<String, Object> flow : flows) {
            for (Map<String, Object> event : rows("select * from messaging_event where flow_id = ?", flow.get("id"))) {
                if (ids.add(event.get("event_id"))) {
                    events.add(event);
                }
            }
        }
        return events;
    }

    private boolean isOf(String key, Object number) {
        return number != null && keys.ofSender(number.toString()).equals(key);
    }

    private List<Map<String, Object>> counters(String key) throws SQLException {
        return rows("select counter_key, used, expires_at from messaging_guard_counter where counter_key like ?"
                    + " or members like ?",
                "%:" + digests.of(key), "%" + digests.member(key) + "%");
    }

    private int eraseCounters(String key) throws SQLException {
        String member = digests.member(key);
        return database.update("delete from messaging_guard_counter where counter_key like ?", "%:" + digests.of(key))
               + database.update("update messaging_guard_counter set members = replace(members, ?, '') where members like ?",
                       member, "%" + member + "%");
    }

    private int mentions(String key) throws SQLException {
        return rows("select 1 from messaging_flow where message like ?", "%" + key.replace("+", "") + "%").size();
    }

    private List<Map<String, Object>> rows(String sql, Object... values) throws SQLException {
        return database.query(sql, RecipientRecords::row, values);
    }

    private static Map<String, Object> row(ResultSet row) throws SQLException {
        ResultSetMetaData columns = row.getMetaData();
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            Object value = row.getObject(i);
            if (value != null) {
                boolean plain = value instanceof Number || value instanceof Boolean;
                values.put(columns.getColumnLabel(i).toLowerCase(Locale.ROOT), plain ? value : row.getString(i));
            }
        }
        return values;
    }

    private interface Question<T> {
        T ask() throws SQLException;
    }

    private static <T> T asked(Question<T> question) {
        try {
            return question.ask();
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "The records of a recipient could not be read or erased (SQL state " + e.getSQLState()
                                            + "): see that the database of the flows is up, and ask again; what was erased stays"
                                            + " so.");
        }
    }
}
