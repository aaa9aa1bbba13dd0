/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import javax.sql.DataSource;

import io.camelmessaging.common.support.ErrorGuard;
import io.camelmessaging.common.support.ManagedBean;
import io.camelmessaging.flows.engine.EngineOptions;
import io.camelmessaging.flows.engine.FlowEngine;
import io.camelmessaging.flows.engine.ReceiptFeeds;
import io.camelmessaging.flows.schema.SchemaMode;
import io.camelmessaging.flows.store.ConnectionPool;
import io.camelmessaging.flows.store.Database;
import io.camelmessaging.flows.store.EmbeddedH2;
import io.camelmessaging.flows.store.EventStore;
import io.camelmessaging.flows.store.Flow;
import io.camelmessaging.flows.store.FlowEvent;
import io.camelmessaging.flows.store.FlowStore;
import io.camelmessaging.flows.store.ParkedFlow;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.StaticService;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all flows of a Camel context share: the database, and the clock that brings due work to their routes.
 * <p>
 * The first flow makes one with the defaults. To set something, put a bean of this class into the registry before,
 * under any name.
 */
@ManagedResource(description = "Flows of messages")
public class MessagingFlows extends ServiceSupport implements CamelContextAware, StaticService {

    private static final Logger LOG = LoggerFactory.getLogger(MessagingFlows.class);

    private CamelContext camelContext;
    private DataSource dataSource;
    private String databaseFile = "./camel-messaging-flows";
    private String schema;
    private SchemaMode schemaMode = SchemaMode.CREATE;
    private String node = UUID.randomUUID().toString();
    private Duration lease = Duration.ofSeconds(60);
    private Duration pollDelay = Duration.ofMillis(500);
    private Duration retention = Duration.ofDays(30);
    private int threads = 20;
    private int maxInFlight = 512;
    private Duration parkAfter = Duration.ofHours(24);
    private int parkFailures = 20;
    private boolean listen = true;

    private final FlowsHealthCheck healthCheck = new FlowsHealthCheck(this);
    private Database database;
    private FlowStore store;
    private FlowEngine engine;
    private FlowObservation observation;
    private EmbeddedH2 file;
    private InstantSource testClock;

    /**
     * The one of a Camel context, started: the bean of this class in its registry, or else a new one.
     */
    public static MessagingFlows of(CamelContext context) {
        return ContextService.of(context, MessagingFlows.class, MessagingFlows::new);
    }

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
    }

    /**
     * Makes the flows go by a clock of a test instead of the database's: for tests that cannot wait for hours, on one
     * node and with a long {@linkplain #setLease lease}. The {@code FlowsExtension} of camel-messaging-test sets it.
     *
     * @return this
     */
    public MessagingFlows goingBy(InstantSource clock) {
        this.testClock = clock;
        return this;
    }

    /** By which goes what is of this process alone, such as a circuit breaker: the system's clock, or a test's. */
    public Clock clock() {
        return testClock == null ? Clock.systemUTC() : testClock.withZone(ZoneOffset.UTC);
    }

    public DataSource getDataSource() {
        return dataSource;
    }

    /**
     * The database, H2 or PostgreSQL. Without one it is the only {@code DataSource} in the registry, and if there is
     * none an H2 file ({@code databaseFile}).
     */
    public void setDataSource(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    public String getDatabaseFile() {
        return databaseFile;
    }

    /**
     * Where the H2 file is if there is no {@code DataSource}: a path without its ending, absolute or from {@code ./}.
     */
    public void setDatabaseFile(String databaseFile) {
        this.databaseFile = databaseFile;
    }

    public String getSchema() {
        return schema;
    }

    /**
     * The schema of the tables; by default the one that the connections of the {@code DataSource} lead to. A plain name
     * in any case, as in SQL, or another one exactly as it is.
     */
    public void setSchema(String schema) {
        this.schema = schema;
    }

    public SchemaMode getSchemaMode() {
        return schemaMode;
    }

    /**
     * What is done about the tables at the start: {@code create}, the default, makes and upgrades them,
     * {@code validate} only compares them with what this version needs, {@code none} does nothing.
     */
    public void setSchemaMode(SchemaMode schemaMode) {
        this.schemaMode = schemaMode;
    }

    @ManagedAttribute(description = "Names this process in the database")
    public String getNode() {
        return node;
    }

    /** Names this process in the column {@code lease_owner}; a random one by default. At most 100 characters. */
    public void setNode(String node) {
        this.node = node;
    }

    public Duration getLease() {
        return lease;
    }

    /**
     * How long work is this node's before another takes it over, as happens after a crash; 60 seconds by default. It is
     * renewed while the work goes on, so that it has to be longer than a pause of the process, and not than a call.
     */
    public void setLease(Duration lease) {
        this.lease = lease;
    }

    public Duration getPollDelay() {
        return pollDelay;
    }

    /** How often the database is asked for due work; every 500 ms by default. New messages do not wait for it. */
    public void setPollDelay(Duration pollDelay) {
        this.pollDelay = pollDelay;
    }

    public Duration getRetention() {
        return retention;
    }

    /**
     * After which time flows that have ended, events without a flow, and keys of idempotent repositories are deleted;
     * 30 days by default. A conversation id can be used again after it.
     */
    public void setRetention(Duration retention) {
        this.retention = retention;
    }

    public int getThreads() {
        return threads;
    }

    /**
     * How many threads decide, write intents, and make calls that block, such as those of a route with blocking steps;
     * 20 by default. A call that goes on by itself, as those of the messaging components, needs none.
     */
    public void setThreads(int threads) {
        this.threads = threads;
    }

    public int getMaxInFlight() {
        return maxInFlight;
    }

    /**
     * How many flows this node works on at once; 512 by default. While so many calls are under way, what is due waits
     * in the database, for this node or another.
     */
    public void setMaxInFlight(int maxInFlight) {
        this.maxInFlight = maxInFlight;
    }

    public Duration getParkAfter() {
        return parkAfter;
    }

    /**
     * For how long the work on a flow, such as telling its endpoint, may fail before the flow is parked; 24 hours by
     * default. Until then it is done again, once a minute at last.
     */
    public void setParkAfter(Duration parkAfter) {
        this.parkAfter = parkAfter;
    }

    public int getParkFailures() {
        return parkFailures;
    }

    /**
     * How often in a row it has to have failed besides; 20 by default. A node that was down for a day has not tried.
     */
    public void setParkFailures(int parkFailures) {
        this.parkFailures = parkFailures;
    }

    public boolean isListen() {
        return listen;
    }

    /**
     * Whether nodes on one PostgreSQL tell each other of work (LISTEN and NOTIFY), so that it is found without waiting
     * for {@code pollDelay}; true by default. It takes a connection of the pool and a thread. Behind a pooler of
     * transactions, such as PgBouncer's mode {@code transaction}, nothing is heard, and set this to false.
     */
    public void setListen(boolean listen) {
        this.listen = listen;
    }

    /**
     * The flows that are parked, the longest parked first: their work failed for {@code parkAfter}, a WARN told so, and
     * nobody works on them until they are {@linkplain #releaseParked released}. Nothing of them is deleted meanwhile.
     *
     * @param max how many at most
     */
    public List<ParkedFlow> parked(int max) {
        return store.parked(max);
    }

    /**
     * Goes on with a parked flow where it stood, after what made it fail was mended.
     *
     * @param  id of the {@link ParkedFlow}
     * @return    false if no parked flow has this id
     */
    public boolean releaseParked(String id) {
        boolean released = store.releaseParked(id);
        wakeUp();
        return released;
    }

    /** Works on the flows of this node. */
    FlowEngine engine() {
        return engine;
    }

    /** What observers are told, and can ask. */
    FlowObservation observation() {
        return observation;
    }

    /** The durable state. */
    public FlowStore store() {
        return store;
    }

    /** The database of the state, started, for what else keeps its own there. */
    public Database stateDatabase() {
        return database();
    }

    Database database() {
        if (database == null) {
            throw new IllegalStateException(
                    "The flows have not been started: get them by MessagingFlows.of(camelContext).");
        }
        return database;
    }

    @ManagedAttribute(description = "How many messages of each flow are open, parked and overdue")
    public String[] getFlows() {
        FlowsDevConsole console = new FlowsDevConsole();
        console.setCamelContext(camelContext);
        return console.doCallText(Map.of()).lines().toArray(String[]::new);
    }

    /** Looks for due work now, on other nodes too. */
    @ManagedOperation(description = "Looks for due work now")
    public void wakeUp() {
        if (isStarted()) {
            engine.wakeAll();
        }
    }

    /**
     * Writes what was reported, and wakes the flow that it belongs to.
     * <p>
     * A reply whose reference and message id, if it brings any, belong to no attempt is given to the flow that awaits
     * it. It is never guessed: if several await one, the newest of them is told that its reply is
     * {@linkplain FlowEvent#AMBIGUOUS ambiguous}.
     *
     * @param  conversationId of the flow, if the route that received the reply knows it, or null
     * @return                the id of its flow; empty if none is known
     */
    Optional<String> record(FlowEvent event, String conversationId) {
        return store.events().record(event,
                event.kind() == FlowEvent.Kind.REPLY && (event.sender() != null || conversationId != null)
                        ? awaiting(event, conversationId) : Optional.empty());
    }

    private Optional<EventStore.Awaiting> awaiting(FlowEvent reply, String conversationId) {
        List<Flow> awaiting = ofAccount(reply, engine.routes().stream()
                .filter(SendingFlow.class::isInstance).map(SendingFlow.class::cast)
                .flatMap(flow -> flow.awaiting(reply, conversationId).stream()).toList());
        return awaiting.stream().max(Comparator.comparing(Flow::startedAt)).map(newest -> new EventStore.Awaiting(
                newest.id(),
                awaiting.size() > 1 ? awaiting.stream().map(Flow::conversationId).sorted().toList() : List.of()));
    }

    /** Of several flows those that sent by the account that a reply came by, if there are such. */
    private List<Flow> ofAccount(FlowEvent reply, List<Flow> awaiting) {
        if (awaiting.size() < 2 || reply.account() == null) {
            return awaiting;
        }
        List<Flow> same = awaiting.stream().filter(flow -> store.attempts(flow.id()).stream().anyMatch(
                attempt -> reply.provider().equals(attempt.provider()) && reply.account().equals(attempt.account()))).toList();
        return same.isEmpty() ? awaiting : same;
    }

    /**
     * The provider that a step leads to, as far as a flow of this context and its routes tell; empty if that is not
     * known, or if they lead to several.
     */
    public Optional<String> providerOf(String flow, int step) {
        return engine.routes().stream().filter(route -> route.name().equals(flow))
                .flatMap(route -> route.steps().uri(step).stream())
                .map(uri -> new ReceiptFeeds(camelContext).providersOf(uri)).filter(providers -> providers.size() == 1)
                .flatMap(Set::stream).findFirst();
    }

    @Override
    protected void doInit() {
        ErrorGuard.guard(camelContext);
        positive("lease", lease);
        positive("pollDelay", pollDelay);
        positive("retention", retention);
        positive("parkAfter", parkAfter);
        if (lease.compareTo(pollDelay.multipliedBy(2)) < 0) {
            throw new IllegalArgumentException(
                    "The option lease of MessagingFlows (" + lease + ") must be at least twice the option pollDelay ("
                                               + pollDelay + "), since claims are renewed when it polls.");
        }
        atLeastOne("threads", threads);
        atLeastOne("maxInFlight", maxInFlight);
        atLeastOne("parkFailures", parkFailures);
        DataSource pool = dataSource();
        database = new Database(pool, schema, schemaMode, testClock);
        LOG.info("The flows keep their state in {}{}.", database.description(),
                file == null ? "" : ", a file for one process, as the registry holds no DataSource");
        store = new FlowStore(database, node, lease);
        observation = new FlowObservation(this);
        engine = new FlowEngine(
                camelContext, store, observation.observers(),
                new EngineOptions(
                        lease, pollDelay, retention, threads, maxInFlight, parkAfter, parkFailures,
                        // a pool that is too small already has no connection to spare
                        listen && ConnectionPool.size(camelContext, pool).map(size -> size >= threads).orElse(true)));
    }

    private DataSource dataSource() {
        DataSource given = dataSource == null ? ConnectionPool.find(camelContext) : dataSource;
        if (given == null) {
            file = new EmbeddedH2(databaseFile, threads + 5);
            return file.dataSource();
        }
        ConnectionPool.warnIfSmall(camelContext, given, threads);
        return given;
    }

    private static void atLeastOne(String option, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(
                    "The option " + option + " of MessagingFlows must be at least 1, not " + value + ".");
        }
    }

    private static void positive(String option, Duration value) {
        if (value == null || value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(
                    "The option " + option + " of MessagingFlows must be a time above zero such as 30s, not " + value + ".");
        }
    }

    @Override
    protected void doStart() {
        engine.start(this);
        ManagedBean.show(camelContext, this);
        HealthCheckRegistry checks = HealthCheckRegistry.get(camelContext);
        if (checks != null) {
            checks.register(healthCheck);
        }
    }

    @Override
    protected void doStop() {
        HealthCheckRegistry checks = HealthCheckRegistry.get(camelContext);
        if (checks != null) {
            checks.unregister(healthCheck);
        }
        engine.stop();
    }

    @Override
    protected void doShutdown() {
        if (file != null) {
            file.close();
        }
    }
}
