/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.test;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.camelmessaging.common.support.PollingEndpoint;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.PollingConsumerPollStrategy;
import org.apache.camel.support.DefaultPollingConsumerPollStrategy;
import org.apache.camel.util.concurrent.CamelThreadFactory;

/**
 * The thread that polls a feed after each {@code delay} of its consumer: as time really passes, as Camel does, and as a
 * test moves the clock. A poll that could bring nothing is left out then.
 */
final class Feed extends ScheduledThreadPoolExecutor {

    private final InstantSource clock;
    private final String name;
    private volatile Instant last;
    private volatile Duration delay;
    private volatile Runnable poll;
    private volatile boolean promising;

    private Feed(InstantSource clock, String name) {
        // one thread, so that a feed is never polled twice at a time
        super(1, new CamelThreadFactory(null, "MessagingFeed", true));
        this.clock = clock;
        this.name = name;
        this.last = clock.instant();
    }

    /** That of an endpoint which has no consumer yet. */
    static Feed of(PollingEndpoint endpoint, InstantSource clock) {
        Feed feed = new Feed(clock, endpoint.scheme() + ":" + endpoint.getOperation().name());
        endpoint.setScheduledExecutorService(feed);
        endpoint.setPollStrategy(feed.new Watch(endpoint.getPollStrategy()));
        return feed;
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long initialDelay, long period, TimeUnit unit) {
        planned(task, period, unit);
        return super.scheduleWithFixedDelay(task, initialDelay, period, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long initialDelay, long period, TimeUnit unit) {
        planned(task, period, unit);
        return super.scheduleAtFixedRate(task, initialDelay, period, unit);
    }

    private void planned(Runnable task, long period, TimeUnit unit) {
        delay = Duration.of(period, unit.toChronoUnit());
        poll = task;
    }

    /** Something has happened that a poll may bring. */
    void expectSomething() {
        promising = true;
    }

    /**
     * Whether a poll may bring something: something has happened since the last one, or that brought something or
     * failed.
     */
    boolean isPromising() {
        return promising;
    }

    /** When a poll that may bring something is due; empty if there is none. */
    Optional<Instant> nextPoll() {
        return poll == null || !promising ? Optional.empty() : Optional.of(last.plus(delay));
    }

    /**
     * Polls now, and waits until that is done.
     *
     * @param atMost how long to wait, as time really passes
     */
    void poll(Duration atMost) {
        last = clock.instant();
        promising = false;
        Future<?> polled = submit(poll);
        try {
            polled.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("a poll of " + name + " is still under way after " + atMost.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new AssertionError("a poll of " + name + " failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("a poll of " + name + " was interrupted", e);
        }
    }

    /** Sees what polls bring, those that Camel makes by itself too. */
    private final class Watch implements PollingConsumerPollStrategy {

        private final PollingConsumerPollStrategy strategy;

        Watch(PollingConsumerPollStrategy strategy) {
            this.strategy = strategy == null ? new DefaultPollingConsumerPollStrategy() : strategy;
        }

        @Override
        public boolean begin(Consumer consumer, Endpoint endpoint) {
            last = clock.instant();
            return strategy.begin(consumer, endpoint);
        }

        @Override
        public void commit(Consumer consumer, Endpoint endpoint, int polledMessages) {
            if (polledMessages > 0) {
                promising = true;
            }
            strategy.commit(consumer, endpoint, polledMessages);
        }

        @Override
        public boolean rollback(Consumer consumer, Endpoint endpoint, int retryCounter, Exception cause) throws Exception {
            promising = true;
            return strategy.rollback(consumer, endpoint, retryCounter, cause);
        }
    }
}
