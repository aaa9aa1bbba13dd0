package io.camelmessaging.flows;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import javax.sql.DataSource;

import io.camelmessaging.common.ErrorGuard;
import io.camelmessaging.common.EventExchange;
import io.camelmessaging.common.ExchangeFailure;
import io.camelmessaging.common.Redaction;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.spi.BeanIntrospection;
import org.apache.camel.support.AsyncProcessorConverterHelper;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.camel.util.StopWatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all flows of a Camel context share: the database, and the clock that brings due work to their routes.
 * <p>
 * The first flow makes one with the defaults. To set something, put a bean of this class into the registry before,
 * under any name.
 */
public class MessagingFlows extends ServiceSupport implements CamelContextAware {

    /** The exchange property with which due work comes to the route of its flow; a new message has none. */
    static final String DUE = "CamelMessagingFlowDue";

    private static final Logger LOG = LoggerFactory.getLogger(MessagingFlows.class);
    private static final Duration HOUSEKEEPING = Duration.ofHours(1);
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(1);
    private static final int LONGEST_CLAIM = 50;
    /** What the pools of connections in use (HikariCP, DBCP, c3p0, H2) call their size. */
    private static final List<String> POOL_SIZES = List.of("maximumPoolSize", "maxTotal", "maxPoolSize", "maxConnections");

    private CamelContext camelContext;
    private DataSource dataSource;
    private String databaseFile = "./camel-messaging-flows";
    private String node = UUID.randomUUID().toString();
    private Duration lease = Duration.ofSeconds(60);
    private Duration pollDelay = Duration.ofMillis(500);
    private Duration retention = Duration.ofDays(30);
    private int threads = 20;
    private Duration parkAfter = Duration.ofHours(24);

    private final Map<String, FlowProcess> processes = new ConcurrentHashMap<>();
    private final Set<Flow> working = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean pollWanted = new AtomicBoolean();
    private final FlowsHealthCheck healthCheck = new FlowsHealthCheck(this);
    private Database database;
    private FlowStore store;
    private H2File file;
    private Semaphore free;
    private CountDownLatch stopping;
    private ScheduledExecutorService clock;
    private ExecutorService workers;
    private final StopWatch sinceRenewal = new StopWatch();
    private final StopWatch sinceCleaning = new StopWatch(false);
    private boolean reachable = true;

    /**
     * The one of a Camel context, started: the bean of this class in its registry, or else a new one.
     */
    public static MessagingFlows of(CamelContext context) {
        MessagingFlows flows = context.hasService(MessagingFlows.class);
        if (flows != null) {
            return flows;
        }
        Set<MessagingFlows> beans = context.getRegistry().findByType(MessagingFlows.class);
        if (beans.size() > 1) {
            throw new IllegalArgumentException(
                    "The registry holds " + beans.size()
                                               + " beans of the class MessagingFlows, and the flows of a context share one: leave one.");
        }
        flows = beans.isEmpty() ? new MessagingFlows() : beans.iterator().next();
        try {
            context.addService(flows, true, true);
        } catch (Exception e) {
            throw e instanceof RuntimeException known ? known : new IllegalStateException(e);
        }
        return flows;
    }

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
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

    /** How many flows are worked on at once on this node; 20 by default. A pool of connections should be as large. */
    public void setThreads(int threads) {
        this.threads = threads;
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
        nudge();
        return released;
    }

    /** The durable state. */
    public FlowStore store() {
        return store;
    }

    Database database() {
        if (database == null) {
            throw new IllegalStateException(
                    "The flows have not been started: get them by MessagingFlows.of(camelContext).");
        }
        return database;
    }

    /** Brings due work of a flow to a route from now on. */
    void register(FlowProcess process) {
        FlowProcess other = processes.putIfAbsent(process.name(), process);
        if (other != null && other != process) {
            throw new IllegalArgumentException(
                    "Two flows are named '" + process.name()
                                               + "': give each a parameter name of its own, since it ties them to their work in the database.");
        }
        nudge();
    }

    void unregister(FlowProcess process) {
        processes.remove(process.name(), process);
    }

    /**
     * Ties a reply whose reference and message id, if it brings any, belong to no attempt to the flow that awaits it.
     * <p>
     * It is never guessed: if several await one, the newest of them is told that its reply is
     * {@linkplain FlowEvent#AMBIGUOUS ambiguous}.
     *
     * @param  conversationId of the flow, if the route that received the reply knows it, or null
     * @return                the id of its flow; empty if none awaits it
     */
    Optional<String> tieReply(FlowEvent reply, String conversationId) {
        List<Flow> awaiting = ofAccount(reply, processes.values().stream()
                .flatMap(process -> process.awaiting(reply, conversationId).stream()).toList());
        Optional<Flow> newest = awaiting.stream().max(Comparator.comparing(Flow::startedAt));
        if (awaiting.size() > 1) {
            store.events().tieToOneOf(reply.eventId(), newest.orElseThrow().id(),
                    awaiting.stream().map(Flow::conversationId).sorted().toList());
        } else {
            newest.ifPresent(flow -> store.events().tie(reply.eventId(), flow.id(), FlowEvent.NO_ATTEMPT));
        }
        return newest.map(Flow::id);
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

    /** Looks for due work now. */
    public void nudge() {
        if (isStarted() && pollWanted.compareAndSet(false, true)) {
            try {
                clock.execute(this::poll);
            } catch (RejectedExecutionException e) {
                LOG.trace("The context is stopping; the work is done by another node or after the next start.");
            }
        }
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
        if (threads < 1) {
            throw new IllegalArgumentException("The option threads of MessagingFlows must be at least 1, not " + threads + ".");
        }
        DataSource source = findDataSource();
        database = new Database(source);
        LOG.info("The flows keep their state in {}{}.", database.description(),
                file == null ? "" : ", a file for one process, as the registry holds no DataSource");
        if (file == null) {
            warnOfSmallPool(source);
        }
        database.migrate(MessagingFlows.class.getClassLoader());
        store = new FlowStore(database, node, lease);
    }

    private static void positive(String option, Duration value) {
        if (value == null || value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(
                    "The option " + option + " of MessagingFlows must be a time above zero such as 30s, not " + value + ".");
        }
    }

    private DataSource findDataSource() {
        if (dataSource != null) {
            return dataSource;
        }
        // by type, since those of CDI may have no name
        Set<DataSource> known = camelContext.getRegistry().findByType(DataSource.class);
        if (known.size() > 1) {
            Set<String> names = camelContext.getRegistry().findByTypeWithName(DataSource.class).keySet();
            throw new IllegalArgumentException(
                    "The registry holds " + known.size() + " DataSources"
                                               + (names.isEmpty() ? "" : " (" + String.join(", ", names) + ")")
                                               + ": set the option dataSource of a MessagingFlows bean to the one for the flows.");
        }
        if (known.size() == 1) {
            return known.iterator().next();
        }
        file = new H2File(databaseFile, threads + 5);
        return file.dataSource();
    }

    /** A pool that is too small makes workers wait for connections, which looks like a slow provider. */
    private void warnOfSmallPool(DataSource pool) {
        BeanIntrospection beans = PluginHelper.getBeanIntrospection(camelContext);
        POOL_SIZES.stream().map(name -> beans.getOrElseProperty(pool, name, null, false))
                .filter(Integer.class::isInstance).map(Integer.class::cast).filter(size -> size > 0).findFirst()
                .filter(size -> size < threads)
                .ifPresent(size -> LOG.warn(
                        "The pool of the flows' DataSource has {} connections for {} threads: make it as large, or lower the"
                                            + " option threads of MessagingFlows.",
                        size, threads));
    }

    @Override
    protected void doStart() {
        free = new Semaphore(threads);
        stopping = new CountDownLatch(1);
        sinceRenewal.restart();
        sinceCleaning.stop();
        workers = camelContext.getExecutorServiceManager().newFixedThreadPool(this, "MessagingFlow", threads);
        clock = camelContext.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "MessagingFlowClock");
        clock.scheduleWithFixedDelay(this::poll, 0, pollDelay.toMillis(), TimeUnit.MILLISECONDS);
        HealthCheckRegistry checks = HealthCheckRegistry.get(camelContext);
        if (checks != null) {
            checks.register(healthCheck);
        }
    }

    @Override
    protected void doStop() {
        stopping.countDown();
        HealthCheckRegistry checks = HealthCheckRegistry.get(camelContext);
        if (checks != null) {
            checks.unregister(healthCheck);
        }
        camelContext.getExecutorServiceManager().shutdownGraceful(clock);
        camelContext.getExecutorServiceManager().shutdownGraceful(workers);
    }

    @Override
    protected void doShutdown() {
        if (file != null) {
            file.close();
        }
    }

    /** Claims what is due and hands it out; the clock's thread alone does this. */
    private void poll() {
        pollWanted.set(false);
        if (!camelContext.isStarted() || !isRunAllowed()) {
            return;
        }
        try {
            keepHouse();
            int most = Math.min(free.availablePermits(), LONGEST_CLAIM);
            List<Claim> claims = store.claim(processes.keySet(), most);
            claims.forEach(this::handOut);
            if (!claims.isEmpty() && claims.size() == most) {
                nudge();
            }
            if (!reachable) {
                LOG.info("The database of the flows is back; their work goes on.");
                reachable = true;
            }
        } catch (DatabaseFailure e) {
            if (reachable) {
                LOG.warn("The flows stand still, as their database fails: {} They go on when it is back.", e.getMessage());
                reachable = false;
            }
            LOG.debug("Polling for due work failed.", e);
        } catch (Throwable e) {
            // also an Error: the clock would never tick again
            LOG.warn("The flows could not look for due work, and do so again in {}: {}: {}", pollDelay,
                    e.getClass().getSimpleName(), Redaction.text(e.getMessage()));
            LOG.debug("Polling for due work failed.", e);
        }
    }

    private void keepHouse() {
        if (sinceRenewal.taken() > lease.toMillis() / 3) {
            store.renew(working);
            sinceRenewal.restart();
        }
        if (!sinceCleaning.isStarted() || sinceCleaning.taken() > HOUSEKEEPING.toMillis()) {
            // also if it fails: work goes on, and it is cleaned the next time
            sinceCleaning.restart();
            int deleted = store.deleteOlderThan(retention);
            LOG.debug("Deleted {} flows that ended more than {} ago.", deleted, retention);
        }
    }

    private void handOut(Claim claim) {
        free.acquireUninterruptibly();
        working.add(claim.flow());
        try {
            workers.execute(() -> work(claim));
        } catch (RejectedExecutionException e) {
            // the lease ends by itself
            done(claim);
        }
    }

    private void work(Claim claim) {
        Flow flow = claim.flow();
        try {
            FlowProcess process = processes.get(flow.name());
            Consumer consumer = process == null ? null : process.getRoute().getConsumer();
            if (consumer == null) {
                store.handBack(flow, pollDelay);
                return;
            }
            Exchange exchange = consumer.createExchange(false);
            exchange.setProperty(DUE, claim);
            CountDownLatch ended = new CountDownLatch(1);
            EventExchange.process(exchange, AsyncProcessorConverterHelper.convert(consumer.getProcessor()),
                    doneSync -> ended.countDown());
            ended.await();
            process.routeEnded(exchange);
            consumer.releaseExchange(exchange, false);
        } catch (InterruptedException e) {
            // the lease ends by itself
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            failed(flow, e);
        } finally {
            done(claim);
        }
    }

    private void done(Claim claim) {
        working.remove(claim.flow());
        free.release();
        nudge();
    }

    /** Works with the database, and while it fails again and again, for the time of a lease. */
    <T> T persist(Supplier<T> work) {
        StopWatch waited = new StopWatch();
        while (true) {
            try {
                return work.get();
            } catch (DatabaseFailure e) {
                if (waited.taken() > lease.toMillis() || !pause()) {
                    throw e;
                }
                LOG.debug("What the database of the flows refused is tried again.", e);
            }
        }
    }

    /** Waits for a moment; false if the context is stopping. */
    private boolean pause() {
        try {
            return !stopping.await(pollDelay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The work is done and written, and a step of the route that came after it failed. */
    void failedAfterwards(Exception failure) {
        Throwable cause = ExchangeFailure.cause(failure);
        LOG.warn("A step of a flow's route failed after its work was done, which changes nothing: {}: {}",
                cause.getClass().getSimpleName(), Redaction.text(cause.getMessage()));
    }

    /** Puts work off that failed: a second, and twice as long each time, up to a minute. */
    void failed(Flow flow, Throwable thrown) {
        Throwable failure = ExchangeFailure.cause(thrown);
        if (failure instanceof LeaseLostException) {
            LOG.warn(failure.getMessage());
            return;
        }
        Duration delay = Duration.ofSeconds(1L << Math.min(flow.failures(), 6));
        Duration bounded = delay.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : delay;
        LOG.warn("The work on the flow {} {} failed and is done again in {} s: {}: {}", flow.name(), flow.id(),
                bounded.toSeconds(), failure.getClass().getSimpleName(), Redaction.text(failure.getMessage()));
        LOG.debug("The work on a flow failed.", failure);
        try {
            if (store.postpone(flow, bounded, parkAfter)) {
                LOG.warn(
                        "The flow {} {} is parked, as its work has failed for {}: mend the cause that the warnings before name,"
                         + " and go on with it by MessagingFlows.releaseParked(\"{}\").",
                        flow.name(), flow.id(), parkAfter, flow.id());
            }
        } catch (RuntimeException e) {
            // the lease ends by itself
            LOG.debug("The flow {} {} could not be put off.", flow.name(), flow.id(), e);
        }
    }
}
