package io.camelmessaging.flows.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;

import io.camelmessaging.common.DeliveryStatus;

/**
 * The durable state of all flows: a few tables in H2 or PostgreSQL, shared by all nodes.
 * <p>
 * The rules, which make it safe to be killed at any moment and to run on several nodes:
 * <ul>
 * <li>Work on a flow is done under a claim: {@link #claim} gives it to one node for the time of a lease. Every write of
 * that node carries the number of its claim and fails with {@link LeaseLostException} after somebody else has claimed
 * the flow.</li>
 * <li>The intent to send is written with {@link #keep} before the call, its outcome with {@link #release} after it. Who
 * claims a flow and finds an attempt in {@link Attempt.State#SENDING} knows that nobody knows.</li>
 * <li>An event is written once, whether its attempt is known by then or not ({@link EventStore#record}), and wakes its
 * flow.</li>
 * </ul>
 * All times are the database's. Each method is one or two short transactions; failures of the database are an
 * {@link IllegalStateException}.
 */
public final class FlowStore {

    private static final String FLOW_COLUMNS = "id, flow, conversation_id, state, step, outcome, recipient, message, data,"
                                               + " started_at, expires_at, lease, signals, failures";
    private static final String IS_DUE = "due_at <= ? and parked_at is null and (lease_until is null or lease_until <= ?)";
    /** So many more are looked at than claimed, as other nodes look at the same. */
    private static final int CANDIDATES = 3;

    /** A flow with something to do. */
    private record Due(String id, Instant at) {
    }

    private final Database database;
    private final String node;
    private final Duration lease;
    private final EventStore events;

    /**
     * @param node  names this process in the database
     * @param lease how long a claim holds unless it is renewed
     */
    public FlowStore(Database database, String node, Duration lease) {
        this.database = database;
        this.node = node;
        this.lease = lease;
        this.events = new EventStore(database);
    }

    /** What providers reported. */
    public EventStore events() {
        return events;
    }

    /** The database's time. */
    public Instant now() {
        return database.transaction(Database.Transaction::now);
    }

    /**
     * Takes a message in: its flow is there when this returns, and due at once.
     *
     * @param  name           the name of the flow
     * @param  conversationId the key of the intake, or null for a new one
     * @param  state          the first state
     * @param  recipient      whom it is for, or null
     * @param  message        what is to be sent
     * @param  data           what the template remembers
     * @param  lifetime       after which time it ends whatever its state, or null for never
     * @param  delay          after which time there is something to do; zero for at once
     * @return                the flow, or empty if this name has one with the conversation id already
     */
    public Optional<Flow> begin(
            String name, String conversationId, String state, String recipient, FlowMessage message,
            Map<String, String> data, Duration lifetime, Duration delay) {
        String id = UUID.randomUUID().toString().replace("-", "");
        String conversation = conversationId == null ? id : conversationId;
        return database.transaction(sql -> {
            Instant now = sql.now();
            Instant expiresAt = lifetime == null ? null : now.plus(lifetime);
            boolean started = sql.insertOnce(
                    "insert into messaging_flow (" + FLOW_COLUMNS + ", changed_at, due_at)"
                                             + " values (?, ?, ?, ?, 0, null, ?, ?, ?, ?, ?, 0, 0, 0, ?, ?)",
                    id, name, conversation, state, recipient, message.toJson(), FlowMessage.write(data), now, expiresAt, now,
                    now.plus(delay));
            return started
                    ? Optional.of(new Flow(
                            id, name, conversation, state, 0, null, recipient, message, data, now, expiresAt, 0, 0, 0))
                    : Optional.empty();
        });
    }

    /** The flow with a conversation id; empty if there is none. */
    public Optional<Flow> find(String name, String conversationId) {
        return database.transaction(sql -> sql.query(
                "select " + FLOW_COLUMNS + " from messaging_flow where flow = ? and conversation_id = ?", FlowStore::flow, name,
                conversationId)).stream().findFirst();
    }

    /** The flow with an id; empty if there is none. */
    public Optional<Flow> find(String id) {
        return database.transaction(sql -> sql.query("select " + FLOW_COLUMNS + " from messaging_flow where id = ?",
                FlowStore::flow, id)).stream().findFirst();
    }

    /** The flows of a name for a recipient that have not ended, newest first. */
    public List<Flow> open(String name, String recipient) {
        return database.transaction(sql -> sql.query(
                "select " + FLOW_COLUMNS + " from messaging_flow where flow = ? and recipient = ? and state <> ?"
                                                     + " order by started_at desc",
                FlowStore::flow, name, recipient, Flow.ENDED));
    }

    /**
     * Claims flows that are due and that nobody works on.
     *
     * @param  names the flows that this node has routes for
     * @param  most  how many at most
     * @return       the claims, the longest due first
     */
    public List<LeasedFlow> claim(Collection<String> names, int most) {
        return claim(names, most, (flow, failure) -> {
            throw failure;
        });
    }

    /**
     * Claims flows that are due and that nobody works on.
     *
     * @param unreadable is told of each that this version cannot read, so that it does not hold the others up: what is
     *                   known of it, and why; it is claimed too
     */
    public List<LeasedFlow> claim(Collection<String> names, int most, BiConsumer<Flow, RuntimeException> unreadable) {
        if (names.isEmpty() || most < 1) {
            return List.of();
        }
        Map<Flow, RuntimeException> failures = new LinkedHashMap<>();
        List<LeasedFlow> claimed = database.transaction(sql -> {
            Instant now = sql.now();
            List<Object> values = new ArrayList<>(due(sql, names, now, most * CANDIDATES));
            if (values.isEmpty()) {
                return List.of();
            }
            String ids = marks(values.size());
            Collections.addAll(values, now, now, most);
            List<Found> found = sql.query(
                    "select " + FLOW_COLUMNS + " from messaging_flow where id in (" + ids + ") and " + IS_DUE
                                          + " order by due_at limit ? for update skip locked",
                    FlowStore::found, values.toArray());
            List<LeasedFlow> claims = new ArrayList<>(found.size());
            for (Found one : found) {
                String id = one.flow().id();
                sql.update("update messaging_flow set lease = lease + 1, lease_owner = ?, lease_until = ? where id = ?",
                        node, now.plus(lease), id);
                EventStore.adopt(sql, id);
                Flow leased = leased(one.flow());
                if (one.failure() != null) {
                    failures.put(leased, one.failure());
                    continue;
                }
                try {
                    claims.add(new LeasedFlow(leased, attempts(sql, id), EventStore.unhandled(sql, id), now));
                } catch (RuntimeException e) {
                    failures.put(leased, e);
                }
            }
            return claims;
        });
        failures.forEach(unreadable);
        return claimed;
    }

    /**
     * The ids of flows that are due. Each name is asked for alone and without locks, since only so both databases walk
     * along the index and stop at the limit, however many flows are open or overdue.
     */
    private static List<String> due(Database.Transaction sql, Collection<String> names, Instant now, int most)
            throws SQLException {
        List<Due> due = new ArrayList<>();
        for (String name : names) {
            due.addAll(sql.query(
                    "select id, due_at from messaging_flow where flow = ? and " + IS_DUE + " order by flow, due_at limit ?",
                    row -> new Due(row.getString("id"), Database.instant(row, "due_at")), name, now, now, most));
        }
        return due.stream().sorted(Comparator.comparing(Due::at)).limit(most).map(Due::id).toList();
    }

    /**
     * Makes claims hold for another lease.
     *
     * @return the number of those that still hold
     */
    public int renew(Collection<Flow> flows) {
        if (flows.isEmpty()) {
            return 0;
        }
        return database.transaction(sql -> {
            Instant until = sql.now().plus(lease);
            int held = 0;
            for (Flow flow : flows) {
                held += sql.update("update messaging_flow set lease_until = ? where id = ? and lease = ?", until, flow.id(),
                        flow.lease());
            }
            return held;
        });
    }

    /**
     * Writes a flow, and attempts of it, and goes on holding the claim; to be used before a call.
     *
     * @throws LeaseLostException if the claim was lost; nothing is written then
     */
    public void keep(Flow flow, Attempt... attempts) {
        database.transaction(sql -> {
            Instant now = sql.now();
            write(sql, flow, now, "lease_until = ?", now.plus(lease));
            save(sql, attempts);
            return null;
        });
    }

    /**
     * Writes a flow and its attempts, marks events as handled, and gives the claim back.
     *
     * @param  due                when there is something to do next; null for never. If an event came in since the flow
     *                            was claimed, it is at once
     * @throws LeaseLostException if the claim was lost; nothing is written then
     */
    public void release(Flow flow, Instant due, Collection<FlowEvent> handled, Attempt... attempts) {
        database.transaction(sql -> {
            Instant now = sql.now();
            write(sql, flow, now,
                    "lease = lease + 1, lease_until = null, lease_owner = null, failures = 0, failing_since = null, due_at = case when signals = ? then cast(? as timestamp"
                                  + " with time zone) else cast(? as timestamp with time zone) end",
                    flow.signals(), due, now);
            save(sql, attempts);
            for (FlowEvent event : handled) {
                sql.update("update messaging_event set handled = true where event_id = ?", event.eventId());
            }
            return null;
        });
        if (attempts.length > 0) {
            // commit first, then look, as EventStore.record() does: whichever comes second sees the other
            boolean early = database.transaction(sql -> EventStore.adopt(sql, flow.id()) > 0);
            if (early) {
                wake(flow.id());
            }
        }
    }

    /**
     * Gives a claim back after its work failed: it is done again later, with nothing changed, unless it has failed for
     * too long.
     *
     * @param  delay        after which time it is done again
     * @param  parkAfter    for how long it may fail before it is parked
     * @param  parkFailures how often in a row it has to have failed besides
     * @return              whether it was parked
     */
    public boolean postpone(Flow flow, Duration delay, Duration parkAfter, int parkFailures) {
        return database.transaction(sql -> {
            Instant now = sql.now();
            int postponed = sql.update(
                    "update messaging_flow set lease = lease + 1, lease_until = null, lease_owner = null, failures = failures + 1,"
                                       + " due_at = ?, failing_since = coalesce(failing_since, ?) where id = ? and lease = ?",
                    now.plus(delay), now, flow.id(), flow.lease());
            return postponed == 1
                    && sql.update(
                            "update messaging_flow set parked_at = ? where id = ? and failing_since <= ? and failures >= ?",
                            now, flow.id(), now.minus(parkAfter), parkFailures)
                       == 1;
        });
    }

    /** Gives back the claim of a flow that this node has no route for. */
    public void handBack(Flow flow, Duration delay) {
        database.transaction(sql -> sql.update(
                "update messaging_flow set lease = lease + 1, lease_until = null, lease_owner = null, due_at = ?"
                                               + " where id = ? and lease = ?",
                sql.now().plus(delay), flow.id(), flow.lease()));
    }

    /**
     * The flows that are parked, the longest parked first.
     *
     * @param max how many at most
     */
    public List<ParkedFlow> parked(int max) {
        return database.transaction(sql -> sql.query(
                "select id, flow, conversation_id, outcome, failing_since, parked_at from messaging_flow"
                                                     + " where parked_at is not null order by parked_at, id limit ?",
                row -> new ParkedFlow(
                        row.getString("id"), row.getString("flow"), row.getString("conversation_id"), row.getString("outcome"),
                        Database.instant(row, "failing_since"), Database.instant(row, "parked_at")),
                max));
    }

    /** Makes a parked flow due at once; false if it is not parked. */
    public boolean releaseParked(String flowId) {
        return database.transaction(sql -> sql.update(
                "update messaging_flow set parked_at = null, failing_since = null, failures = 0, due_at = ?"
                                                      + " where id = ? and parked_at is not null",
                sql.now(), flowId))
               == 1;
    }

    /** Makes a flow due at once. */
    public void wake(String flowId) {
        database.transaction(sql -> sql.update("update messaging_flow set signals = signals + 1, due_at = ? where id = ?",
                sql.now(), flowId));
    }

    /** The attempts of a flow, oldest first. */
    public List<Attempt> attempts(String flowId) {
        return database.transaction(sql -> attempts(sql, flowId));
    }

    /**
     * Deletes flows that ended, and events that never met their flow, this long ago.
     *
     * @return how many flows
     */
    public int deleteOlderThan(Duration age) {
        return database.transaction(sql -> {
            Instant before = sql.now().minus(age);
            sql.update("delete from messaging_event where flow_id is null and received_at < ?", before);
            sql.update("delete from messaging_seen where seen_at < ?", before);
            return sql.update("delete from messaging_flow where ended_at < ?", before);
        });
    }

    private static void write(Database.Transaction sql, Flow flow, Instant now, String lease, Object... leaseValues)
            throws SQLException {
        List<Object> values = new ArrayList<>();
        Collections.addAll(values, flow.state(), flow.step(), flow.outcome(), flow.recipient(),
                flow.message() == null ? null : flow.message().toJson(), FlowMessage.write(flow.data()), now,
                flow.expiresAt(), flow.isEnded() ? now : null);
        Collections.addAll(values, leaseValues);
        Collections.addAll(values, flow.id(), flow.lease());
        int written = sql.update(
                "update messaging_flow set state = ?, step = ?, outcome = ?, recipient = ?, message = ?, data = ?,"
                                 + " changed_at = ?, expires_at = ?, ended_at = coalesce(ended_at, ?), " + lease
                                 + " where id = ? and lease = ?",
                values.toArray());
        if (written == 0) {
            throw new LeaseLostException(flow);
        }
    }

    private static void save(Database.Transaction sql, Attempt... attempts) throws SQLException {
        for (Attempt attempt : attempts) {
            int known = sql.update(
                    "update messaging_attempt set state = ?, provider = ?, account = ?, message_id = ?, status = ?, reason = ?,"
                                   + " repeats = ?, answered_at = ? where flow_id = ? and number = ?",
                    attempt.state(), attempt.provider(), attempt.account(), attempt.messageId(), attempt.status(),
                    attempt.reason(), attempt.repeats(), attempt.answeredAt(), attempt.flowId(), attempt.number());
            if (known == 0) {
                sql.update("insert into messaging_attempt (flow_id, number, step, reference, idempotency_key, state, provider,"
                           + " account, message_id, status, reason, repeats, started_at, answered_at)"
                           + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        attempt.flowId(), attempt.number(), attempt.step(), attempt.reference(), attempt.idempotencyKey(),
                        attempt.state(), attempt.provider(), attempt.account(), attempt.messageId(), attempt.status(),
                        attempt.reason(), attempt.repeats(), attempt.startedAt(), attempt.answeredAt());
            }
        }
    }

    private static List<Attempt> attempts(Database.Transaction sql, String flowId) throws SQLException {
        return sql.query("select * from messaging_attempt where flow_id = ? order by number", FlowStore::attempt, flowId);
    }

    /**
     * A flow that is due.
     *
     * @param flow    no more than its id, name, number of the claim and failures if it cannot be read
     * @param failure why it cannot; null if it can
     */
    private record Found(Flow flow, RuntimeException failure) {
    }

    private static Found found(ResultSet row) throws SQLException {
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

    private static Flow leased(Flow flow) {
        return new Flow(
                flow.id(), flow.name(), flow.conversationId(), flow.state(), flow.step(), flow.outcome(), flow.recipient(),
                flow.message(), flow.data(), flow.startedAt(), flow.expiresAt(), flow.lease() + 1, flow.signals(),
                flow.failures());
    }

    private static String marks(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }

    private static Flow flow(ResultSet row) throws SQLException {
        Map<String, String> data = new LinkedHashMap<>();
        FlowMessage.read(row.getString("data")).forEach((name, value) -> data.put((String) name, (String) value));
        String message = row.getString("message");
        return new Flow(
                row.getString("id"), row.getString("flow"), row.getString("conversation_id"), row.getString("state"),
                row.getInt("step"), row.getString("outcome"), row.getString("recipient"),
                message == null ? null : FlowMessage.ofJson(message), data, Database.instant(row, "started_at"),
                Database.instant(row, "expires_at"), row.getLong("lease"), row.getLong("signals"), row.getInt("failures"));
    }

    public static Attempt attempt(ResultSet row) throws SQLException {
        return new Attempt(
                row.getString("flow_id"), row.getInt("number"), row.getInt("step"), row.getString("reference"),
                row.getString("idempotency_key"), Attempt.State.valueOf(row.getString("state")), row.getString("provider"),
                row.getString("account"), row.getString("message_id"), status(row), row.getString("reason"),
                row.getInt("repeats"),
                Database.instant(row, "started_at"), Database.instant(row, "answered_at"));
    }

    public static DeliveryStatus status(ResultSet row) throws SQLException {
        String status = row.getString("status");
        return status == null ? null : DeliveryStatus.valueOf(status);
    }
}
