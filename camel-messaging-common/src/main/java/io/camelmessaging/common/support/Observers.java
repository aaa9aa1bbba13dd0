/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import io.camelmessaging.common.internal.metrics.MeterObserver;
import io.camelmessaging.common.observe.MessagingObserver;
import io.camelmessaging.common.observe.ObservedFlow;
import org.apache.camel.CamelContext;
import org.apache.camel.StartupListener;
import org.apache.camel.StaticService;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Those who observe a Camel context: the beans of the class {@link MessagingObserver} in its registry, and the one that
 * keeps meters if the registry holds a Micrometer {@code MeterRegistry}.
 * <p>
 * They are looked for when the context starts, and again when it has started, since a registry of meters may be made by
 * a component that starts later. Who comes late hears of the accounts and flows that are there.
 */
@ManagedResource(description = "Accounts of the messaging components")
public final class Observers extends ServiceSupport implements StartupListener, StaticService {

    private static final Logger LOG = LoggerFactory.getLogger(Observers.class);

    private final CamelContext context;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<MessagingAccount> accounts = new LinkedHashSet<>();
    private final Set<ObservedFlow> flows = new LinkedHashSet<>();
    private final AtomicBoolean failed = new AtomicBoolean();
    private volatile List<MessagingObserver> observers = List.of();
    private final AccountsHealthCheck healthCheck = new AccountsHealthCheck(this);
    private MeterObserver meters;

    private Observers(CamelContext context) {
        this.context = context;
    }

    /** Those of a context, which has them until it stops. */
    public static Observers of(CamelContext context) {
        Observers known = context.hasService(Observers.class);
        if (known != null) {
            return known;
        }
        Observers fresh = new Observers(context);
        try {
            context.addService(fresh, true, true);
            context.addStartupListener(fresh);
            ManagedBean.show(context, fresh);
        } catch (Exception e) {
            throw e instanceof RuntimeException failure ? failure : new IllegalStateException(e);
        }
        return fresh;
    }

    /** Whether nobody observes, so that nothing need be measured. */
    public boolean isEmpty() {
        return observers.isEmpty();
    }

    /** The accounts in use. */
    List<MessagingAccount> accounts() {
        lock.lock();
        try {
            return List.copyOf(accounts);
        } finally {
            lock.unlock();
        }
    }

    @ManagedAttribute(description = "Accounts with their limits, queues and last refusals")
    public String[] getAccounts() {
        return accounts().stream().map(MessagingAccount::toString).toArray(String[]::new);
    }

    @ManagedAttribute(description = "Calls that are under way or wait for a rate limit")
    public int getInFlight() {
        return accounts().stream().mapToInt(MessagingAccount::inFlight).sum();
    }

    @ManagedAttribute(description = "Calls that wait for one in flight to end")
    public int getQueued() {
        return accounts().stream().mapToInt(MessagingAccount::queued).sum();
    }

    @ManagedAttribute(description = "Calls that wait for a rate limit")
    public int getWaitingForLimit() {
        return accounts().stream().mapToInt(MessagingAccount::waitingForLimit).sum();
    }

    /** Tells all of something. */
    public void tell(Consumer<MessagingObserver> what) {
        for (MessagingObserver observer : observers) {
            tell(observer, what);
        }
    }

    /** Tells of an account or flow that is there from now on, and those who come later too. */
    void opened(MessagingAccount account) {
        open(accounts, account, MessagingObserver::accountOpened);
    }

    void closed(MessagingAccount account) {
        close(accounts, account, MessagingObserver::accountClosed);
    }

    public void opened(ObservedFlow flow) {
        open(flows, flow, MessagingObserver::flowOpened);
    }

    public void closed(ObservedFlow flow) {
        close(flows, flow, MessagingObserver::flowClosed);
    }

    private <T> void open(Set<T> all, T one, BiConsumer<MessagingObserver, ? super T> told) {
        lock.lock();
        try {
            if (all.add(one)) {
                tell(observer -> told.accept(observer, one));
            }
        } finally {
            lock.unlock();
        }
    }

    private <T> void close(Set<T> all, T one, BiConsumer<MessagingObserver, ? super T> told) {
        lock.lock();
        try {
            if (all.remove(one)) {
                tell(observer -> told.accept(observer, one));
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    protected void doStart() {
        look();
        HealthCheckRegistry checks = HealthCheckRegistry.get(context);
        if (checks != null) {
            checks.register(healthCheck);
        }
    }

    @Override
    public void onCamelContextStarted(CamelContext started, boolean alreadyStarted) {
        look();
    }

    @Override
    public void onCamelContextFullyStarted(CamelContext started, boolean alreadyStarted) {
        look();
    }

    private void look() {
        lock.lock();
        try {
            if (meters == null) {
                meters = MeterObserver.find(context);
            }
            List<MessagingObserver> found = new ArrayList<>(context.getRegistry().findByType(MessagingObserver.class));
            if (meters != null) {
                found.add(meters);
            }
            List<MessagingObserver> late = found.stream().filter(observer -> !observers.contains(observer)).toList();
            observers = List.copyOf(found);
            late.forEach(observer -> {
                accounts.forEach(account -> tell(observer, each -> each.accountOpened(account)));
                flows.forEach(flow -> tell(observer, each -> each.flowOpened(flow)));
            });
        } finally {
            lock.unlock();
        }
    }

    private void tell(MessagingObserver observer, Consumer<MessagingObserver> what) {
        try {
            what.accept(observer);
        } catch (RuntimeException | LinkageError e) {
            // what was done was done
            if (failed.compareAndSet(false, true)) {
                LOG.warn("The observer {} failed; that is told once, and nothing else changes.", observer.getClass().getName(),
                        e);
            }
        }
    }

    /** A registry of meters that outlives the context keeps nothing that belongs to it. */
    @Override
    protected void doStop() {
        HealthCheckRegistry checks = HealthCheckRegistry.get(context);
        if (checks != null) {
            checks.unregister(healthCheck);
        }
        lock.lock();
        try {
            observers = List.of();
            accounts.clear();
            flows.clear();
            if (meters != null) {
                meters.close();
                meters = null;
            }
        } finally {
            lock.unlock();
        }
    }
}
