/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.examples.orders;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.common.internal.Redaction;

/**
 * Knows how far each order's message is, and tells the timeline.
 * <p>
 * A receipt may come before the answer to the send: it is kept until the message id is known.
 */
public final class OrderBook {

    /**
     * One order.
     *
     * @param id      order number
     * @param channel how the customer is told
     * @param phone   the customer's number as given
     * @param state   {@code placed}, {@code accepted}, a delivery status or {@code refused}
     * @param ended   whether nothing more will come
     */
    public record Order(String id, String channel, String phone, String state, boolean ended) {

        Order at(String newState, boolean nowEnded) {
            return new Order(id, channel, phone, newState, nowEnded);
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, Order> orders = new LinkedHashMap<>();
    private final Map<String, String> orderOfMessage = new LinkedHashMap<>();
    private final Map<String, List<DeliveryStatus>> early = new LinkedHashMap<>();
    private final Timeline timeline;

    public OrderBook(Timeline timeline) {
        this.timeline = timeline;
    }

    /** An order came in. */
    public void placed(String id, String channel, String phone) {
        update(new Order(id, channel, phone, "placed", false), "order read");
    }

    /** The provider took the order's message. */
    public void accepted(String id, String messageId) {
        lock.lock();
        try {
            orderOfMessage.put(messageId, id);
            update(orders.get(id).at("accepted", false), "accepted by the provider");
            List<DeliveryStatus> waiting = early.remove(messageId);
            if (waiting != null) {
                waiting.forEach(status -> receipt(messageId, status));
            }
        } finally {
            lock.unlock();
        }
    }

    /** The order's message will never go out. */
    public void failed(String id, String why) {
        lock.lock();
        try {
            update(orders.get(id).at("refused", true), why);
        } finally {
            lock.unlock();
        }
    }

    /** A delivery receipt came. */
    public void receipt(String messageId, DeliveryStatus status) {
        lock.lock();
        try {
            String id = orderOfMessage.get(messageId);
            if (id == null) {
                early.computeIfAbsent(messageId, ignored -> new ArrayList<>()).add(status);
                return;
            }
            Order order = orders.get(id);
            DeliveryStatus known
                    = order.state().equals("accepted") ? DeliveryStatus.UNKNOWN : DeliveryStatus.valueOf(order.state());
            DeliveryStatus now = known.advance(status);
            if (now != known) {
                update(order.at(now.name(), now.isFinal()), "receipt: " + now.name().toLowerCase(java.util.Locale.ROOT));
            }
        } finally {
            lock.unlock();
        }
    }

    /** A customer wrote. */
    public void reply(String sender, String text) {
        note(orderOf(sender), "sms", sender, "customer answers: " + text);
    }

    /** Something that changes no order's state. */
    public void note(String id, String channel, String phone, String event) {
        timeline.print(id, channel, phone, event);
    }

    private String orderOf(String sender) {
        lock.lock();
        try {
            return orders.values().stream().filter(order -> digits(order.phone()).equals(digits(sender))).map(Order::id)
                    .findFirst()
                    .orElse("-");
        } finally {
            lock.unlock();
        }
    }

    private static String digits(String number) {
        return number.replaceAll("\\D", "");
    }

    private void update(Order order, String event) {
        lock.lock();
        try {
            orders.put(order.id(), order);
            timeline.print(order.id(), order.channel(), order.phone(), event);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until so many orders have reached their end; false if they did not in time. */
    public boolean awaitEnded(int count, Duration atMost) throws InterruptedException {
        long left = atMost.toNanos();
        lock.lock();
        try {
            while (orders.values().stream().filter(Order::ended).count() < count) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** The orders as they stand. */
    public List<Order> all() {
        lock.lock();
        try {
            return List.copyOf(orders.values());
        } finally {
            lock.unlock();
        }
    }

    /** A number as the timeline may show it. */
    static String masked(String phone) {
        return phone == null || phone.isBlank() ? "(none)" : Redaction.recipient(phone);
    }
}
