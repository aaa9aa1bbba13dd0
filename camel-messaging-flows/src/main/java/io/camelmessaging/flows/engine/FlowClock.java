/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.engine;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

import io.camelmessaging.common.internal.Redaction;
import io.camelmessaging.flows.store.DatabaseFailure;
import io.camelmessaging.flows.store.FlowStore;
import io.camelmessaging.flows.store.LeasedFlow;
import org.apache.camel.CamelContext;
import org.apache.camel.util.StopWatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that looks for due work as far as there is room for it, renews leases, and deletes what is old.
 */
final class FlowClock {

    private static final Logger LOG = LoggerFactory.getLogger(FlowClock.class);
    private static final Duration HOUSEKEEPING = Duration.ofHours(1);
    private static final int MAX_CLAIM = 256;
    /** A part of the room that has to be free before more is leased, so that many are leased at once. */
    private static final int PART_OF_ROOM = 4;
    private static final int RENEWALS_PER_LEASE = 3;

    private final FlowEngine engine;
    private final CamelContext camelContext;
    private final FlowStore store;
    private final EngineOptions options;
    private final NoticeListener notices;
    private final AtomicBoolean pollWanted = new AtomicBoolean();
    private final StopWatch sinceRenewal = new StopWatch();
    private final StopWatch sinceCleaning = new StopWatch(false);
    private final CountDownLatch idle = new CountDownLatch(1);
    private volatile boolean behind;
    private volatile BooleanSupplier stopped;
    private ScheduledExecutorService thread;
    private boolean reachable = true;

    FlowClock(FlowEngine engine, CamelContext camelContext, FlowStore store, EngineOptions options) {
        this.engine = engine;
        this.camelContext = camelContext;
        this.store = store;
        this.options = options;
        this.notices = new NoticeListener(store.notices(), camelContext, this::wakeUp);
    }

    void start(Object source) {
        thread = camelContext.getExecutorServiceManager().newSingleThreadScheduledExecutor(source, "MessagingFlowClock");
        thread.scheduleWithFixedDelay(this::poll, 0, options.pollDelay().toMillis(), TimeUnit.MILLISECONDS);
        if (options.listen()) {
            notices.start(source, thread);
        }
    }

    /** Leases nothing more, and waits for what is under way as long as the context does. */
    void stop(BooleanSupplier isIdle) {
        stopped = isIdle;
        wakeUp();
        try {
            if (!idle.await(camelContext.getShutdownStrategy().getTimeout(),
                    camelContext.getShutdownStrategy().getTimeUnit())) {
                LOG.info("Flows are stopped in the middle of a call; another node, or the next start, takes them over.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void shutdown() {
        notices.stop();
        camelContext.getExecutorServiceManager().shutdownGraceful(thread);
    }

    /** Looks for due work now. */
    void wakeUp() {
        if (pollWanted.compareAndSet(false, true)) {
            try {
                thread.execute(this::poll);
            } catch (RejectedExecutionException e) {
                LOG.trace("The context is stopping; the work is done by another node or after the next start.");
            }
        }
    }

    /** Looks for due work now, and lets other nodes do so. */
    void wakeAll() {
        wakeUp();
        notices.tell();
    }

    /** Whether work is waiting in the database, which what is new must not overtake. */
    boolean isBehind() {
        return behind;
    }

    /** Work was left in the database. */
    void fallBehind() {
        behind = true;
        notices.tell();
        if (engine.room() > 0) {
            wakeUp();
        }
    }

    /** The work on a flow has ended. */
    void freed(int maxInFlight) {
        if (stopped != null || behind && engine.room() >= Math.max(1, maxInFlight / PART_OF_ROOM)) {
            wakeUp();
        }
    }

    private void poll() {
        pollWanted.set(false);
        try {
            renew();
            BooleanSupplier isIdle = stopped;
            if (isIdle != null) {
                if (isIdle.getAsBoolean()) {
                    idle.countDown();
                }
                return;
            }
            if (!camelContext.isStarted()) {
                return;
            }
            runHousekeeping();
            dispatch();
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
            LOG.warn("The flows could not look for due work, and do so again in {}: {}: {}", options.pollDelay(),
                    e.getClass().getSimpleName(), Redaction.text(e.getMessage()));
            LOG.debug("Polling for due work failed.", e);
        }
    }

    private void dispatch() {
        int most = Math.min(engine.room(), MAX_CLAIM);
        if (most == 0) {
            behind = true;
            return;
        }
        List<LeasedFlow> leased = store.claim(engine.names(), most, engine::failed);
        behind = leased.size() == most;
        leased.forEach(engine::take);
        if (behind && engine.room() > 0) {
            wakeUp();
        }
    }

    /** Also while the context stops, which waits for what is under way: no other node may take it over meanwhile. */
    private void renew() {
        if (sinceRenewal.taken() > options.lease().toMillis() / RENEWALS_PER_LEASE) {
            store.renew(engine.leased());
            sinceRenewal.restart();
        }
    }

    private void runHousekeeping() {
        if (!sinceCleaning.isStarted() || sinceCleaning.taken() > HOUSEKEEPING.toMillis()) {
            // also if it fails: work goes on, and it is cleaned the next time
            sinceCleaning.restart();
            int deleted = store.deleteOlderThan(options.retention());
            LOG.debug("Deleted {} flows that ended more than {} ago.", deleted, options.retention());
        }
    }
}
