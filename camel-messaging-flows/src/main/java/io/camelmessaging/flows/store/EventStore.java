package io.camelmessaging.flows.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

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
     * Writes an event unless it is there already, and wakes the flow that it belongs to.
     * <p>
     * It belongs to the attempt with its reference, else to the one with its message id at its provider and account.
     * One that belongs to none is kept and matched as soon as the attempt is known.
     *
     * @return the id of its flow; empty if none is known
     */
    public Optional<String> record(FlowEvent event) {
        String key = keptWithoutAccount(event).orElse(event.eventId());
        boolean fresh = database.transaction(sql -> sql.insertOnce(
                "insert into messaging_event (" + COLUMNS
                                                                   + ", received_at, handled) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                                                                   + " null, null, current_timestamp, false)",
                key, event.kind(), event.provider(), event.account(), event.messageId(), event.reference(), event.status(),
                event.sender(), event.recipient(), event.text(), event.occurredAt()));
        if (!fresh) {
            Optional<String> known = database.transaction(sql -> sql.query(
                    "select flow_id from messaging_event where event_id = ? and flow_id is not null",
                    row -> row.getString(1), key)).stream().findFirst();
            if (known.isPresent()) {
                return known;
            }
        }
        Optional<Attempt> about = database.transaction(sql -> about(sql, event));
        about.ifPresent(attempt -> tie(key, attempt.flowId(), attempt.number()));
        return about.map(Attempt::flowId);
    }

    /** The key of the same event if it was kept without an account, as before accounts were told apart. */
    private Optional<String> keptWithoutAccount(FlowEvent event) {
        List<String> keys = event.keysWithoutAccount();
        return keys.isEmpty()
                ? Optional.empty()
                : database.transaction(sql -> sql.query(
                        "select event_id from messaging_event where event_id in (?, ?) and account is null",
                        row -> row.getString(1), keys.toArray())).stream().findFirst();
    }

    private static Optional<Attempt> about(Database.Transaction sql, FlowEvent event) throws SQLException {
        // no two attempts have one reference, whatever the account, whose credentials may have been renewed meanwhile
        List<Attempt> found = sql.query("select * from messaging_attempt where reference = ?", FlowStore::attempt,
                event.reference());
        if (!found.isEmpty()) {
            return found.stream().findFirst();
        }
        List<Attempt> withId = sql.query(
                "select * from messaging_attempt where message_id = ? and provider = ? order by started_at desc",
                FlowStore::attempt, event.messageId(), event.provider());
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

    /** Ties an event that belongs to no flow yet to an attempt, and wakes the flow; 0 stands for no certain attempt. */
    public void tie(String eventId, String flowId, int attempt) {
        database.transaction(sql -> {
            // the flow before its event, as claim() locks them
            sql.update("update messaging_flow set signals = signals + 1, due_at = ? where id = ?", sql.now(), flowId);
            return sql.update("update messaging_event set flow_id = ?, attempt = ? where event_id = ? and flow_id is null",
                    flowId, attempt, eventId);
        });
    }

    /**
     * Ties a reply that may belong to several flows to one of them, which tells of it, and wakes that one.
     *
     * @param candidates the conversation ids of all
     */
    public void tieToOneOf(String eventId, String flowId, List<String> candidates) {
        // first what is told of it: the flow may be at work as soon as it is tied
        database.transaction(sql -> sql.update("update messaging_event set candidates = ? where event_id = ?",
                FlowMessage.write(Map.of(IDS, candidates)), eventId));
        tie(eventId, flowId, FlowEvent.AMBIGUOUS);
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

    /** Ties events to the attempts of a flow that were not known when the events came. */
    public static int adopt(Database.Transaction sql, String flowId) throws SQLException {
        Map<String, Integer> early = new LinkedHashMap<>();
        String select = "select e.event_id, a.number from messaging_attempt a join messaging_event e on ";
        String unmatched = " where a.flow_id = ? and e.flow_id is null";
        sql.query(select + "e.reference = a.reference" + unmatched, row -> early.put(row.getString(1), row.getInt(2)), flowId);
        sql.query(select + "e.message_id = a.message_id and e.provider = a.provider"
                  + " and (e.account is null or a.account is null or e.account = a.account)" + unmatched,
                row -> early.put(row.getString(1), row.getInt(2)), flowId);
        for (Map.Entry<String, Integer> event : early.entrySet()) {
            sql.update("update messaging_event set flow_id = ?, attempt = ? where event_id = ? and flow_id is null", flowId,
                    event.getValue(), event.getKey());
        }
        return early.size();
    }

    public static List<FlowEvent> unhandled(Database.Transaction sql, String flowId) throws SQLException {
        return sql.query("select " + COLUMNS
                         + " from messaging_event where flow_id = ? and not handled order by received_at, event_id",
                EventStore::event, flowId);
    }

    private static FlowEvent event(ResultSet row) throws SQLException {
        return new FlowEvent(
                row.getString("event_id"), FlowEvent.Kind.valueOf(row.getString("kind")), row.getString("provider"),
                row.getString("account"), row.getString("message_id"), row.getString("reference"), FlowStore.status(row),
                row.getString("sender"),
                row.getString("recipient"), row.getString("body"), Database.instant(row, "occurred_at"),
                row.getString("flow_id"), row.getInt("attempt"));
    }
}
