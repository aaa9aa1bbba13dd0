/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.engine;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import io.camelmessaging.flows.policy.CallOutcome;
import io.camelmessaging.flows.policy.Decision;
import io.camelmessaging.flows.policy.FlowState;
import io.camelmessaging.flows.policy.Next;
import io.camelmessaging.flows.policy.Outcome;
import io.camelmessaging.flows.policy.Remembered;
import io.camelmessaging.flows.policy.Signal;
import io.camelmessaging.flows.policy.Situation;
import io.camelmessaging.flows.store.Act;
import io.camelmessaging.flows.store.AnsweredAct;
import io.camelmessaging.flows.store.Attempt;
import io.camelmessaging.flows.store.Flow;
import io.camelmessaging.flows.store.FlowEvent;
import io.camelmessaging.flows.store.FlowWrite;
import io.camelmessaging.flows.store.LeasedFlow;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The work on one leased flow: asks its policy what follows from what, writes it, makes the calls, and gives the lease
 * back when there is nothing more to do for now.
 * <p>
 * Decisions that follow from each other are one write. The intent to send is written before the call, and not if an
 * event came in that the policy has not seen. One thread at a time is here; none waits for a call.
 */
final class FlowRun {

    private static final Logger LOG = LoggerFactory.getLogger(FlowRun.class);

    private final FlowEngine engine;
    private final FlowRoute route;
    private final Deque<FlowEvent> events;
    private final Deque<Act> acts;
    private final Flow leased;
    private final AtomicBoolean inRoom = new AtomicBoolean(true);
    private Progress progress;
    /** As the database has it. */
    private Situation written;

    /**
     * How far the work is.
     *
     * @param at      the flow as it was decided
     * @param changed attempts that are not written yet
     * @param handled events that are done with, which is not written yet
     * @param answers acts of people that are decided, which is not written yet
     * @param dirty   whether there is something to write
     */
    private record Progress(Situation at, Map<Integer, Attempt> changed, List<FlowEvent> handled, List<AnsweredAct> answers,
            boolean dirty) {

        static Progress none(Situation at) {
            return new Progress(at, Map.of(), List.of(), List.of(), false);
        }

        Progress after(Decision decision) {
            Map<Integer, Attempt> all = new LinkedHashMap<>(changed);
            decision.attempts().forEach(attempt -> all.put(attempt.number(), attempt));
            boolean same = decision.attempts().isEmpty() && decision.flow().equals(at.flow());
            return new Progress(at.after(decision), all, handled, answers, dirty || !same);
        }

        Progress handled(FlowEvent event) {
            List<FlowEvent> all = new ArrayList<>(handled);
            all.add(event);
            return new Progress(at, changed, all, answers, true);
        }

        Progress answered(Act act, String refusal) {
            List<AnsweredAct> all = new ArrayList<>(answers);
            all.add(new AnsweredAct(
                    act, refusal == null ? AnsweredAct.Result.APPLIED : AnsweredAct.Result.REFUSED, refusal));
            return new Progress(at, changed, handled, all, true);
        }

        /** The newest attempt was called in a trace; null if it was in none. */
        Progress traced(String context) {
            if (context == null || at.lastAttempt().isEmpty()) {
                return this;
            }
            Attempt traced = at.lastAttempt().get().traced(context);
            Map<Integer, Attempt> all = new LinkedHashMap<>(changed);
            all.put(traced.number(), traced);
            return new Progress(at.with(traced), all, handled, answers, dirty);
        }

        Progress at(Instant now) {
            return new Progress(at.at(now), changed, handled, answers, dirty);
        }
    }

    FlowRun(FlowEngine engine, FlowRoute route, LeasedFlow leased) {
        this.engine = engine;
        this.route = route;
        this.leased = leased.flow();
        this.events = new ArrayDeque<>(leased.events());
        this.acts = new ArrayDeque<>(leased.acts());
        this.written = new Situation(leased.flow(), leased.attempts(), leased.now());
        this.progress = Progress.none(written);
    }

    /** Whether it takes room until now; it does not any more. */
    boolean leave() {
        return inRoom.getAndSet(false);
    }

    /** The flow as it was leased. */
    Flow leased() {
        return leased;
    }

    /** Begins with what is due. */
    void start() {
        decide(nextSignal());
    }

    private Signal nextSignal() {
        if (!events.isEmpty()) {
            return new Signal.Happened(events.peek());
        }
        // after all that was reported: a doubt may be over when somebody decides it
        return acts.isEmpty() ? new Signal.Due() : new Signal.Acted(acts.peek());
    }

    private void decide(Signal first) {
        try {
            Signal signal = first;
            while (signal != null) {
                progress = progress.at(engine.now());
                signal = apply(signal, route.policy().decide(progress.at(), signal));
            }
        } catch (RuntimeException | Error e) {
            failed(e);
        }
    }

    /** @return what is to be decided next at once; null if that waits for a write or a call, or for nothing */
    private Signal apply(Signal signal, Decision decision) {
        if (decision.optOut() != null) {
            route.heard(decision.optOut());
            engine.optedOut();
        }
        if (decision.warning() != null) {
            LOG.warn("The flow {} {} {}.", leased.name(), leased.shown(), decision.warning());
        }
        Next next = decision.next();
        if (next instanceof Next.Report report) {
            return tell(report, new Signal.Reported(report.event()));
        }
        if (next instanceof Next.Send send) {
            return send(decision, send);
        }
        Progress before = progress;
        progress = progress.after(decision);
        if (signal instanceof Signal.Happened || signal instanceof Signal.Reported) {
            FlowEvent event = events.remove();
            engine.received(event, progress.at().flow(), progress.at().attempts());
            progress = progress.handled(event);
        } else if (signal instanceof Signal.Acted) {
            progress = progress.answered(acts.remove(), decision.refusal());
        }
        if (isOfOthers(signal) && !(events.isEmpty() && acts.isEmpty())) {
            return nextSignal();
        }
        if (next instanceof Next.Lookup lookup) {
            call(before, lookup, route.steps().get(lookup.attempt().step(), leased.name()).lookup());
            return null;
        }
        if (next instanceof Next.TellOutcome) {
            return tell(next, new Signal.Told());
        }
        if (next instanceof Next.GoOn || next instanceof Next.Wait wait && !wait.until().isAfter(progress.at().now())) {
            return new Signal.Due();
        }
        release(next instanceof Next.Wait wait ? wait.until() : null);
        return null;
    }

    private static boolean isOfOthers(Signal signal) {
        return signal instanceof Signal.Happened || signal instanceof Signal.Reported || signal instanceof Signal.Acted;
    }

    private Signal send(Decision decision, Next.Send send) {
        SendingStep step = route.steps().get(send.attempt().step(), leased.name());
        Progress before = progress;
        progress = progress.after(decision);
        if (isFirstCall() && !step.breaker().tryAcquirePermission()) {
            engine.attempted(progress.at().flow(), new CallOutcome.Skipped());
            return new Signal.Sent(new CallOutcome.Skipped());
        }
        call(before, send, step.uri());
        return null;
    }

    /** A repeat in doubt is not counted as a call of its own. */
    private boolean isFirstCall() {
        return progress.at().flow().state().equals(FlowState.SENDING);
    }

    /** Writes the intent, in the thread that calls then: nothing that is written waits for a thread to be called in. */
    private void call(Progress before, Next next, String uri) {
        if (!engine.mayCall(route)) {
            notCalled(before, next);
            return;
        }
        FlowWrite.Result result;
        try {
            result = engine.writeAndWait(keeping().butNotIfSignaled());
        } catch (RuntimeException | Error e) {
            giveBackPermission(next);
            progress = before;
            throw e;
        }
        switch (result) {
            case WRITTEN -> {
                noteWritten();
                engine.call(route, new FlowCall(route, progress.at(), next, uri), exchange -> called(next, exchange),
                        this::failed);
            }
            case SIGNALED -> notCalled(before, next);
            case LEASE_LOST -> {
                giveBackPermission(next);
                engine.lost(this);
            }
        }
    }

    private void giveBackPermission(Next next) {
        if (next instanceof Next.Send send && isFirstCall()) {
            route.steps().get(send.attempt().step(), leased.name()).breaker().releasePermission();
        }
    }

    /** An event came in that has to be looked at first, or this node works no more: the flow is due at once. */
    private void notCalled(Progress before, Next next) {
        giveBackPermission(next);
        progress = before;
        release(progress.at().now());
    }

    private void called(Next next, Exchange exchange) {
        if (next instanceof Next.Lookup) {
            decide(new Signal.LookedUp(FlowCalls.lookedUp(exchange)));
            return;
        }
        CallOutcome outcome = FlowCalls.sent(exchange);
        Flow flow = progress.at().flow();
        engine.attempted(flow, outcome);
        if (next instanceof Next.Send) {
            // written with what came of the call
            progress = progress.traced(FlowSpans.context(exchange));
        }
        List<String> told = List.of();
        if (isFirstCall()) {
            route.steps().get(flow.step(), leased.name()).note(outcome);
            told = outcome instanceof CallOutcome.Withheld ? List.of() : route.called(flow);
        }
        decide(new Signal.Sent(outcome));
        told.forEach(uri -> engine.notice(route, exchange, flow, uri));
    }

    private Signal tell(Next next, Signal done) {
        String uri = route.endpoint(progress.at(), next);
        if (uri == null) {
            end(next);
            return done;
        }
        if (!engine.mayCall(route)) {
            release(progress.at().now());
        } else if (progress.dirty()) {
            // the outcome is decided before anybody hears of it
            write(keeping(), () -> engine.work(() -> tell(next, uri, done), this));
        } else {
            tell(next, uri, done);
        }
        return null;
    }

    private void tell(Next next, String uri, Signal done) {
        FlowCall call = new FlowCall(route, progress.at(), next, uri);
        engine.call(route, call, exchange -> FlowCalls.failure(exchange).ifPresentOrElse(this::failed, () -> {
            end(next);
            decide(done);
        }), this::failed);
    }

    private void end(Next next) {
        Flow flow = progress.at().flow();
        if (!(next instanceof Next.TellOutcome)) {
            return;
        }
        engine.told(this);
        engine.ended(flow);
        if (!Outcome.isSuccess(flow.outcome())) {
            LOG.info("The flow {} {} ended as {} after step {}: {}", flow.name(), flow.shown(), flow.outcome(), flow.step(),
                    flow.data().get(Remembered.REASON));
        }
    }

    private FlowWrite keeping() {
        return FlowWrite.keeping(progress.at().flow(), progress.changed().values(), progress.handled())
                .answering(progress.answers());
    }

    private void release(Instant due) {
        FlowWrite write = FlowWrite.releasing(
                progress.at().flow(), due, progress.changed().values(), progress.handled());
        write(write.answering(progress.answers()), () -> engine.done(this));
    }

    private void noteWritten() {
        progress = Progress.none(progress.at());
        written = progress.at();
    }

    /** An act may have been withdrawn after it was decided: nothing of that counts, and it is looked at anew. */
    private void undo() {
        progress = Progress.none(written);
        release(written.now());
    }

    private void write(FlowWrite write, Runnable then) {
        engine.write(write, (result, failure) -> {
            if (failure != null) {
                engine.abandoned(this, failure);
            } else if (result == FlowWrite.Result.LEASE_LOST) {
                engine.lost(this);
            } else if (result == FlowWrite.Result.SIGNALED) {
                undo();
            } else {
                noteWritten();
                then.run();
            }
        });
    }

    /** Puts the work off, after what was decided by then is written. */
    private void failed(Throwable failure) {
        Runnable postpone = () -> engine.work(() -> engine.postpone(this, failure), this);
        if (progress.dirty()) {
            write(keeping(), postpone);
        } else {
            postpone.run();
        }
    }
}
