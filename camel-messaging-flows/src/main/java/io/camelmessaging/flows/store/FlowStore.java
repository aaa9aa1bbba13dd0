/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

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

    private final Database database;
    private final String node;
    private final DatabaseClock clock;
    private final long leaseMillis;
    private final EventStore events;
    private final ActStore acts;
    private final FlowWriter writer;
    private final FlowClaims claims;
    private final WorkNotices notices;

    /**
     * @param node  names this process in the database
     * @param lease how long a lease holds unless it is renewed
     */
    public FlowStore(Database database, String node, Duration lease) {
        this.database = database;
        this.node = node;
        this.clock = new DatabaseClock(() -> database.transaction(Database.Transaction::now), !database.isOnTestClock());
        this.leaseMillis = lease.toMillis();
        this.events = new EventStore(database);
        this.acts = new ActStore(database);
        this.writer = new FlowWriter(database, leaseMillis, acts::signal);
        this.claims = new FlowClaims(database, clock, node, leaseMillis);
        this.notices = new WorkNotices(database);
    }

    /** What providers reported. */
    public EventStore events() {
        return events;
    }

    /** What people do to flows. */
    public ActStore acts() {
        return acts;
    }

    /** What nodes tell each other. */
    public WorkNotices notices() {
        return notices;
    }

    /** Whether the database is in this process, and has one writer at a time. */
    public boolean isEmbedded() {
        return database.isEmbedded();
    }

    /**
     * Lets the disk have what an embedded database has written; to be done more often than every
     * {@link Database#RETAINED}.
     *
     * @return whether there was anything
     */
    public boolean flush() {
        return database.flush();
    }

    /** The database's time. */
    public Instant now() {
        return clock.now();
    }

    /** When the next flow is due; empty if none is open. For whoever moves the clock. */
    public Optional<Instant> nextDue() {
        return database.transaction(sql -> sql.query(
                "select min(due_at) as moment from messaging_flow where parked_at is null",
                row -> Optional.ofNullable(Database.instant(row, "moment")))).get(0);
    }

    /** Whether no flow is due, and nobody works on one. */
    public boolean isIdle() {
        return database.transaction(sql -> sql.query(
                "select 1 from messaging_flow where parked_at is null and (lease_until is not null or due_at <= ?) limit 1",
                row -> true, sql.now()).isEmpty());
    }

    /**
     * Takes a message in: its flow is there when this returns, and due after its delay.
     *
     * @return the flow, or empty if this name has one with the conversation id already
     */
    public Optional<Flow> begin(NewFlow message) {
        return begin(List.of(message)).get(0);
    }

    /**
     * Takes several messages in, all or none.
     *
     * @return for each, in their order, the flow, or empty if its name has one with the conversation id already
     */
    public List<Optional<Flow>> begin(List<NewFlow> messages) {
        Instant now = clock.now();
        // in one order, so that no two that take in the same ids wait for each other
        List<Begun> ordered = messages.stream().map(message -> new Begun(message, begun(message, now)))
                .sorted(Comparator.comparing(one -> one.flow().conversationId())).toList();
        int[] counts = database.transaction(sql -> sql.insertOnce(
                "insert into messaging_flow (" + FlowRows.FLOW_COLUMNS
                                                                  + ", reference, changed_at, due_at, lease_owner, lease_until)"
                                                                  + " values (?, ?, ?, ?, 0, null, ?, ?, ?, ?, ?, ?, 0, 0, ?, ?, ?, ?,"
                                                                  + " case when ? then " + database.later() + " end)",
                ordered.stream().map(one -> row(one, now)).toList()));
        Map<NewFlow, Optional<Flow>> begun = new IdentityHashMap<>();
        for (int i = 0; i < counts.length; i++) {
            begun.put(ordered.get(i).message(), counts[i] == 1 ? Optional.of(ordered.get(i).flow()) : Optional.empty());
        }
        return messages.stream().map(begun::get).toList();
    }

    /** A message with the flow that it becomes. */
    private record Begun(NewFlow message, Flow flow) {
    }

    private static Flow begun(NewFlow message, Instant now) {
        String id = NewFlow.newId();
        return new Flow(
                id, message.name(), message.conversationId() == null ? id : message.conversationId(), message.state(), 0, null,
                message.recipient(), message.message(), message.data(), now,
                message.lifetime() == null ? null : now.plus(message.lifetime()), message.leased() ? 1 : 0, 0, 0);
    }

    private Object[] row(Begun begun, Instant now) {
        Flow flow = begun.flow();
        NewFlow message = begun.message();
        return new Object[] {
                flow.id(), flow.name(), flow.conversationId(), flow.state(), flow.recipient(), flow.message().toJson(),
                FlowMessage.write(flow.data()), now, flow.expiresAt(), flow.lease(), message.reference(), now,
                now.plus(message.delay()), message.leased() ? node : null, message.leased(), leaseMillis };
    }

    /** The flow with a conversation id; empty if there is none. */
    public Optional<Flow> find(String name, String conversationId) {
        return database.transaction(sql -> sql.query(
                "select " + FlowRows.FLOW_COLUMNS + " from messaging_flow where flow = ? and conversation_id = ?",
                FlowRows::flow, name, conversationId)).stream().findFirst();
    }

    /** The flow with an id; empty if there is none. */
    public Optional<Flow> find(String id) {
        return database.transaction(sql -> sql.query(
                "select " + FlowRows.FLOW_COLUMNS + " from messaging_flow where id = ?", FlowRows::flow, id))
                .stream().findFirst();
    }

    /** The flows of a name for a recipient that have not ended, newest first. */
    public List<Flow> open(String name, String recipient) {
        return database.transaction(sql -> sql.query(
                "select " + FlowRows.FLOW_COLUMNS + " from messaging_flow where flow = ? and recipient = ? and state <> ?"
                                                     + " order by started_at desc",
                FlowRows::flow, name, recipient, Flow.ENDED));
    }

    /**
     * Leases flows that are due and that nobody works on.
     *
     * @param  names the flows that this node has routes for
     * @param  most  how many at most
     * @return       the flows, the longest due first
     */
    public List<LeasedFlow> claim(Collection<String> names, int most) {
        return claim(names, most, (flow, failure) -> {
            throw failure;
        });
    }

    /**
     * Leases flows that are due and that nobody works on.
     *
     * @param unreadable is told of each that this version cannot read, so that it does not hold the others up: what is
     *                   known of it, and why; it is leased too
     */
    public List<LeasedFlow> claim(Collection<String> names, int most, BiConsumer<Flow, RuntimeException> unreadable) {
        return names.isEmpty() || most < 1 ? List.of() : claims.claim(names, most, unreadable);
    }

    /**
     * Makes leases hold from now on.
     *
     * @return the number of those that still hold
     */
    public int renew(Collection<Flow> flows) {
        return flows.isEmpty() ? 0 : database.transaction(sql -> {
            List<Flow> ordered = flows.stream().sorted(Comparator.comparing(Flow::id)).toList();
            return Arrays.stream(sql.batch(
                    "update messaging_flow set lease_until = " + database.later() + " where id = ? and lease = ?",
                    ordered.stream().map(flow -> new Object[] { leaseMillis, flow.id(), flow.lease() }).toList())).sum();
        });
    }

    /**
     * Writes several flows at once, each under its own lease: that one cannot be written leaves the others alone.
     *
     * @return for each, in their order, what became of it
     */
    public List<FlowWrite.Result> write(List<FlowWrite> writes) {
        return writer.write(writes);
    }

    /**
     * Writes a flow, and attempts of it, and goes on holding the lease; to be used before a call.
     *
     * @throws LeaseLostException if the lease was lost; nothing is written then
     */
    public void keep(Flow flow, Attempt... attempts) {
        writeOne(FlowWrite.keeping(flow, List.of(attempts), List.of()));
    }

    /**
     * Writes a flow and its attempts, marks events as handled, and gives the lease back.
     *
     * @param  due                when there is something to do next; null for never. If an event came in since the flow
     *                            was leased, it is at once
     * @throws LeaseLostException if the lease was lost; nothing is written then
     */
    public void release(Flow flow, Instant due, Collection<FlowEvent> handled, Attempt... attempts) {
        writeOne(FlowWrite.releasing(flow, due, List.of(attempts), handled));
    }

    private void writeOne(FlowWrite write) {
        if (write(List.of(write)).get(0) == FlowWrite.Result.LEASE_LOST) {
            throw new LeaseLostException(write.flow());
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
     * How many flows of these names are open and parked, and how long the oldest is overdue.
     *
     * @param states those of flows that have not ended
     */
    public FlowFigures figures(Set<String> names, Set<String> states) {
        return database.transaction(sql -> FlowFigures.of(sql, names, states));
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

    /**
     * Changes a flow from outside of its work. Whoever has it leased may write nothing any more, so that an intent to
     * send that is not written yet never is.
     *
     * @param  change what becomes of the flow as it is; empty to leave it. It may be asked more than once
     * @return        the flow as it was; empty if there is none
     */
    public Optional<Flow> change(String name, String conversationId, Function<Flow, Optional<Rescheduled>> change) {
        return database.transaction(sql -> {
            Optional<Flow> found = sql.query(
                    "select " + FlowRows.FLOW_COLUMNS
                                             + " from messaging_flow where flow = ? and conversation_id = ? for update",
                    FlowRows::flow, name, conversationId).stream().findFirst();
            Optional<Rescheduled> changed = found.flatMap(change);
            if (changed.isPresent()) {
                Flow flow = changed.get().flow();
                sql.update("update messaging_flow set state = ?, outcome = ?, data = ?, expires_at = ?, due_at = ?,"
                           + " lease = lease + 1, lease_owner = null, lease_until = null, failures = 0, failing_since = null,"
                           + " parked_at = null, changed_at = current_timestamp where id = ?",
                        flow.state(), flow.outcome(), FlowMessage.write(flow.data()), flow.expiresAt(), changed.get().due(),
                        flow.id());
            }
            return found;
        });
    }

    /** Makes a flow due at once. */
    public void wake(String flowId) {
        database.transaction(sql -> sql.update("update messaging_flow set signals = signals + 1, due_at = ? where id = ?",
                sql.now(), flowId));
    }

    /** The attempts of a flow, oldest first. */
    public List<Attempt> attempts(String flowId) {
        return database.transaction(sql -> sql.query(
                "select * from messaging_attempt where flow_id = ? order by number", FlowRows::attempt, flowId));
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
}
