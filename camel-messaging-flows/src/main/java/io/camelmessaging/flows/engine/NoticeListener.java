/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.camelmessaging.flows.store.DatabaseFailure;
import io.camelmessaging.flows.store.WorkNotices;
import org.apache.camel.CamelContext;
import org.apache.camel.util.StopWatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells other nodes of work that this one may leave to them, and hears of theirs, where the database can tell. It makes
 * nodes find work sooner, and no promise depends on it: each looks for due work by itself as well.
 */
final class NoticeListener {

    private static final Logger LOG = LoggerFactory.getLogger(NoticeListener.class);
    /** How soon it is noticed that the context stops. */
    private static final Duration LOOK = Duration.ofMillis(250);
    /** Within this time a node hears its own first notice, if it hears any. */
    private static final Duration PROOF = Duration.ofSeconds(5);
    private static final Duration RECONNECT = Duration.ofSeconds(1);
    /**
     * What comes meanwhile is one notice: commits with notices wait for each other, in all of the database. Until then
     * this node takes what it has room for.
     */
    private static final Duration TOGETHER = Duration.ofMillis(50);

    private final WorkNotices notices;
    private final CamelContext camelContext;
    private final Runnable wakeUp;
    private final AtomicBoolean telling = new AtomicBoolean();
    private ScheduledExecutorService listener;
    private ScheduledExecutorService teller;
    private volatile boolean active;

    /** @param wakeUp looks for due work */
    NoticeListener(WorkNotices notices, CamelContext camelContext, Runnable wakeUp) {
        this.notices = notices;
        this.camelContext = camelContext;
        this.wakeUp = wakeUp;
    }

    /** @param clock the thread that tells */
    void start(Object source, ScheduledExecutorService clock) {
        teller = clock;
        active = true;
        listener = camelContext.getExecutorServiceManager().newSingleThreadScheduledExecutor(source, "MessagingFlowListener");
        listener.scheduleWithFixedDelay(this::listen, 0, RECONNECT.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop() {
        active = false;
        camelContext.getExecutorServiceManager().shutdownGraceful(listener);
    }

    /** There is work that another node may have room for, or the route of. */
    void tell() {
        if (active && telling.compareAndSet(false, true)) {
            try {
                teller.schedule(this::send, TOGETHER.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                LOG.trace("The context is stopping; other nodes find the work by looking for it.");
            }
        }
    }

    private void send() {
        telling.set(false);
        try {
            notices.send();
        } catch (DatabaseFailure e) {
            LOG.debug("Other nodes could not be told of work, and find it by looking for it.", e);
        }
    }

    private void listen() {
        if (!active) {
            return;
        }
        try {
            Optional<WorkNotices.Listening> connection = notices.listen();
            if (connection.isEmpty()) {
                end();
                return;
            }
            try (WorkNotices.Listening listening = connection.get()) {
                hear(listening);
            }
        } catch (DatabaseFailure e) {
            LOG.debug("The flows do not hear of the work of other nodes until their database is back.", e);
        } catch (RuntimeException e) {
            LOG.warn("The flows do not hear of the work of other nodes for a moment, and find it by looking for it: {}",
                    e.getClass().getName());
            LOG.debug("Listening failed.", e);
        }
    }

    private void hear(WorkNotices.Listening listening) {
        // its own notice comes back, unless a pooler of transactions has given what listens to somebody else
        notices.send();
        StopWatch since = new StopWatch();
        boolean proved = false;
        while (active) {
            WorkNotices.Heard heard = listening.await(LOOK);
            if (heard == WorkNotices.Heard.ANOTHER_NODE || !proved && heard == WorkNotices.Heard.ITSELF) {
                // the first one also for what was told while nobody listened
                wakeUp.run();
            }
            proved |= heard != WorkNotices.Heard.NOTHING;
            if (!proved && since.taken() > PROOF.toMillis()) {
                LOG.info(
                        "The flows do not hear the notices of PostgreSQL, as behind a pooler of transactions, and find the work"
                         + " of other nodes by looking for it; listen=false of MessagingFlows leaves this out.");
                end();
                return;
            }
        }
    }

    /** There is nothing to hear here. */
    private void end() {
        active = false;
        listener.shutdown();
    }
}
