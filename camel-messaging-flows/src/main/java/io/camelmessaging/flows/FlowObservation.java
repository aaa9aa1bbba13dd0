/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

import io.camelmessaging.common.observe.ObservedFlow;
import io.camelmessaging.common.support.Observers;
import io.camelmessaging.flows.store.FlowFigures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What observers can ask of the flows of this node. However many ask, the database is asked by one of them at a time,
 * and is left alone afterwards for some seconds, longer if it took its time.
 */
final class FlowObservation {

    private static final Logger LOG = LoggerFactory.getLogger(FlowObservation.class);
    private static final Duration MIN_PAUSE = Duration.ofSeconds(5);
    /** A question takes no more than this part of the time. */
    private static final int SHARE = 20;
    private static final Set<String> STATES
            = Arrays.stream(ObservedFlow.State.values()).map(Enum::name).collect(Collectors.toUnmodifiableSet());

    private final Function<Set<String>, FlowFigures> question;
    private final Observers observers;
    private final Map<String, ObservedFlow> flows = new ConcurrentHashMap<>();
    private final ReentrantLock asking = new ReentrantLock();
    private volatile Answer last;

    /**
     * @param figures null if the database could not be asked
     * @param until   until when this is good enough, by the clock of {@link System#nanoTime()}
     * @param names   the flows that it was asked for
     */
    private record Answer(FlowFigures figures, long until, Set<String> names) {
    }

    FlowObservation(MessagingFlows flows) {
        this.question = names -> flows.store().figures(names, STATES);
        this.observers = Observers.of(flows.getCamelContext());
    }

    Observers observers() {
        return observers;
    }

    /** A flow is worked on by this node from now on. */
    void opened(String name) {
        observers.opened(flows.computeIfAbsent(name, Observed::new));
    }

    void closed(String name) {
        ObservedFlow flow = flows.remove(name);
        if (flow != null) {
            observers.closed(flow);
        }
    }

    /** The figures of all flows of this node, some seconds old at most; null if the database cannot be asked. */
    FlowFigures figures() {
        Answer known = last;
        Set<String> names = Set.copyOf(flows.keySet());
        if (isGood(known, names) || known != null && asking.isLocked()) {
            return known.figures();
        }
        asking.lock();
        try {
            if (!isGood(last, names)) {
                last = ask(names);
            }
            return last.figures();
        } finally {
            asking.unlock();
        }
    }

    private static boolean isGood(Answer answer, Set<String> names) {
        return answer != null && System.nanoTime() - answer.until() < 0 && answer.names().equals(names);
    }

    private Answer ask(Set<String> names) {
        long began = System.nanoTime();
        FlowFigures figures = null;
        try {
            figures = question.apply(names);
        } catch (IllegalStateException e) {
            // the flows' own work tells of it
            LOG.debug("The flows could not be counted.", e);
        }
        long ended = System.nanoTime();
        long pause = Math.max(MIN_PAUSE.toNanos(), (ended - began) * SHARE);
        return new Answer(figures, ended + pause, names);
    }

    /** A flow of this node. */
    private final class Observed implements ObservedFlow {

        private final String name;

        Observed(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        private double figure(ToDoubleFunction<FlowFigures.OfFlow> value) {
            FlowFigures figures = figures();
            FlowFigures.OfFlow own = figures == null ? null : figures.flows().get(name);
            return own == null ? Double.NaN : value.applyAsDouble(own);
        }

        @Override
        public double open(State state) {
            return figure(own -> own.byState().getOrDefault(state.name(), 0L));
        }

        @Override
        public double parked() {
            return figure(FlowFigures.OfFlow::parked);
        }

        @Override
        public double overdueSeconds() {
            FlowFigures figures = figures();
            return figure(own -> own.oldestDue() == null
                    ? 0
                    : Duration.between(own.oldestDue(), figures.askedAt()).toMillis() / (double) TimeUnit.SECONDS.toMillis(1));
        }
    }
}
