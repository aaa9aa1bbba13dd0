/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.internal.transport;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import io.camelmessaging.common.support.wire.ApiResponse;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.io.CloseMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client that knows whether all of its I/O threads live. HttpClient itself goes on without a thread that an
 * {@code Error} or a fault ended, hands every nth connection to nobody, and forgets the calls of the thread.
 */
final class SupervisedClient {

    private static final Logger LOG = LoggerFactory.getLogger(SupervisedClient.class);

    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicBoolean told = new AtomicBoolean();
    private final Set<HttpCall> open = ConcurrentHashMap.newKeySet();
    private final CloseableHttpAsyncClient client;
    private volatile Throwable fault;
    private volatile boolean closed;

    private SupervisedClient(Function<SupervisedClient, CloseableHttpAsyncClient> clients) {
        this.client = clients.apply(this);
    }

    /**
     * Builds and starts a client.
     *
     * @param builder the client but for its threads
     * @param threads makes the threads
     */
    static SupervisedClient start(HttpAsyncClientBuilder builder, ThreadFactory threads) {
        return start(supervised -> builder
                .setThreadFactory(work -> threads.newThread(() -> supervised.run(work)))
                .setIoReactorExceptionCallback(supervised::fault)
                .build());
    }

    /** Starts a client that is not supervised but by what its calls end with. */
    static SupervisedClient start(Function<SupervisedClient, CloseableHttpAsyncClient> clients) {
        SupervisedClient supervised = new SupervisedClient(clients);
        supervised.client.start();
        return supervised;
    }

    /** Makes a call; {@link #ended} is to be called at its end. */
    Future<ApiResponse> execute(
            HttpCall call, AsyncRequestProducer request, AsyncResponseConsumer<ApiResponse> response,
            FutureCallback<ApiResponse> callback) {
        open.add(call);
        try {
            Future<ApiResponse> sent = client.execute(request, response, call, callback);
            if (isOver() && call.giveUp()) {
                call.answer().completeExceptionally(new DeadException());
            }
            return sent;
        } catch (Throwable e) {
            open.remove(call);
            throw e;
        }
    }

    void ended(HttpCall call) {
        open.remove(call);
    }

    /** Whether it takes no more calls. */
    boolean isOver() {
        return over.get();
    }

    /** Notes that an I/O thread is at its end, which itself will tell why. */
    void isDying() {
        over.set(true);
    }

    /**
     * Notes that the client is of no use any more: the next call wants a new one. What the thread served ends with an
     * unknown outcome, what has not left never will, and the calls of the other threads go on.
     *
     * @param thread the thread that died, or null
     */
    void died(Thread thread, Throwable why) {
        boolean lived = over.compareAndSet(false, true);
        Throwable cause = why == null ? fault : why;
        if ((lived || cause != null) && told.compareAndSet(false, true)) {
            // the message of a fault may quote what was sent or received
            LOG.error("The HTTP client lost an I/O thread ({}). The calls of the thread end as failed or with an unknown"
                      + " outcome, and the next call opens a new client. If it was an OutOfMemoryError, give the process"
                      + " more memory.",
                    cause == null ? "it ended" : cause.getClass().getName());
        }
        if (thread != null) {
            open.stream().filter(call -> call.giveUp() || call.isServedBy(thread))
                    .forEach(call -> call.answer().completeExceptionally(new DeadException()));
        }
    }

    /** Lets the calls that are under way come to their end. */
    void retire() {
        over.set(true);
        client.initiateShutdown();
    }

    void close() {
        closed = true;
        over.set(true);
        client.close(CloseMode.IMMEDIATE);
        // the client forgets some of its calls
        open.forEach(call -> call.answer().completeExceptionally(new IOException("The client was closed")));
    }

    private void run(Runnable work) {
        Throwable why = null;
        try {
            work.run();
        } catch (Throwable e) {
            // it is logged; thrown on, it would go to the process's handler of uncaught exceptions, and whoever listens there
            // (test libraries throw it in a thread of their own) would take it for a fault of his
            why = e;
        } finally {
            if (!closed) {
                died(Thread.currentThread(), why);
            }
        }
    }

    /** A fault that ends a thread is told by the thread's end; after the end of the client none matters. */
    private void fault(Exception e) {
        fault = e;
        LOG.debug("The HTTP client met {}", e.getClass().getName());
    }

    /** The client died before or while a call was under way. */
    static final class DeadException extends IOException {

        private static final long serialVersionUID = 1L;

        DeadException() {
            this(null);
        }

        /** @param cause what the client's end made of the call, or null */
        DeadException(Throwable cause) {
            super("An I/O thread of the client died", cause);
        }
    }
}
