/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.test;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.camelmessaging.common.support.PollingEndpoint;
import io.camelmessaging.flows.MessagingFlows;
import io.camelmessaging.sandbox.MessagingSandbox;
import org.apache.camel.CamelContext;
import org.apache.camel.support.task.Tasks;
import org.apache.camel.support.task.budget.Budgets;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Tests flows without waiting for hours: {@code @RegisterExtension static final FlowsExtension FLOWS = new
 * FlowsExtension();}. It runs a sandbox, gives each context a database in memory, and has one clock for both and for
 * what polls the sandbox, which a test moves.
 * <p>
 * The tests of a class go by one clock, and one after the other; the classes of a run may have one each, in parallel.
 */
public final class FlowsExtension implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration INTERVAL = Duration.ofMillis(10);
    private static final int CONNECTIONS = 10;
    private static final int THREADS = 5;
    /** Nobody else takes work over, however far the clock is moved. */
    private static final Duration LEASE = Duration.ofDays(100_000);

    private final SandboxExtension sandbox
            = new SandboxExtension(MessagingSandbox.create().second(Duration.ofSeconds(1)));
    private final List<MessagingFlows> connected = new CopyOnWriteArrayList<>();
    private final List<Feed> feeds = new CopyOnWriteArrayList<>();
    private final List<JdbcConnectionPool> databases = new CopyOnWriteArrayList<>();

    /** A sandbox and flows with the usual settings. */
    public FlowsExtension() {
        // all is set above
    }

    /** The sandbox, which shows what a recipient got, and answers as one; its seconds are those of the flows. */
    public MessagingSandbox sandbox() {
        return sandbox.sandbox();
    }

    /** What time it is for the sandbox and for the flows. */
    public Instant now() {
        return sandbox().now();
    }

    /**
     * Gives a context flows on a database in memory that go by this clock, and makes the components of providers speak
     * with the sandbox.
     *
     * @param  context                  not yet started
     * @param  providers                such as {@code boomware}
     * @throws IllegalArgumentException if there is no such provider, or its component is not on the class path
     */
    public void connect(CamelContext context, String... providers) {
        JdbcConnectionPool database
                = JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "");
        database.setMaxConnections(CONNECTIONS);
        databases.add(database);
        connect(context, database, providers);
    }

    /**
     * The same on a database of yours, as for a test of what is there after a restart.
     *
     * @param database H2 or PostgreSQL
     */
    public void connect(CamelContext context, DataSource database, String... providers) {
        MessagingFlows flows = new MessagingFlows().goingBy(this::now);
        flows.setDataSource(database);
        flows.setLease(LEASE);
        flows.setPollDelay(Duration.ofMillis(50));
        flows.setThreads(THREADS);
        context.getRegistry().bind("messagingFlows", flows);
        connected.add(flows);
        context.getCamelContextExtension().registerEndpointCallback((uri, endpoint) -> {
            if (endpoint instanceof PollingEndpoint polling && polling.getScheduledExecutorService() == null) {
                feeds.add(Feed.of(polling, this::now));
            }
            return endpoint;
        });
        for (String provider : providers) {
            sandbox.connect(context, provider);
        }
    }

    /**
     * Moves the clock of sandbox, flows and feeds. What is due on the way happens in its order, each at its time: a
     * message that is held goes out, a feed is polled, a receipt that comes before the end of a wait is there before it
     * ends.
     */
    public void advance(Duration time) {
        settle();
        // a test may have made something happen since
        feeds.forEach(Feed::expectSomething);
        Instant target = now().plus(time);
        for (Optional<Instant> next = next(); next.isPresent() && !next.get().isAfter(target); next = next()) {
            advanceTo(next.get());
        }
        advanceTo(target);
    }

    private void advanceTo(Instant moment) {
        boolean happens = planned().anyMatch(at -> !at.isAfter(moment));
        Duration ahead = Duration.between(now(), moment);
        if (!ahead.isNegative()) {
            // the sandbox's clock has milliseconds
            sandbox().advanceClock(ahead.truncatedTo(ChronoUnit.MILLIS).plusMillis(1));
        }
        settle();
        List<Feed> due = feeds.stream()
                .filter(feed -> feed.nextPoll().filter(at -> !at.isAfter(now())).isPresent()).toList();
        due.forEach(feed -> feed.poll(PATIENCE));
        settle();
        if (happens || due.stream().anyMatch(Feed::isPromising)) {
            feeds.forEach(Feed::expectSomething);
        }
    }

    /** When something happens next, or a feed is polled; empty if nothing is planned. */
    private Optional<Instant> next() {
        return Stream.concat(planned(), feeds.stream().flatMap(feed -> feed.nextPoll().stream()))
                .min(Comparator.naturalOrder());
    }

    /** What happens by itself: at the sandbox, and in flows. */
    private Stream<Instant> planned() {
        return Stream.concat(
                sandbox().nextEvent().stream(), started().stream().flatMap(flows -> flows.store().nextDue().stream()));
    }

    /** Waits until nothing is under way or due: neither at the sandbox nor in a flow. */
    private void settle() {
        started().forEach(MessagingFlows::wakeUp);
        await(PATIENCE, () -> "something is still due or under way after " + PATIENCE.toSeconds() + " s",
                () -> sandbox().isIdle() && started().stream().allMatch(flows -> flows.store().isIdle()));
    }

    /**
     * Waits until a flow has ended, and tells what was sent, and why. It does not move the clock.
     *
     * @param  conversationId the header {@code CamelMessagingConversationId} that was given, or that stands behind the
     *                        Kamelet
     * @throws AssertionError if it has not ended after 30 seconds as they really pass; it says where the flow stands
     */
    public EndedFlow awaitEnd(String conversationId) {
        return awaitEnd(conversationId, PATIENCE);
    }

    /**
     * The same, with another limit.
     *
     * @param atMost how long to wait, as time really passes
     */
    public EndedFlow awaitEnd(String conversationId, Duration atMost) {
        await(atMost, () -> "the flow with the conversation id " + conversationId + " has not ended after "
                            + atMost.toMillis() + " ms: "
                            + find(conversationId).map(EndedFlow::toString).orElse("there is none")
                            + "; move the clock by advance(...)",
                () -> find(conversationId).filter(EndedFlow::hasEnded).isPresent());
        return find(conversationId).orElseThrow();
    }

    private Optional<EndedFlow> find(String conversationId) {
        return started().stream().flatMap(flows -> flows.stateDatabase().transaction(sql -> sql.query(
                "select id from messaging_flow where conversation_id = ? order by started_at", row -> row.getString(1),
                conversationId)).stream()
                .flatMap(id -> flows.store().find(id).stream()
                        .map(flow -> EndedFlow.of(flow, flows.store().attempts(flow.id())))))
                // of flows that lead to each other the one that is still open
                .min(Comparator.comparing(EndedFlow::hasEnded));
    }

    private List<MessagingFlows> started() {
        return connected.stream().filter(MessagingFlows::isStarted).toList();
    }

    private static void await(Duration atMost, Supplier<String> failure, BooleanSupplier condition) {
        boolean met = Tasks.foregroundTask()
                .withBudget(Budgets.iterationTimeBudget().withInterval(INTERVAL).withMaxDuration(atMost)
                        .withMaxIterations(Integer.MAX_VALUE).build())
                .withName("FlowsExtension").build().run(null, condition);
        if (!met) {
            throw new AssertionError(failure.get());
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        sandbox.beforeAll(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        connected.clear();
        sandbox().reset();
    }

    /** A database in memory ends with its last connection. */
    @Override
    public void afterEach(ExtensionContext context) {
        feeds.forEach(Feed::shutdownNow);
        feeds.clear();
        databases.forEach(JdbcConnectionPool::dispose);
        databases.clear();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        sandbox.afterAll(context);
    }
}
