package io.camelmessaging.common.transport;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Spreads calls a little more slowly than the limit allows.
 * <p>
 * That alone is not enough: a thread is woken late or the process stands still, a connection has to be made first, and
 * calls that were spread leave close together. So a call also waits until the one before it by as many as the limit has
 * left, and the period and a margin for the way to the provider have passed since.
 */
final class EvenPace implements RateLimit {

    /** The share of the limit that is used. */
    private static final double PACE = 0.985;
    /** The share of the period by which calls may come closer on their way without passing the limit. */
    private static final double MARGIN = 0.01;
    /** The share of the period by which calls that are late may catch up. */
    private static final double CATCH_UP = 0.1;

    private final int limit;
    private final long interval;
    private final long window;
    private final long catchUp;
    private final ScheduledExecutorService scheduler;
    private final LongSupplier clock;
    private final long origin;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<CompletableFuture<Runnable>> waiting = new ArrayDeque<>();
    /** The last calls, as many as the limit. */
    private final Deque<Permit> last = new ArrayDeque<>();
    /** When the next call is to leave if all are on time. */
    private long next;
    private boolean scheduled;
    /** Whether the next call waits for one to leave. */
    private boolean blocked;

    /**
     * @param clock gives nanoseconds
     */
    EvenPace(int limit, Duration period, ScheduledExecutorService scheduler, LongSupplier clock) {
        this.limit = limit;
        this.interval = (long) Math.ceil(period.toNanos() / (limit * PACE));
        this.window = (long) (period.toNanos() * (1 + MARGIN));
        this.catchUp = (long) (period.toNanos() * CATCH_UP);
        this.scheduler = scheduler;
        this.clock = clock;
        this.origin = clock.getAsLong();
    }

    @Override
    public CompletableFuture<Runnable> permit() {
        CompletableFuture<Runnable> place = new CompletableFuture<>();
        lock.lock();
        try {
            if (waiting.isEmpty()) {
                // what was not used is not saved up
                next = Math.max(next, now());
            }
            waiting.add(place);
        } finally {
            lock.unlock();
        }
        letThrough();
        return place;
    }

    private void letThrough() {
        for (Granted granted = grant(); granted != null; granted = grant()) {
            if (!granted.place().complete(granted.permit())) {
                // given up at this moment
                granted.permit().run();
            }
        }
    }

    private record Granted(CompletableFuture<Runnable> place, Permit permit) {
    }

    /** The next call if it may leave now, else null; it is seen to that this is asked again in time. */
    private Granted grant() {
        lock.lock();
        try {
            while (!waiting.isEmpty() && waiting.peek().isDone()) {
                waiting.remove();
            }
            if (waiting.isEmpty() || scheduled) {
                return null;
            }
            boolean full = last.size() == limit;
            blocked = full && !last.peek().gone;
            if (blocked) {
                return null;
            }
            long now = now();
            long earliest = full ? Math.max(next, last.peek().goneAt + window) : next;
            if (earliest > now) {
                schedule(earliest - now);
                return null;
            }
            if (full) {
                last.remove();
            }
            next = Math.max(next, now - catchUp) + interval;
            Permit permit = new Permit();
            last.add(permit);
            return new Granted(waiting.remove(), permit);
        } finally {
            lock.unlock();
        }
    }

    private void schedule(long nanos) {
        try {
            scheduler.schedule(this::wake, nanos, TimeUnit.NANOSECONDS);
            scheduled = true;
        } catch (RejectedExecutionException e) {
            // the component was stopped, and its lane ends all that wait
        }
    }

    private void wake() {
        lock.lock();
        try {
            scheduled = false;
        } finally {
            lock.unlock();
        }
        letThrough();
    }

    private long now() {
        return clock.getAsLong() - origin;
    }

    /** Notes when the call leaves: the window of the limit begins there, and not where it was let through. */
    private final class Permit implements Runnable {

        private boolean gone;
        private long goneAt;

        @Override
        public void run() {
            boolean awaited;
            lock.lock();
            try {
                if (gone) {
                    return;
                }
                gone = true;
                goneAt = now();
                awaited = blocked;
            } finally {
                lock.unlock();
            }
            if (awaited) {
                letThrough();
            }
        }
    }
}
