/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import io.camelmessaging.common.internal.Redaction;
import io.camelmessaging.common.support.EventExchange;
import io.camelmessaging.common.support.Observers;
import io.camelmessaging.flows.FlowConstants;
import io.camelmessaging.flows.policy.CallOutcome;
import io.camelmessaging.flows.policy.Remembered;
import io.camelmessaging.flows.store.Attempt;
import io.camelmessaging.flows.store.Database;
import io.camelmessaging.flows.store.Flow;
import io.camelmessaging.flows.store.FlowEvent;
import io.camelmessaging.flows.store.FlowStore;
import io.camelmessaging.flows.store.FlowWrite;
import io.camelmessaging.flows.store.LeaseLostException;
import io.camelmessaging.flows.store.LeasedFlow;
import io.camelmessaging.flows.store.NewFlow;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.support.AsyncProcessorConverterHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The flows that this node works on: so many at once as {@code maxInFlight} says, in {@code threads} threads that
 * decide, write intents and begin calls. A call that goes on elsewhere needs no thread.
 */
public final class FlowEngine {

    private static final Logger LOG = LoggerFactory.getLogger(FlowEngine.class);
    /**
     * So many transactions at once take messages in, and as many write what came of calls: a commit waits for the disk,
     * and those that wait together wait once. An embedded database has one writer anyway.
     */
    private static final int WRITERS = 3;

    private final CamelContext camelContext;
    private final FlowStore store;
    private final Observers observers;
    private final EngineOptions options;
    private final Map<String, FlowRoute> routes = new ConcurrentHashMap<>();
    private final Set<FlowRun> runs = ConcurrentHashMap.newKeySet();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final int writers;
    private final Postponement postponement;
    private volatile FlowSpans spans;
    private FlowClock clock;
    private GroupCommit<NewFlow, Optional<Flow>> intake;
    private GroupCommit<FlowWrite, FlowWrite.Result> commit;
    private ExecutorService workers;
    private ScheduledExecutorService committers;
    private ScheduledExecutorService flusher;

    public FlowEngine(CamelContext camelContext, FlowStore store, Observers observers, EngineOptions options) {
        this.camelContext = camelContext;
        this.store = store;
        this.observers = observers;
        this.options = options;
        this.postponement = new Postponement(store, options);
        this.writers = store.isEmbedded() ? 1 : Math.min(WRITERS, options.threads());
    }

    public void start(Object source) {
        // what is left of a life before this one is another's when its lease is over
        runs.clear();
        inFlight.set(0);
        ExecutorServiceManager threads = camelContext.getExecutorServiceManager();
        workers = threads.newFixedThreadPool(source, "MessagingFlow", options.threads());
        // as many for each of the two, so that neither waits behind the other
        committers = threads.newScheduledThreadPool(source, "MessagingFlowWriter", 2 * writers);
        commit = new GroupCommit<>(store::write, committers, writers, options.pollDelay(), options.lease());
        // the caller decides whether to try it again
        intake = new GroupCommit<>(store::begin, committers, writers, options.pollDelay(), Duration.ZERO);
        if (store.isEmbedded()) {
            // beside the writers: they go on meanwhile
            long pause = Database.RETAINED.toMillis() / 2;
            flusher = threads.newSingleThreadScheduledExecutor(source, "MessagingFlowDisk");
            flusher.scheduleWithFixedDelay(this::flush, pause, pause, TimeUnit.MILLISECONDS);
        }
        clock = new FlowClock(this, camelContext, store, options);
        clock.start(source);
    }

    /** Lets what is under way end; what would be called next is left to another node or the next start. */
    public void stop() {
        clock.stop(this::isIdle);
        camelContext.getExecutorServiceManager().shutdownGraceful(workers);
        camelContext.getExecutorServiceManager().shutdownGraceful(committers);
        if (flusher != null) {
            camelContext.getExecutorServiceManager().shutdownGraceful(flusher);
            flush();
        }
        clock.shutdown();
    }

    private void flush() {
        try {
            store.flush();
        } catch (RuntimeException e) {
            // it is tried again, and what works on flows tells of it
            LOG.debug("What was written could not be flushed to the disk.", e);
        }
    }

    private boolean isIdle() {
        return runs.isEmpty();
    }

    /** Brings due work of a flow to a route from now on. */
    public void register(FlowRoute route) {
        FlowRoute other = routes.putIfAbsent(route.name(), route);
        if (other != null && other != route) {
            throw new IllegalArgumentException(
                    "Two flows are named '" + route.name()
                                               + "': give each a parameter name of its own, since it ties them to their work in the database.");
        }
        wakeUp();
    }

    public void unregister(FlowRoute route) {
        routes.remove(route.name(), route);
    }

    /** The routes of this node. */
    public List<FlowRoute> routes() {
        return List.copyOf(routes.values());
    }

    /** Looks for due work now. */
    public void wakeUp() {
        if (clock != null) {
            clock.wakeUp();
        }
    }

    /** Looks for due work now, and lets other nodes do so, which may have the route of what has come. */
    public void wakeAll() {
        if (clock != null) {
            clock.wakeAll();
        }
    }

    /**
     * Takes a message in: when this returns it is in the database. This node goes on with it at once if it has room.
     *
     * @return the flow, or empty if its name has one with the conversation id already
     */
    public Optional<Flow> begin(FlowRoute route, NewFlow message) {
        boolean now = message.delay().isZero() && mayCall(route) && !clock.isBehind() && enterIfRoom();
        Optional<Flow> begun;
        try {
            begun = takeIn(now ? message.withLease() : message);
        } catch (RuntimeException | Error e) {
            if (now) {
                inFlight.decrementAndGet();
            }
            throw e;
        }
        begun.ifPresent(flow -> observers.tell(observer -> observer.flowStarted(flow.name())));
        if (!now) {
            if (message.delay().isZero()) {
                clock.fallBehind();
            }
        } else if (begun.isEmpty()) {
            inFlight.decrementAndGet();
        } else {
            run(route, new LeasedFlow(begun.get(), List.of(), List.of(), List.of(), begun.get().startedAt()));
        }
        return begun;
    }

    private Optional<Flow> takeIn(NewFlow message) {
        try {
            return awaited(intake, message);
        } catch (RejectedExecutionException e) {
            throw new IllegalStateException(
                    "The flow " + message.name() + " takes no message in, as its Camel context is stopping: send it again when"
                                            + " it has started.",
                    e);
        }
    }

    /** How many more flows this node may work on. */
    int room() {
        return Math.max(0, options.maxInFlight() - inFlight.get());
    }

    Set<String> names() {
        return Set.copyOf(routes.keySet());
    }

    /** The flows that this node has leased. */
    List<Flow> leased() {
        return runs.stream().map(FlowRun::leased).toList();
    }

    /** Begins the work on a flow that was leased by looking for due work. */
    void take(LeasedFlow leased) {
        FlowRoute route = routes.get(leased.flow().name());
        if (route == null) {
            store.handBack(leased.flow(), options.pollDelay());
            return;
        }
        // a few more than there is room for, if new messages have taken it: nobody waits here who renews leases
        inFlight.incrementAndGet();
        run(route, leased);
    }

    private boolean enterIfRoom() {
        if (inFlight.incrementAndGet() <= options.maxInFlight()) {
            return true;
        }
        inFlight.decrementAndGet();
        return false;
    }

    private void run(FlowRoute route, LeasedFlow leased) {
        FlowRun run = new FlowRun(this, route, leased);
        runs.add(run);
        work(run::start, run);
    }

    /** Does a piece of the work on a flow in a thread that may block. */
    void work(Runnable piece, FlowRun run) {
        try {
            workers.execute(piece);
        } catch (RejectedExecutionException e) {
            // the context has stopped; the lease ends by itself
            done(run);
        }
    }

    Instant now() {
        return store.now();
    }

    /** Whether this node still works, and has the route of a flow. */
    boolean mayCall(FlowRoute route) {
        return camelContext.isStarted() && routes.get(route.name()) == route && route.consumer() != null;
    }

    void write(FlowWrite write, BiConsumer<FlowWrite.Result, RuntimeException> done) {
        commit.submit(write, done);
    }

    FlowWrite.Result writeAndWait(FlowWrite write) {
        return awaited(commit, write);
    }

    private static <T, R> R awaited(GroupCommit<T, R> group, T value) {
        CompletableFuture<R> written = new CompletableFuture<>();
        group.submit(value, (result, failure) -> {
            if (failure == null) {
                written.complete(result);
            } else {
                written.completeExceptionally(failure);
            }
        });
        try {
            return written.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /**
     * Makes a call.
     *
     * @param ended  gets the exchange when it has ended, exactly once
     * @param failed gets what went wrong before there was one
     */
    void call(FlowRoute route, FlowCalls.Request call, Consumer<Exchange> ended, Consumer<Throwable> failed) {
        Exchange exchange;
        try {
            exchange = route.consumer().createExchange(false);
            FlowSpans.lead(exchange, call.message());
            FlowCalls.put(exchange, call);
        } catch (RuntimeException e) {
            failed.accept(e);
            return;
        }
        EventExchange.process(exchange, AsyncProcessorConverterHelper.convert(route.consumer().getProcessor()),
                doneSync -> {
                    if (doneSync) {
                        ended.accept(exchange);
                    } else {
                        elsewhere(() -> ended.accept(exchange));
                    }
                });
    }

    /** The thread of a provider's answer, or of a caller, is not ours to block. */
    private void elsewhere(Runnable piece) {
        try {
            workers.execute(piece);
        } catch (RejectedExecutionException e) {
            // what came of the call is worth writing down even now
            piece.run();
        }
    }

    /** Tells somebody of a call that was made; that it fails changes nothing. */
    void notice(FlowRoute route, Exchange about, Flow flow, String uri) {
        Message message = about.getMessage().copy();
        message.setHeader(FlowConstants.REASON, flow.data().get(Remembered.REASON));
        elsewhere(() -> call(route, new FlowCalls.Notice(flow.message(), message, uri),
                exchange -> FlowCalls.failure(exchange).ifPresent(failure -> untold(route, failure)),
                failure -> untold(route, failure)));
    }

    private static void untold(FlowRoute route, Throwable failure) {
        LOG.warn("The flow {} could not tell of a fallback: {}", route.name(), failure.getClass().getSimpleName());
    }

    /** An attempt at a step has ended. */
    void attempted(Flow flow, CallOutcome outcome) {
        String word = outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        observers.tell(observer -> observer.flowAttempted(flow.name(), flow.step(), word));
    }

    /** The endpoint for a flow's outcome was told. */
    void ended(Flow flow) {
        observers.tell(observer -> observer.flowEnded(flow.name(), flow.outcome(), since(flow.startedAt())));
    }

    /** Somebody opted out. */
    void optedOut() {
        observers.tell(observer -> observer.optedOut(true));
    }

    /** An event of a flow is done with; it is about one of these attempts, if it is known which. */
    void received(FlowEvent event, Flow flow, List<Attempt> attempts) {
        trace(event, flow, attempts);
        if (observers.isEmpty() || event.kind() != FlowEvent.Kind.RECEIPT) {
            return;
        }
        // a route may give any name as that of the provider, and names that are not known here would be without end
        String provider = camelContext.hasComponent(event.provider()) == null ? "other" : event.provider();
        attempts.stream().filter(attempt -> attempt.number() == event.attempt()).findFirst().ifPresent(attempt -> observers
                .tell(observer -> observer.receiptCame(provider, event.status(), since(attempt.startedAt()))));
    }

    private void trace(FlowEvent event, Flow flow, List<Attempt> attempts) {
        FlowSpans known = spans;
        if (known == null) {
            // the context has started by now, and with it what traces it
            known = FlowSpans.of(camelContext);
            spans = known;
        }
        if (known == FlowSpans.NONE) {
            return;
        }
        try {
            for (Attempt attempt : attempts) {
                if (attempt.number() == event.attempt() && attempt.trace() != null) {
                    known.came(event, flow, attempt);
                }
            }
        } catch (RuntimeException e) {
            LOG.debug("An event of the flow {} {} could not be traced.", flow.name(), flow.shown(), e);
        }
    }

    private long since(Instant time) {
        return Duration.between(time, now()).toNanos();
    }

    /**
     * Nothing is left but to write it down: another flow has room, else each new message would find none at full load.
     */
    void told(FlowRun run) {
        if (run.leave()) {
            inFlight.decrementAndGet();
        }
    }

    /** The lease was given back. */
    void done(FlowRun run) {
        if (runs.remove(run)) {
            told(run);
            clock.freed(options.maxInFlight());
        }
    }

    /** The lease was lost: somebody else goes on. */
    void lost(FlowRun run) {
        LOG.warn(new LeaseLostException(run.leased()).getMessage());
        done(run);
    }

    /** What was to be written could not be; the lease ends by itself. */
    void abandoned(FlowRun run, RuntimeException failure) {
        LOG.warn("What came of the work on the flow {} {} could not be written, and is found out when its lease is over: {}",
                run.leased().name(), run.leased().shown(), Redaction.text(failure.getMessage()));
        done(run);
    }

    /** Puts work off that failed, and ends it for now. */
    void postpone(FlowRun run, Throwable thrown) {
        try {
            failed(run.leased(), thrown);
        } finally {
            done(run);
        }
    }

    /** Puts work off that failed, or that this version cannot read. */
    void failed(Flow flow, Throwable thrown) {
        postponement.failed(flow, thrown);
    }
}
