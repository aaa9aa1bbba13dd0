/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.internal.transport;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.camelmessaging.common.support.wire.ApiResponse;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.ProtocolVersion;

/**
 * The context of a call, which knows where the call is: it either leaves or is given up, never both.
 */
final class HttpCall extends HttpClientContext {

    /** An answer, with the interim ones (1xx) before it. */
    private static final int MAX_HEADS = 20;

    private enum State {
        CONNECTING,
        SENT,
        GIVEN_UP
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.CONNECTING);
    private final AtomicInteger heads = new AtomicInteger();
    private final CompletableFuture<ApiResponse> answer = new CompletableFuture<>();
    private final Runnable leaving;
    private volatile Thread ioThread;

    /**
     * @param leaving to be run when the request leaves
     */
    HttpCall(Runnable leaving) {
        this.leaving = leaving;
    }

    /** What comes of it. */
    CompletableFuture<ApiResponse> answer() {
        return answer;
    }

    /** Whether the request may go out. */
    boolean leave() {
        return state.compareAndSet(State.CONNECTING, State.SENT) || state.get() == State.SENT;
    }

    /** Tells that the request leaves. */
    void leaves() {
        leaving.run();
    }

    /** Whether it had not gone out and never will. */
    boolean giveUp() {
        return state.compareAndSet(State.CONNECTING, State.GIVEN_UP) || state.get() == State.GIVEN_UP;
    }

    /** Whether the thread writes the request and reads the answer. */
    boolean isServedBy(Thread thread) {
        return thread == ioThread;
    }

    /** Called with the request's head and with each that arrives; nothing else hears of {@code 100 Continue}. */
    @Override
    public void setProtocolVersion(ProtocolVersion version) {
        super.setProtocolVersion(version);
        ioThread = Thread.currentThread();
        if (heads.incrementAndGet() > MAX_HEADS) {
            answer.completeExceptionally(
                    new MessageConstraintException("More than " + MAX_HEADS + " heads for one answer"));
        }
    }
}
