/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.reliability.faults;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.common.MessagingConstants;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * The events of one feed: what the provider has to tell, and what the route made of it.
 */
final class Events {

    /** What the sandbox says in an event by which it lets a feed grow. */
    private static final String GROWN = "came while the feed was read";
    private static final int FAILING = 7;

    private final TestedProvider.Feed feed;
    private final Set<String> expected = ConcurrentHashMap.newKeySet();
    private final Set<String> failed = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> handled = new ConcurrentHashMap<>();
    private final Map<String, Integer> deliveries = new ConcurrentHashMap<>();
    private final AtomicInteger started = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private volatile long lastStart = System.nanoTime();

    Events(TestedProvider.Feed feed) {
        this.feed = feed;
    }

    TestedProvider.Feed feed() {
        return feed;
    }

    static String receipt(String message, DeliveryStatus status) {
        return message + " " + status;
    }

    static String inbound(String sender, String text) {
        return sender.replaceAll("\\D", "") + " " + text;
    }

    void expect(String event) {
        expected.add(event);
    }

    /** The first step of the route. */
    Processor begin() {
        return exchange -> {
            started.incrementAndGet();
            lastStart = System.nanoTime();
            deliveries.merge(key(exchange.getMessage()), 1, Integer::sum);
            exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
                @Override
                public void onDone(Exchange completed) {
                    done.incrementAndGet();
                }
            });
        };
    }

    /** The last step: where a failed event comes again, one of seven fails the first time. */
    Processor handle() {
        return exchange -> {
            String key = key(exchange.getMessage());
            if (feed.repeated() && Math.floorMod(key.hashCode(), FAILING) == 0 && failed.add(key)) {
                throw new IllegalStateException("the route fails for once");
            }
            handled.merge(key, 1, Integer::sum);
        };
    }

    private String key(Message message) {
        if (feed.receipts()) {
            DeliveryStatus status = message.getHeader(MessagingConstants.STATUS, DeliveryStatus.class);
            String receipt = receipt(message.getHeader(MessagingConstants.MESSAGE_ID, String.class), status);
            // several receipts of one message may have a status that is not known
            return status == DeliveryStatus.UNKNOWN
                    ? receipt + " " + message.getHeader(MessagingConstants.EVENT_ID, String.class) : receipt;
        }
        String text = message.getBody(String.class);
        return inbound(message.getHeader(MessagingConstants.SENDER, String.class), text.equals(GROWN)
                ? message.getHeader(MessagingConstants.EVENT_ID, String.class) : text);
    }

    /** How many events of those that the provider had to tell no route got. */
    int missing() {
        Set<String> untold = handled.keySet().stream().filter(this::isUnknown).map(Events::message).collect(Collectors.toSet());
        return (int) expected.stream().filter(event -> !handled.containsKey(event) && !untold.contains(message(event)))
                .count();
    }

    /** Whether no document knows the status of a receipt. */
    private boolean isUnknown(String event) {
        return feed.receipts() && event.startsWith(receipt("", DeliveryStatus.UNKNOWN), event.indexOf(' '));
    }

    /** The message of a receipt. */
    private static String message(String event) {
        return event.substring(0, event.indexOf(' '));
    }

    /** Events that the provider had not to tell when the day began. */
    int grown() {
        return (int) handled.keySet().stream()
                .filter(event -> !expected.contains(event) && !isUnknown(event)).count();
    }

    boolean isQuiet(Duration time) {
        return started.get() == done.get() && System.nanoTime() - lastStart > time.toNanos();
    }

    int expected() {
        return expected.size();
    }

    /** How many events the route succeeded with. */
    int accepted() {
        return expected() - missing() + grown();
    }

    int unknown() {
        return (int) handled.keySet().stream().filter(this::isUnknown).count();
    }

    /** Deliveries beyond one for each of these. */
    int repeated() {
        return started.get() - accepted();
    }

    /** What came twice may be two events where nothing tells; a delivery must never be handled more than once. */
    int doubled() {
        return surplus() + (int) handled.entrySet().stream()
                .filter(event -> event.getValue() > (feed.told() ? 1 : deliveries.getOrDefault(event.getKey(), 0))).count();
    }

    /** Receipts of unknown status beyond those that their messages had to get and did not get with a known one. */
    private int surplus() {
        Map<String, Long> open = expected.stream().filter(event -> !handled.containsKey(event))
                .collect(Collectors.groupingBy(Events::message, Collectors.counting()));
        return handled.keySet().stream().filter(this::isUnknown)
                .collect(Collectors.groupingBy(Events::message, Collectors.counting())).entrySet().stream()
                .mapToInt(message -> (int) Math.max(0, message.getValue() - open.getOrDefault(message.getKey(), 0L))).sum();
    }

    int started() {
        return started.get();
    }

    int done() {
        return done.get();
    }
}
