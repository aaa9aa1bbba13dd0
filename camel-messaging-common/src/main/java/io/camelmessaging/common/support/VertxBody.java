package io.camelmessaging.common.support;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
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
    private static final long PATIENCE_SECONDS = 30;

    private VertxBody() {
    }

    /** Whether the message holds such a call. */
    static boolean isIn(Message message) {
        Object body = message.getBody();
        if (body == null || body.getClass().getName().startsWith("java.")) {
            return false;
        }
        Class<?> request = message.getExchange().getContext().getClassResolver().resolveClass(REQUEST);
        return request != null && request.isInstance(body);
    }

    /**
     * Reads the whole body; called by a worker of the server.
     *
     * @param  max         how many bytes are read at the most, and one more
     * @throws IOException if the caller breaks off, or takes too long
     */
    static byte[] read(Message message, int max) throws IOException {
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
            request.resume();
        });
        try {
            return whole.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The server stops", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("The body did not come", e);
        }
    }

    /** Lets the rest of the call pass unread, so that its connection can be used again. */
    static void letPass(Message message) {
        if (isIn(message)) {
            HttpServerRequest request = (HttpServerRequest) message.getBody();
            onItsThread(request::resume);
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
