/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.camelmessaging.common.MessagingEvent;
import io.camelmessaging.common.MessagingException;
import io.camelmessaging.common.internal.EventLeases;
import io.camelmessaging.common.internal.ProcessLeases;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.spi.Synchronization;
import org.apache.camel.support.ScheduledBatchPollingConsumer;
import org.apache.camel.support.ScheduledPollConsumerHealthCheck;
import org.apache.camel.util.CastUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls a feed of events: one exchange per event, and an event is acknowledged only after its route succeeded.
 * <p>
 * What failed comes again with a later poll. What is still on its route is not handed out a second time. With an
 * idempotent repository what was processed but could not be acknowledged is acknowledged when it comes again, and not
 * processed twice; consumers that share the repository share the events of a feed, and where one dies in the middle
 * another goes on with its events after some seconds.
 * <p>
 * An event that fails again and again does not hold the others back: after {@code maxRedeliveries} it is sent to
 * {@code poisonUri} and acknowledged, or parked, which is to be tried once in {@code poisonAfter} only.
 */
public abstract class MessagingPollingConsumer extends ScheduledBatchPollingConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(MessagingPollingConsumer.class);

    private final MessagingEndpoint endpoint;
    private final IdempotentRepository processed;
    private final EventLeases leases;
    private volatile EventIdentity identity;
    /** What it brings may have been on its route when a process died. */
    private boolean firstPoll = true;
    private final Redeliveries redeliveries;
    private ScheduledExecutorService renewal;
    private ProducerTemplate poison;
    /** When the feed was last read; null for never. */
    private volatile Instant lastPoll;

    /**
     * @param processed remembers what was processed, or null
     */
    protected MessagingPollingConsumer(MessagingEndpoint endpoint, Processor processor, IdempotentRepository processed) {
        super(endpoint, processor);
        endpoint.requireUse(endpoint.getOperation().use().polls(), "as polling consumer");
        this.endpoint = endpoint;
        this.processed = processed;
        this.leases = ProcessLeases.of(endpoint.getCamelContext(), processed);
        MessagingConfiguration configuration = endpoint.getConfiguration();
        this.redeliveries = new Redeliveries(
                configuration.getMaxRedeliveries(), Duration.ofMillis(configuration.getPoisonAfter()), Clock.systemUTC());
    }

    /** An event of a feed and what tells the provider that it is done with. */
    public record Item(MessagingEvent event, Acknowledgement acknowledgement) {
    }

    /** Tells the provider, or the cursor, that an event is done with. */
    @FunctionalInterface
    public interface Acknowledgement {

        void acknowledge() throws Exception;
    }

    /**
     * The events that wait, the oldest first.
     *
     * @throws MessagingException if the provider cannot be asked
     */
    protected abstract List<Item> fetch() throws Exception;

    /** What the health check tells besides; it leaves its state alone. */
    protected Map<String, Object> healthDetails() {
        return Map.of();
    }

    /** The key of an event in the idempotent repository: scheme, operation, account and the provider's id. */
    protected final String key(MessagingEvent event) {
        return identity().key(event);
    }

    private EventIdentity identity() {
        if (identity == null) {
            identity = EventIdentity.of(endpoint);
        }
        return identity;
    }

    @Override
    protected int poll() throws Exception {
        if (endpoint.getConfiguration().isDryRun()) {
            forceConsumerAsReady();
            return 0;
        }
        List<Item> items = fetch();
        lastPoll = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        forceConsumerAsReady();
        Queue<Object> waiting = new ArrayDeque<>();
        for (Item item : items) {
            String key = key(item.event());
            if (firstPoll) {
                leases.doubt(key);
            }
            if (leases.holds(key) || poison == null && redeliveries.rests(key)) {
                continue;
            }
            if (processed != null && processed.contains(key)) {
                acknowledge(item, null);
            } else {
                waiting.add(item);
            }
        }
        firstPoll = false;
        return processBatch(waiting);
    }

    @Override
    public int processBatch(Queue<Object> items) throws Exception {
        Queue<Item> waiting = CastUtils.cast(items);
        int total = waiting.size();
        if (maxMessagesPerPoll > 0 && total > maxMessagesPerPoll) {
            total = maxMessagesPerPoll;
        }
        int index = 0;
        for (; index < total && isBatchAllowed(); index++) {
            Item item = waiting.remove();
            String key = key(item.event());
            if (!leases.take(key)) {
                continue;
            }
            if (processed != null && processed.contains(key)) {
                // by another consumer, between the poll and the claim
                leases.release(key);
                acknowledge(item, null);
                continue;
            }
            if (poison != null && redeliveries.poison(key) != null) {
                handOver(item, key);
                continue;
            }
            pendingExchanges = total - index - 1;
            Exchange exchange = createExchange(true);
            exchange.setProperty(ExchangePropertyKey.BATCH_INDEX, index);
            exchange.setProperty(ExchangePropertyKey.BATCH_SIZE, total);
            exchange.setProperty(ExchangePropertyKey.BATCH_COMPLETE, index == total - 1);
            exchange.getMessage().setBody(item.event());
            EventHeaders.write(exchange.getMessage(), item.event(), endpoint.scheme(), identity());
            exchange.getExchangeExtension().addOnCompletion(new Completion(item, key));
            // the default callback would hand a failure, which the completion tells of, to the exception handler again
            EventExchange.process(exchange, getAsyncProcessor(), doneSync -> {
            });
        }
        return index;
    }

    /** Sends a poisoned event to the endpoint for these; it is acknowledged only if that took it. */
    private void handOver(Item item, String key) {
        Redeliveries.Failures failures = redeliveries.poison(key);
        Exchange exchange = poison.send(endpoint.getConfiguration().getPoisonUri(), sent -> {
            sent.getMessage().setBody(item.event());
            EventHeaders.write(sent.getMessage(), item.event(), endpoint.scheme(), identity());
        });
        Optional<Exception> refused = ExchangeFailure.of(exchange);
        if (refused.isPresent()) {
            leases.release(key);
            getExceptionHandler().handleException(
                    "An event of " + endpoint.scheme() + ":" + endpoint.getOperation().name()
                                                  + " is poisoned and the endpoint poisonUri did not take it; it will come again",
                    exchange, refused.get());
            return;
        }
        LOG.warn("The event {} of {}:{} failed {} times in {} min and went to the endpoint poisonUri.",
                identity().id(item.event()), endpoint.scheme(), endpoint.getOperation().name(), failures.count(),
                failures.since().toMinutes());
        end(item, key, exchange);
    }

    /** An event that is done with is remembered, then acknowledged, then no longer claimed. */
    private void end(Item item, String key, Exchange exchange) {
        try {
            redeliveries.done(key);
            if (processed != null) {
                processed.add(key);
            }
            acknowledge(item, exchange);
        } finally {
            leases.release(key);
        }
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        if (getHealthCheck() instanceof ScheduledPollConsumerHealthCheck camels) {
            setHealthCheck(new PollHealthCheck(this, camels, redeliveries::poisoned, () -> lastPoll, this::healthDetails));
        }
    }

    @Override
    protected void doStart() throws Exception {
        String poisonUri = endpoint.getConfiguration().getPoisonUri();
        if (poisonUri != null) {
            // a wrong URI fails here, and not when the first event needs it
            getEndpoint().getCamelContext().getEndpoint(poisonUri);
            poison = getEndpoint().getCamelContext().createProducerTemplate();
            poison.start();
        }
        if (processed != null) {
            // starts it unless that was done, and stops it with the context
            getEndpoint().getCamelContext().addService(processed, true, true);
        }
        if (leases.isShared()) {
            renewal = getEndpoint().getCamelContext().getExecutorServiceManager().newSingleThreadScheduledExecutor(this,
                    "camel-messaging-" + endpoint.scheme() + "-leases");
            long period = EventLeases.SLOT.toMillis() / 2;
            renewal.scheduleWithFixedDelay(this::renewClaims, period, period, TimeUnit.MILLISECONDS);
        }
        super.doStart();
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        if (renewal != null) {
            getEndpoint().getCamelContext().getExecutorServiceManager().shutdownNow(renewal);
            renewal = null;
        }
        if (poison != null) {
            poison.stop();
            poison = null;
        }
    }

    private void renewClaims() {
        try {
            leases.renew();
        } catch (Exception e) {
            // an exception would end the schedule
            getExceptionHandler().handleException(
                    "The idempotent repository of " + endpoint.scheme() + ":" + endpoint.getOperation().name()
                                                  + " could not be written; other consumers may take the same events",
                    e);
        }
    }

    /** An event that cannot be acknowledged does not hold the others back. */
    private void acknowledge(Item item, Exchange exchange) {
        try {
            item.acknowledgement().acknowledge();
        } catch (Exception e) {
            getExceptionHandler().handleException(
                    "An event of " + endpoint.scheme() + ":" + endpoint.getOperation().name()
                                                  + " was processed and could not be acknowledged; it will come again",
                    exchange, e);
        }
    }

    private final class Completion implements Synchronization {

        private final Item item;
        private final String key;

        Completion(Item item, String key) {
            this.item = item;
            this.key = key;
        }

        /** The exchange may be another one than the event's: an in-memory queue of the route takes this over. */
        @Override
        public void onComplete(Exchange exchange) {
            ExchangeFailure.settle(exchange);
            if (exchange.getException() != null) {
                onFailure(exchange);
                return;
            }
            EventHeaders.observe(endpoint, item.event(), true);
            end(item, key, exchange);
        }

        @Override
        public void onFailure(Exchange exchange) {
            EventHeaders.observe(endpoint, item.event(), false);
            boolean poisoned = redeliveries.failed(key);
            leases.release(key);
            if (poisoned && endpoint.getConfiguration().getPoisonUri() == null) {
                LOG.warn("The event {} of {}:{} fails again and again ({} times so far) and is parked: it stays at the provider"
                         + " and is tried once in {} s, and the others go on. Mend its route, or set the option poisonUri to"
                         + " send such events elsewhere.",
                        identity().id(item.event()), endpoint.scheme(), endpoint.getOperation().name(),
                        redeliveries.poison(key).count(), endpoint.getConfiguration().getPoisonAfter() / 1000);
            }
            if (exchange.getException() != null) {
                getExceptionHandler().handleException(
                        "An event of " + endpoint.scheme() + ":" + endpoint.getOperation().name()
                                                      + " failed on its route; it will come again",
                        exchange, exchange.getException());
            }
        }
    }
}
