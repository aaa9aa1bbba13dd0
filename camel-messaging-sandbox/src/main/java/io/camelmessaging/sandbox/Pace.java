package io.camelmessaging.sandbox;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The sandbox's time: runs things later, and faster than the provider would.
 */
public final class Pace implements AutoCloseable {

    private final Duration second;
    private final ScheduledThreadPoolExecutor scheduler;

    /**
     * @param second how long one second of the provider's lasts here
     */
    Pace(Duration second) {
        this.second = second;
        this.scheduler = new ScheduledThreadPoolExecutor(2, task -> {
            Thread thread = new Thread(task, "messaging-sandbox");
            thread.setDaemon(true);
            return thread;
        });
        scheduler.setRemoveOnCancelPolicy(true);
    }

    /** Runs a task after a number of the provider's seconds. */
    public void after(double seconds, Runnable task) {
        try {
            scheduler.schedule(task, (long) (seconds * second.toNanos()), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // the sandbox was closed: nothing happens any more
        }
    }

    /** How long a number of the provider's seconds last here. */
    public Duration lasting(double seconds) {
        return Duration.ofNanos((long) (seconds * second.toNanos()));
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
    }
}
