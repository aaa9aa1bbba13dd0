package io.camelmessaging.flows;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import io.camelmessaging.common.internal.Redaction;
import io.camelmessaging.common.support.EventExchange;
import io.camelmessaging.common.support.ExchangeFailure;
import io.camelmessaging.flows.store.DatabaseFailure;
import io.camelmessaging.flows.store.Flow;
import io.camelmessaging.flows.store.LeaseLostException;
import io.camelmessaging.flows.store.LeasedFlow;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.support.AsyncProcessorConverterHelper;
import org.apache.camel.util.StopWatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims what is due and brings it to the routes of the flows, each piece of work in a thread of its own; what fails is
 * put off.
 */
final class FlowDispatcher {

    /** The exchange property with which due work comes to the route of its flow; a new message has none. */
    static final String DUE = "CamelMessagingFlowDue";

    private static final Logger LOG = LoggerFactory.getLogger(FlowDispatcher.class);
    private static final Duration HOUSEKEEPING = Duration.ofHours(1);
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(1);
    private static final int LONGEST_CLAIM = 50;

    private final MessagingFlows flows;
    private final CamelContext camelContext;
    private final Map<String, FlowProcess> processes;
    private final Set<Flow> working = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean pollWanted = new AtomicBoolean();
    private final StopWatch sinceRenewal = new StopWatch();
    private final StopWatch sinceCleaning = new StopWatch(false);
    private Semaphore free;
    private CountDownLatch stopping;
    private ScheduledExecutorService clock;
    private ExecutorService workers;
    private boolean reachable = true;

    /**
     * @param flows     what is set
     * @param processes the flows that this node has routes for, by their names; it may change
     */
    FlowDispatcher(MessagingFlows flows, Map<String, FlowProcess> processes) {
        this.flows = flows;
        this.camelContext = flows.getCamelContext();
        this.processes = processes;
    }

    void start() {
        free = new Semaphore(flows.getThreads());
        stopping = new CountDownLatch(1);
        sinceRenewal.restart();
        sinceCleaning.stop();
        ExecutorServiceManager threads = camelContext.getExecutorServiceManager();
        workers = threads.newFixedThreadPool(flows, "MessagingFlow", flows.getThreads());
        clock = threads.newSingleThreadScheduledExecutor(flows, "MessagingFlowClock");
        clock.scheduleWithFixedDelay(this::poll, 0, flows.getPollDelay().toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop() {
        stopping.countDown();
        // the clock last, since it renews what the workers finish
        camelContext.getExecutorServiceManager().shutdownGraceful(workers);
        camelContext.getExecutorServiceManager().shutdownGraceful(clock);
    }

    /** Looks for due work now. */
    void nudge() {
        if (pollWanted.compareAndSet(false, true)) {
            try {
                clock.execute(this::poll);
            } catch (RejectedExecutionException e) {
                LOG.trace("The context is stopping; the work is done by another node or after the next start.");
            }
        }
    }

    /** Claims what is due and hands it out; the clock's thread alone does this. */
    private void poll() {
        pollWanted.set(false);
        try {
            renew();
            if (!camelContext.isStarted() || !flows.isRunAllowed()) {
                return;
            }
            clean();
            int most = Math.min(free.availablePermits(), LONGEST_CLAIM);
            List<LeasedFlow> claims = flows.store().claim(processes.keySet(), most, this::failed);
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
            LOG.warn("The flows could not look for due work, and do so again in {}: {}: {}", flows.getPollDelay(),
                    e.getClass().getSimpleName(), Redaction.text(e.getMessage()));
            LOG.debug("Polling for due work failed.", e);
        }
    }

    /** Also while the context stops, which waits for what is under way: no other node may take it over meanwhile. */
    private void renew() {
        if (sinceRenewal.taken() > flows.getLease().toMillis() / 3) {
            flows.store().renew(working);
            sinceRenewal.restart();
        }
    }

    private void clean() {
        if (!sinceCleaning.isStarted() || sinceCleaning.taken() > HOUSEKEEPING.toMillis()) {
            // also if it fails: work goes on, and it is cleaned the next time
            sinceCleaning.restart();
            int deleted = flows.store().deleteOlderThan(flows.getRetention());
            LOG.debug("Deleted {} flows that ended more than {} ago.", deleted, flows.getRetention());
        }
    }

    private void handOut(LeasedFlow claim) {
        free.acquireUninterruptibly();
        working.add(claim.flow());
        try {
            workers.execute(() -> work(claim));
        } catch (RejectedExecutionException e) {
            // the lease ends by itself
            done(claim);
        }
    }

    private void work(LeasedFlow claim) {
        Flow flow = claim.flow();
        try {
            FlowProcess process = processes.get(flow.name());
            Consumer consumer = process == null ? null : process.getRoute().getConsumer();
            if (consumer == null) {
                flows.store().handBack(flow, flows.getPollDelay());
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

    private void done(LeasedFlow claim) {
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
                if (waited.taken() > flows.getLease().toMillis() || !pause()) {
                    throw e;
                }
                LOG.debug("What the database of the flows refused is tried again.", e);
            }
        }
    }

    /** Waits for a moment; false if the context is stopping. */
    private boolean pause() {
        try {
            return !stopping.await(flows.getPollDelay().toMillis(), TimeUnit.MILLISECONDS);
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
            if (flows.store().postpone(flow, bounded, flows.getParkAfter(), flows.getParkFailures())) {
                LOG.warn(
                        "The flow {} {} is parked, as its work has failed for {} and {} times in a row: mend the cause that the warnings before name,"
                         + " and go on with it by MessagingFlows.releaseParked(\"{}\").",
                        flow.name(), flow.id(), flows.getParkAfter(), flow.failures() + 1, flow.id());
            }
        } catch (RuntimeException e) {
            // the lease ends by itself
            LOG.debug("The flow {} {} could not be put off.", flow.name(), flow.id(), e);
        }
    }
}
