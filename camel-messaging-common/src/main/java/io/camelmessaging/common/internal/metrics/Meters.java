/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.internal.metrics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.common.observe.EventObservation;
import io.camelmessaging.common.observe.ObservedAccount;
import io.camelmessaging.common.observe.ObservedFlow;
import io.camelmessaging.common.observe.SendObservation;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

/**
 * The meters of the suite in a registry of Micrometer.
 * <p>
 * Each tag has values of a closed list, or of the application's own configuration: what a message holds is never one.
 * What an account that came by a message could make endless ends at {@value #MAX_ACCOUNTS} accounts of a provider.
 */
final class Meters implements MeterObserver {

    private static final String PREFIX = "camel.messaging.";
    private static final String PROVIDER = "provider";
    private static final String OPERATION = "operation";
    private static final String OUTCOME = "outcome";
    private static final String STATUS = "status";
    private static final String FLOW = "flow";
    private static final String NONE = "none";
    /** Accounts of one provider that have gauges of their own; the others are summed up as {@code other}. */
    private static final int MAX_ACCOUNTS = 20;

    /** What a counter or timer is known by here, without the cost of Micrometer's own look. */
    private record Key(String name, Object first, Object second, Object third, Object fourth) {
    }

    private final MeterRegistry registry;
    private final Map<Key, Timer> timers = new ConcurrentHashMap<>();
    private final Map<Key, Counter> counters = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Object, List<Meter>> gauges = new ConcurrentHashMap<>();
    private final Map<String, Others> others = new HashMap<>();
    private final Map<String, Set<ObservedAccount>> shown = new HashMap<>();
    /** Tells contexts apart that share a registry, as Camel's own meters do. */
    private final Tags context;

    private Meters(MeterRegistry registry, String context) {
        this.registry = registry;
        this.context = Tags.of("camelContext", context);
    }

    static MeterObserver of(Object registry, String context) {
        return new Meters((MeterRegistry) registry, context);
    }

    @Override
    public void sendEnded(SendObservation send) {
        String reason = send.reason() == null ? NONE : word(send.reason());
        timer(new Key("send", send.provider(), send.operation(), send.outcome(), reason),
                key -> Tags.of(PROVIDER, send.provider(), OPERATION, send.operation(), OUTCOME, word(send.outcome()),
                        "reason", reason))
                .record(send.nanos(), TimeUnit.NANOSECONDS);
        messages(send, "accepted", send.accepted());
        messages(send, "rejected", send.rejected());
        messages(send, "unknown", send.unknown());
        messages(send, "not_sent", send.notSent());
    }

    private void messages(SendObservation send, String state, int count) {
        if (count > 0) {
            counter(new Key("messages", send.provider(), send.operation(), state, null),
                    key -> Tags.of(PROVIDER, send.provider(), OPERATION, send.operation(), "state", state)).increment(count);
        }
    }

    @Override
    public void webhookAnswered(String provider, String operation, int status, long nanos) {
        timer(new Key("webhook", provider, operation, status, null),
                key -> Tags.of(PROVIDER, provider, OPERATION, operation, STATUS, Integer.toString(status)))
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void eventEnded(EventObservation event) {
        counter(new Key("events", event.provider(), event.kind(), event.status(), event.processed()),
                key -> Tags.of(PROVIDER, event.provider(), "kind", word(event.kind()), STATUS,
                        event.status() == null ? NONE : word(event.status()), OUTCOME,
                        event.processed() ? "processed" : "failed"))
                .increment();
    }

    @Override
    public void flowStarted(String flow) {
        counter(new Key("flow.started", flow, null, null, null), key -> Tags.of(FLOW, flow)).increment();
    }

    @Override
    public void flowAttempted(String flow, int step, String outcome) {
        counter(new Key("flow.attempts", flow, step, outcome, null),
                key -> Tags.of(FLOW, flow, "step", Integer.toString(step), OUTCOME, outcome)).increment();
    }

    @Override
    public void flowFellBack(String flow) {
        counter(new Key("fallback", flow, null, null, null), key -> Tags.of(FLOW, flow)).increment();
    }

    @Override
    public void flowEnded(String flow, String outcome, long nanos) {
        timer(new Key("flow.ended", flow, outcome, null, null), key -> Tags.of(FLOW, flow, OUTCOME, outcome))
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void receiptCame(String provider, DeliveryStatus status, long nanos) {
        timer(new Key("receipt.delay", provider, status, null, null), key -> Tags.of(PROVIDER, provider, STATUS, word(status)))
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void optedOut(boolean out) {
        counter(new Key("optouts", out, null, null, null), key -> Tags.of("kind", out ? "out" : "in")).increment();
    }

    @Override
    public void accountOpened(ObservedAccount account) {
        lock.lock();
        try {
            Set<ObservedAccount> own = shown.computeIfAbsent(account.provider(), provider -> new HashSet<>());
            if (own.size() < MAX_ACCOUNTS) {
                own.add(account);
                show(account);
            } else {
                others.computeIfAbsent(account.provider(), provider -> {
                    Others rest = new Others(provider, ConcurrentHashMap.newKeySet());
                    show(rest);
                    return rest;
                }).accounts().add(account);
            }
        } finally {
            lock.unlock();
        }
    }

    private void show(ObservedAccount account) {
        Tags tags = Tags.of(PROVIDER, account.provider(), "account", account.account());
        gauge(account, "inflight", tags, account, ObservedAccount::inFlight);
        gauge(account, "queued", tags, account, ObservedAccount::queued);
        gauge(account, "limit.waiting", tags, account, ObservedAccount::waitingForLimit);
        gauge(account, "limit.used", tags, account, ObservedAccount::limitUsed);
    }

    @Override
    public void accountClosed(ObservedAccount account) {
        lock.lock();
        try {
            remove(account);
            shown.getOrDefault(account.provider(), Set.of()).remove(account);
            Others rest = others.get(account.provider());
            if (rest != null && rest.accounts().remove(account) && rest.accounts().isEmpty()) {
                remove(others.remove(account.provider()));
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void flowOpened(ObservedFlow flow) {
        for (ObservedFlow.State state : ObservedFlow.State.values()) {
            gauge(flow, "flow.open", Tags.of(FLOW, flow.name(), "state", word(state)), flow, each -> each.open(state));
        }
        gauge(flow, "flow.parked", Tags.of(FLOW, flow.name()), flow, ObservedFlow::parked);
        gauge(flow, "flow.overdue", Tags.of(FLOW, flow.name()), flow, ObservedFlow::overdueSeconds);
    }

    @Override
    public void flowClosed(ObservedFlow flow) {
        remove(flow);
    }

    @Override
    public void close() {
        gauges.keySet().forEach(this::remove);
    }

    private <T> void gauge(Object owner, String name, Tags tags, T source, ToDoubleFunction<T> value) {
        Gauge.Builder<T> gauge = Gauge.builder(PREFIX + name, source, value).tags(context).tags(tags);
        if (name.equals("flow.overdue")) {
            gauge.baseUnit("seconds");
        }
        gauges.computeIfAbsent(owner, first -> new ArrayList<>()).add(gauge.register(registry));
    }

    private void remove(Object owner) {
        List<Meter> own = gauges.remove(owner);
        if (own != null) {
            own.forEach(registry::remove);
        }
    }

    private Timer timer(Key key, Function<Key, Tags> tags) {
        Timer known = timers.get(key);
        return known != null
                ? known
                : timers.computeIfAbsent(key,
                        fresh -> Timer.builder(PREFIX + fresh.name()).tags(context).tags(tags.apply(fresh))
                                .register(registry));
    }

    private Counter counter(Key key, Function<Key, Tags> tags) {
        Counter known = counters.get(key);
        return known != null
                ? known
                : counters.computeIfAbsent(key,
                        fresh -> Counter.builder(PREFIX + fresh.name()).tags(context).tags(tags.apply(fresh))
                                .register(registry));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** The accounts of a provider that have no gauges of their own. */
    private record Others(String provider, Set<ObservedAccount> accounts) implements ObservedAccount {

        @Override
        public String account() {
            return "other";
        }

        @Override
        public int inFlight() {
            return accounts.stream().mapToInt(ObservedAccount::inFlight).sum();
        }

        @Override
        public int maxInFlight() {
            return accounts.stream().mapToInt(ObservedAccount::maxInFlight).sum();
        }

        @Override
        public int queued() {
            return accounts.stream().mapToInt(ObservedAccount::queued).sum();
        }

        @Override
        public int maxQueued() {
            return accounts.stream().mapToInt(ObservedAccount::maxQueued).sum();
        }

        @Override
        public int waitingForLimit() {
            return accounts.stream().mapToInt(ObservedAccount::waitingForLimit).sum();
        }

        /** Of the one that has used the most. */
        @Override
        public double limitUsed() {
            return accounts.stream().mapToDouble(ObservedAccount::limitUsed).filter(used -> !Double.isNaN(used)).max()
                    .orElse(Double.NaN);
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return provider.hashCode();
        }
    }
}
