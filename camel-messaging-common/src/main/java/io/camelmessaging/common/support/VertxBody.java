/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import org.apache.camel.Message;

/**
 * The body of a call to Vert.x that no body handler has read: Vert.x itself refuses a form with a stray percent sign,
 * and decodes each as UTF-8. Vert.x is on the class path only where it is the server.
 */
final class VertxBody {

    private static final String REQUEST = "io.vertx.core.http.HttpServerRequest";
    private static final String CONTINUE = "100-continue";
    /**
     * A provider's body is a few hundred bytes, which come with the head unless a packet was lost. The time is counted
     * by the thread that reads: a server that is itself late, as with its first calls, calls nobody slow.
     */
    private static final long USUAL_MILLIS = 1000;
    private static final long PATIENCE_MILLIS = 30_000;
    /**
     * The server has 20 workers, which are for all its routes; most providers do not repeat a call that was refused.
     */
    private static final int MAX_SLOW = 8;

    /** Asked of each class once, not with each call. */
    private static final ClassValue<Boolean> IS_REQUEST = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return isRequest(type);
        }
    };

    private final Semaphore slow = new Semaphore(MAX_SLOW);

    static final class TooSlowException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** Whether the message holds such a call. */
    static boolean isIn(Message message) {
        Object body = message.getBody();
        return body != null && IS_REQUEST.get(body.getClass());
    }

    private static boolean isRequest(Class<?> type) {
        if (type.getName().startsWith("java.")) {
            return false;
        }
        try {
            // by the body's own loader: in OSGi neither the context's bundle nor ours need know Vert.x
            ClassLoader loader = type.getClassLoader();
            return loader != null && Class.forName(REQUEST, false, loader).isAssignableFrom(type);
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /**
     * Reads the whole body; called by a worker of the server, few of which wait for slow callers.
     *
     * @param  max              how many bytes are read at the most, and one more
     * @throws TooSlowException if the caller takes too long, or longer than usual while others do
     * @throws IOException      if the caller breaks off
     */
    byte[] read(Message message, int max) throws IOException {
        HttpServerRequest request = (HttpServerRequest) message.getBody();
        CompletableFuture<byte[]> whole = new CompletableFuture<>();
        onItsThread(() -> {
            if (request.isEnded()) {
                whole.complete(new byte[0]);
                return;
            }
            Buffer read = Buffer.buffer();
            request.exceptionHandler(whole::completeExceptionally);
            request.handler(piece -> {
                read.appendBuffer(piece, 0, Math.min(piece.length(), max + 1 - read.length()));
                if (read.length() > max) {
                    // what follows is let pass
                    whole.complete(read.getBytes());
                }
            });
            request.endHandler(end -> whole.complete(read.getBytes()));
            if (CONTINUE.equalsIgnoreCase(request.getHeader("Expect"))) {
                request.response().writeContinue();
            }
            request.resume();
            limit(whole);
        });
        try {
            return whole.get(2 * PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The server stops", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof TooSlowException tooSlow ? tooSlow : new IOException("The caller broke off", e);
        } catch (TimeoutException e) {
            throw new TooSlowException();
        }
    }

    /** Called by the thread that reads, which has then read what was there. */
    private void limit(CompletableFuture<byte[]> whole) {
        Context context = Vertx.currentContext();
        if (context == null || whole.isDone()) {
            return;
        }
        long usual = context.owner().setTimer(USUAL_MILLIS, late -> {
            if (!slow.tryAcquire()) {
                whole.completeExceptionally(new TooSlowException());
                return;
            }
            long patience = context.owner().setTimer(PATIENCE_MILLIS,
                    over -> whole.completeExceptionally(new TooSlowException()));
            whole.whenComplete((read, failure) -> {
                slow.release();
                context.owner().cancelTimer(patience);
            });
        });
        whole.whenComplete((read, failure) -> context.owner().cancelTimer(usual));
    }

    /** Lets the rest of the call pass unread, so that its connection can be used again. */
    static void letPass(Message message) {
        if (isIn(message)) {
            HttpServerRequest request = (HttpServerRequest) message.getBody();
            onItsThread(() -> {
                // one of HTTP/2 that has come to its end does not let itself be resumed
                if (!request.isEnded()) {
                    request.resume();
                }
            });
        }
    }

    private static void onItsThread(Runnable work) {
        Context context = Vertx.currentContext();
        if (context == null) {
            work.run();
        } else {
            context.runOnContext(go -> work.run());
        }
    }
}
