/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What providers reported, as the database keeps it, and to which flow each event belongs.
 * <p>
 * An event and the record of its send may come in any order, on two nodes at once: each is written first and looks for
 * the other then, so that whichever comes second sees the other.
 */
public final class EventStore {

    private static final Logger LOG = LoggerFactory.getLogger(EventStore.class);

    private static final String COLUMNS = "event_id, kind, provider, account, message_id, reference, status, sender, recipient,"
                                          + " body, occurred_at, flow_id, attempt";
    private static final String IDS = "conversationIds";

    private final Database database;

    public EventStore(Database database) {
        this.database = database;
    }

    /**
     * The flow that an event belongs to if nothing in the event tells so.
     *
     * @param flowId     the flow
     * @param candidates the conversation ids of all that it may belong to, if it is one of several, which tells of it
     *                   then; empty if it is certain
     */
    public record Awaiting(String flowId, List<String> candidates) {

        public Awaiting {
            candidates = List.copyOf(candidates);
        }

        private int attempt() {
            return candidates.isEmpty() ? FlowEvent.NO_ATTEMPT : FlowEvent.AMBIGUOUS;
        }

        private String candidatesJson() {
            return candidates.isEmpty() ? null : FlowMessage.write(Map.of(IDS, candidates));
        }
    }

    /** Where an event belongs; neither is known of one that belongs nowhere yet. */
    private record Place(String flowId, Integer attempt, String candidates) {

        static final Place NONE = new Place(null, null, null);

        static Place of(Attempt attempt) {
            return new Place(attempt.flowId(), attempt.number(), null);
        }

        static Place of(Awaiting awaiting) {
            return new Place(awaiting.flowId(), awaiting.attempt(), awaiting.candidatesJson());
        }
    }

    /**
     * Writes an event unless it is there already, and wakes the flow that it belongs to.
     * <p>
     * It belongs to the attempt with its reference, else to the one with its message id at its provider and account.
     * One that belongs to none is kept and matched as soon as the attempt is known.
     *
     * @return the id of its flow; empty if none is known
     */
    public Optional<String> record(FlowEvent event) {
        return record(event, Optional.empty());
    }

    /**
     * The same where it is known which flow awaits it.
     *
     * @param awaiting the flow that it belongs to if it belongs to no attempt
     */
    public Optional<String> record(FlowEvent event, Optional<Awaiting> awaiting) {
        boolean about = isAboutAMessage(event);
        Recorded recorded = database.transaction(sql -> insert(sql, event, about ? Optional.empty() : awaiting));
        if (recorded.flowId() != null || !about) {
            return Optional.ofNullable(recorded.flowId());
        }
        // looked for again after the commit, as the send may have been recorded at the same moment, which looked before
        // it; only then it belongs to a flow that merely awaits something from its sender
        return database.transaction(sql -> {
            Optional<Place> place = about(sql, event).map(Place::of).or(() -> awaiting.map(Place::of));
            if (place.isPresent()) {
                correlate(sql, recorded.eventId(), place.get());
            }
            return place.map(Place::flowId);
        });
    }

    private static boolean isAboutAMessage(FlowEvent event) {
        return event.reference() != null || event.messageId() != null;
    }

    /**
     * What is known of an event after it was written.
     *
     * @param flowId null if no flow is known
     */
    private record Recorded(String eventId, String flowId) {
    }

    private static Recorded insert(Database.Transaction sql, FlowEvent event, Optional<Awaiting> awaiting)
            throws SQLException {
        String key = keptWithoutAccount(sql, event).orElse(event.eventId());
        Place place = about(sql, event).map(Place::of).or(() -> awaiting.map(Place::of)).orElse(Place.NONE);
        boolean fresh = sql.insertOnce(
                "insert into messaging_event (" + COLUMNS + ", candidates, received_at, handled)"
                                       + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, current_timestamp, false)",
                key, event.kind(), event.provider(), event.account(), event.messageId(), event.reference(), event.status(),
                event.sender(), event.recipient(), event.text(), event.occurredAt(), place.flowId(), place.attempt(),
                place.candidates());
        if (fresh) {
            // an event that nobody else sees yet is no one's to wait for
            if (place.flowId() != null) {
                wake(sql, place.flowId());
            }
            return new Recorded(key, place.flowId());
        }
        String known = sql.query("select flow_id from messaging_event where event_id = ? and flow_id is not null",
                row -> row.getString(1), key).stream().findFirst().orElse(null);
        if (known == null && place.flowId() != null) {
            // it came before anybody awaited it, and once more now
            correlate(sql, key, place);
            return new Recorded(key, place.flowId());
        }
        return new Recorded(key, known);
    }

    static void wake(Database.Transaction sql, String flowId) throws SQLException {
        sql.update("update messaging_flow set signals = signals + 1, due_at = current_timestamp where id = ?", flowId);
    }

    /** The key of the same event if it was kept without an account, as before accounts were told apart. */
    private static Optional<String> keptWithoutAccount(Database.Transaction sql, FlowEvent event) throws SQLException {
        List<String> keys = event.keysWithoutAccount();
        return keys.isEmpty()
                ? Optional.empty()
                : sql.query("select event_id from messaging_event where event_id in (?, ?) and account is null",
                        row -> row.getString(1), keys.toArray()).stream().findFirst();
    }

    private static Optional<Attempt> about(Database.Transaction sql, FlowEvent event) throws SQLException {
        // no two attempts have one reference, whatever the account, whose credentials may have been renewed meanwhile
        Optional<Attempt> referred = event.reference() == null
                ? Optional.empty()
                : sql.query("select * from messaging_attempt where reference = ?", FlowRows::attempt, event.reference())
                        .stream().findFirst();
        if (referred.isPresent() || event.messageId() == null) {
            return referred;
        }
        List<Attempt> withId = sql.query(
                "select * from messaging_attempt where message_id = ? and provider = ? order by started_at desc",
                FlowRows::attempt, event.messageId(), event.provider());
        Optional<Attempt> about = withId.stream().filter(event::isOfAccountOf)
                // the newest, but before it the one of just this account
                .min(Comparator.comparing(attempt -> !Objects.equals(attempt.account(), event.account())));
        if (about.isEmpty() && !withId.isEmpty()) {
            LOG.warn("A {} of {} came by the account {}, and what was sent with its message id was sent by another: give the"
                     + " consumer of this feed the credentials of the account that sends.",
                    event.kind().name().toLowerCase(Locale.ROOT), event.provider(), event.account());
        }
        return about;
    }

    private static int correlate(Database.Transaction sql, String eventId, Place place) throws SQLException {
        // the flow before its event, as those who lease flows lock them
        wake(sql, place.flowId());
        return sql.update("update messaging_event set flow_id = ?, attempt = ?, candidates = ?"
                          + " where event_id = ? and flow_id is null",
                place.flowId(), place.attempt(), place.candidates(), eventId);
    }

    /** The conversation ids of the flows that a reply may belong to; empty unless it was tied to one of several. */
    public List<String> candidates(String eventId) {
        return database.transaction(sql -> sql.query(
                "select candidates from messaging_event where event_id = ? and candidates is not null",
                row -> row.getString(1), eventId)).stream().findFirst()
                .map(json -> ((List<?>) FlowMessage.read(json).get(IDS)).stream().map(String::valueOf).toList())
                .orElse(List.of());
    }

    /** Whether a receipt of a provider has come since the retention time. */
    public boolean hasReceiptsOf(String provider) {
        return !database.transaction(sql -> sql.query("select 1 from messaging_event where provider = ? and kind = ? limit 1",
                row -> true, provider, FlowEvent.Kind.RECEIPT)).isEmpty();
    }

    /**
     * Gives events to the attempts of flows that were not known when the events came.
     *
     * @param  wake whether the flows are woken
     * @return      how many
     */
    static int correlate(Database.Transaction sql, List<String> flowIds, boolean wake) throws SQLException {
        Ids ids = sql.ids(flowIds);
        String select = "select e.event_id, a.flow_id, a.number from messaging_attempt a join messaging_event e on ";
        String unmatched = " where a.flow_id" + ids.isAmong() + " and e.flow_id is null";
        Map<String, Early> early = new TreeMap<>();
        sql.query(select + "e.reference = a.reference" + unmatched, row -> early.put(row.getString(1), early(row)),
                ids.values());
        sql.query(select + "e.message_id = a.message_id and e.provider = a.provider"
                  + " and (e.account is null or a.account is null or e.account = a.account)" + unmatched,
                row -> early.put(row.getString(1), early(row)), ids.values());
        if (wake) {
            for (String flowId : new TreeSet<>(early.values().stream().map(Early::flowId).toList())) {
                wake(sql, flowId);
            }
        }
        for (Early event : early.values()) {
            sql.update("update messaging_event set flow_id = ?, attempt = ? where event_id = ? and flow_id is null",
                    event.flowId(), event.attempt(), event.eventId());
        }
        return early.size();
    }

    /** An event that came before its attempt was known. */
    private record Early(String eventId, String flowId, int attempt) {
    }

    private static Early early(ResultSet row) throws SQLException {
        return new Early(row.getString(1), row.getString(2), row.getInt(3));
    }

    /** What was reported of flows and not handled yet, oldest first. */
    static List<Readable<FlowEvent>> unhandled(Database.Transaction sql, Ids flowIds) throws SQLException {
        return sql.query("select " + COLUMNS + " from messaging_event where flow_id" + flowIds.isAmong()
                         + " and not handled order by received_at, event_id",
                row -> Readable.of(row.getString("flow_id"), () -> event(row)), flowIds.values());
    }

    private static FlowEvent event(ResultSet row) throws SQLException {
        return new FlowEvent(
                row.getString("event_id"), FlowEvent.Kind.valueOf(row.getString("kind")), row.getString("provider"),
                row.getString("account"), row.getString("message_id"), row.getString("reference"), FlowRows.status(row),
                row.getString("sender"),
                row.getString("recipient"), row.getString("body"), Database.instant(row, "occurred_at"),
                row.getString("flow_id"), row.getInt("attempt"));
    }
}
