/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.internal.transport;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import javax.net.ssl.SSLException;

import io.camelmessaging.common.support.wire.ApiRequest;
import io.camelmessaging.common.support.wire.ApiResponse;
import io.camelmessaging.common.support.wire.TransportException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.RequestNotExecutedException;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.entity.AsyncEntityProducerWrapper;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.support.BasicRequestBuilder;
import org.apache.hc.core5.reactor.IOReactorShutdownException;
import org.apache.hc.core5.util.DeadlineTimeoutException;
import org.apache.hc.core5.util.Timeout;

/**
 * Makes calls with HttpClient 5's asynchronous client over HTTP/1.1.
 * <p>
 * Never repeats a call, follows no redirect, keeps no cookie, and bounds the time of the whole answer and its size. A
 * client that lost an I/O thread is replaced with the next call; a call that such a client refused before any of it
 * left goes to the new one.
 */
public final class HttpTransport implements Transport, AutoCloseable {

    private static final int PROXY_AUTHENTICATION_REQUIRED = 407;

    private final Supplier<SupervisedClient> clients;
    private final ReentrantLock renewing = new ReentrantLock();
    private final List<SupervisedClient> retired = new CopyOnWriteArrayList<>();
    private volatile SupervisedClient current;
    private final Timeout connectionRequestTimeout;
    private final int maxResponseSize;
    private final String proxyAuthorization;
    private volatile RequestConfig lastConfig;
    private volatile boolean closed;

    /**
     * @param clients                  starts a client that repeats nothing and whose chain holds {@link #mark} and
     *                                 {@link #address}; it is closed by {@link #close()}
     * @param connectionRequestTimeout how long to wait for a connection of the pool
     * @param maxResponseSize          how many bytes an answer may have
     * @param proxyAuthorization       what a proxy asks for before it passes plain http on, or null; for a tunnel the
     *                                 client itself answers the proxy
     */
    HttpTransport(Supplier<SupervisedClient> clients, Timeout connectionRequestTimeout, int maxResponseSize,
                  String proxyAuthorization) {
        this.clients = clients;
        this.connectionRequestTimeout = connectionRequestTimeout;
        this.maxResponseSize = maxResponseSize;
        this.proxyAuthorization = proxyAuthorization;
        this.current = clients.get();
    }

    /**
     * Marks the moment from which the provider may have seen the request: it is to stand behind the making of the
     * connection in the client's chain.
     */
    static void mark(
            HttpRequest request, AsyncEntityProducer entity, AsyncExecChain.Scope scope, AsyncExecChain chain,
            AsyncExecCallback callback)
            throws HttpException, IOException {
        leave(scope.clientContext);
        AsyncEntityProducer marked = entity;
        if (scope.clientContext instanceof HttpCall call) {
            if (entity == null) {
                call.leaves();
            } else {
                marked = new LeavingEntity(entity, call);
            }
        }
        chain.proceed(request, marked, scope, callback);
    }

    static void leave(HttpContext context) throws IOException {
        if (context instanceof HttpCall call && !call.leave()) {
            throw new IOException("The call was given up before its connection came");
        }
    }

    /**
     * Stands in the place of the client's element that answers a challenge, which would be a second request.
     * Credentials are in the headers already, and for a tunnel the making of the connection knows them.
     */
    static void address(
            HttpRequest request, AsyncEntityProducer entity, AsyncExecChain.Scope scope, AsyncExecChain chain,
            AsyncExecCallback callback)
            throws HttpException, IOException {
        boolean passedOn = scope.route.getProxyHost() != null && !scope.route.isTunnelled();
        chain.proceed(passedOn ? BasicRequestBuilder.copy(request).setAbsoluteRequestUri(true).build() : request,
                entity, scope, callback);
    }

    @Override
    public CompletionStage<ApiResponse> send(ApiRequest request, Runnable leaving) {
        long start = System.nanoTime();
        return attempt(request, leaving, request.totalTimeout()).exceptionallyCompose(thrown -> hasMetADyingClient(thrown)
                ? attempt(request, leaving, request.totalTimeout().minusNanos(System.nanoTime() - start))
                : CompletableFuture.failedFuture(thrown));
    }

    /** Whether a client dropped the call as it lost an I/O thread, while nothing of the call had left. */
    private static boolean hasMetADyingClient(Throwable thrown) {
        Throwable failure = thrown instanceof CompletionException ? thrown.getCause() : thrown;
        return failure instanceof TransportException dropped && !dropped.isSent()
                && dropped.getCause() instanceof SupervisedClient.DeadException;
    }

    private CompletableFuture<ApiResponse> attempt(ApiRequest request, Runnable leaving, Duration totalTimeout) {
        HttpCall call = new HttpCall(leaving);
        CompletableFuture<ApiResponse> answer = call.answer();
        boolean plain = "http".equalsIgnoreCase(request.uri().getScheme());
        call.setRequestConfig(config(request.responseTimeout()));
        SupervisedClient client = null;
        Future<ApiResponse> sent;
        try {
            client = living();
            sent = client.execute(call, new OnceRequestProducer(request, plain ? proxyAuthorization : null),
                    new CappedResponseConsumer(maxResponseSize), new Completion(answer));
        } catch (Throwable e) {
            // over a connection that is open already the request leaves in this thread, whatever comes of that; and a new
            // client may find no memory for its threads
            Throwable why = notice(client, e);
            return CompletableFuture.failedFuture(failure(why, hasLeft(call, why), request));
        }
        answer.orTimeout(totalTimeout.toMillis(), TimeUnit.MILLISECONDS);
        SupervisedClient used = client;
        return answer.handle((response, thrown) -> {
            used.ended(call);
            if (thrown != null) {
                Throwable why = notice(used, thrown);
                // cancelling a call that has ended does nothing
                sent.cancel(true);
                throw new CompletionException(failure(why, hasLeft(call, why), request));
            }
            if (response.status() == PROXY_AUTHENTICATION_REQUIRED) {
                throw new CompletionException(
                        new TransportException(
                                false, "the proxy refused the call; check proxyAuthUsername and proxyAuthPassword", null));
            }
            if (call.giveUp()) {
                throw new CompletionException(
                        new TransportException(
                                false, "the proxy answered HTTP " + response.status() + " and made no connection to "
                                       + request.uri().getHost() + "; check the proxy, then repeat",
                                null));
            }
            return response;
        });
    }

    /** The settings of a call; those of the last one if they are the same, as they nearly always are. */
    private RequestConfig config(Duration responseTimeout) {
        RequestConfig last = lastConfig;
        if (last != null && last.getResponseTimeout().toMilliseconds() == responseTimeout.toMillis()) {
            return last;
        }
        RequestConfig config = RequestConfig.custom()
                .setConnectionRequestTimeout(connectionRequestTimeout)
                .setResponseTimeout(Timeout.of(responseTimeout))
                .setRedirectsEnabled(false)
                .setContentCompressionEnabled(false)
                .build();
        lastConfig = config;
        return config;
    }

    @Override
    public void close() {
        renewing.lock();
        try {
            closed = true;
            current.close();
            retired.forEach(SupervisedClient::close);
            retired.clear();
        } finally {
            renewing.unlock();
        }
    }

    /** The client, a new one if it died. */
    private SupervisedClient living() {
        SupervisedClient client = current;
        if (!client.isOver()) {
            return client;
        }
        renewing.lock();
        try {
            if (current.isOver() && !closed) {
                SupervisedClient dead = current;
                current = clients.get();
                dead.retire();
                // one that died before has had the time of a client's whole life to end its calls
                retired.forEach(SupervisedClient::close);
                retired.clear();
                retired.add(dead);
            }
            return current;
        } finally {
            renewing.unlock();
        }
    }

    /** Tells the client of what only its end brings, and gives that, or else what was thrown. */
    private Throwable notice(SupervisedClient client, Throwable thrown) {
        if (client == null || closed) {
            return thrown;
        }
        if (thrown instanceof IOReactorShutdownException) {
            client.died(null, thrown);
        } else if (isCancelled(thrown)) {
            client.isDying();
        } else if (!(thrown instanceof RequestNotExecutedException) || !client.isOver()) {
            return thrown;
        }
        return new SupervisedClient.DeadException(thrown);
    }

    /** Nobody cancels a call that is under way but the I/O thread that was to connect it, at its end. */
    private static boolean isCancelled(Throwable thrown) {
        return thrown instanceof CancelledException || thrown.getClass() == InterruptedIOException.class;
    }

    /** Whether any of it may be on its way. One whose connection ended while it was queued has not begun. */
    private static boolean hasLeft(HttpCall call, Throwable why) {
        boolean begun = !call.giveUp();
        return begun && !(why instanceof RequestNotExecutedException)
                && !(why instanceof SupervisedClient.DeadException && why.getCause() instanceof RequestNotExecutedException);
    }

    private TransportException failure(Throwable thrown, boolean written, ApiRequest request) {
        String host = request.uri().getHost();
        if (thrown instanceof ConnectTimeoutException) {
            return new TransportException(
                    false, "no connection to " + host + " was made within connectTimeout; check the network, then repeat",
                    thrown);
        }
        if (thrown instanceof DeadlineTimeoutException) {
            return new TransportException(
                    false, "no pooled connection to " + host
                           + " came free within connectionRequestTimeout; raise connectionsPerRoute of the httpComponent",
                    thrown);
        }
        if (!written && thrown instanceof SSLException) {
            return new TransportException(
                    false, "no TLS connection to " + host + " was made; check sslContextParameters and the certificates",
                    thrown);
        }
        if (!written && thrown instanceof TimeoutException) {
            return new TransportException(
                    false, "no connection to " + host + " was made or came free within totalTimeout; check baseUrl, proxy and"
                           + " network, then repeat",
                    thrown);
        }
        if (!written && thrown instanceof SupervisedClient.DeadException) {
            return new TransportException(
                    false, "the HTTP client had lost an I/O thread and is replaced with the next call; repeat it", thrown);
        }
        if (!written && thrown instanceof RequestNotExecutedException) {
            return new TransportException(
                    false, "the connection to " + host + " was closed before the request left; repeat it", thrown);
        }
        if (!written) {
            return new TransportException(
                    false, "no connection to " + host + " was made; check baseUrl, proxy and network, then repeat", thrown);
        }
        if (thrown instanceof TimeoutException) {
            return new TransportException(
                    true, "the answer was not complete within totalTimeout; look the request up before you repeat it", thrown);
        }
        if (thrown instanceof MessageConstraintException) {
            return new TransportException(
                    true, "the head of the answer has too long a line, too many headers or too many interim answers; look the"
                          + " request up before you repeat it",
                    thrown);
        }
        if (thrown instanceof CappedResponseConsumer.TooLargeException) {
            return new TransportException(
                    true, "the answer is larger than maxResponseSize (" + maxResponseSize
                          + " bytes); look the request up before you repeat it",
                    thrown);
        }
        return new TransportException(
                true, "the connection broke or stalled before the answer; look the request up before you repeat it",
                unquoted(thrown));
    }

    /** A fault of the protocol quotes what came, which may be anything; of that only the place is kept. */
    private static Throwable unquoted(Throwable thrown) {
        if (thrown instanceof SocketException || thrown instanceof SSLException || thrown instanceof InterruptedIOException
                || thrown instanceof ConnectionClosedException) {
            return thrown;
        }
        IOException place = new IOException(thrown.getClass().getName());
        place.setStackTrace(thrown.getStackTrace());
        return place;
    }

    private record Completion(CompletableFuture<ApiResponse> answer) implements FutureCallback<ApiResponse> {

        @Override
        public void completed(ApiResponse response) {
            answer.complete(response);
        }

        @Override
        public void failed(Exception thrown) {
            answer.completeExceptionally(thrown);
        }

        @Override
        public void cancelled() {
            answer.completeExceptionally(new CancelledException());
        }
    }

    private static final class CancelledException extends IOException {

        private static final long serialVersionUID = 1L;

        CancelledException() {
            super("The call was cancelled");
        }
    }

    /** Tells when the request is written, which on a busy machine is later than that its connection came. */
    private static final class LeavingEntity extends AsyncEntityProducerWrapper {

        private final HttpCall call;

        LeavingEntity(AsyncEntityProducer entity, HttpCall call) {
            super(entity);
            this.call = call;
        }

        @Override
        public void produce(DataStreamChannel channel) throws IOException {
            call.leaves();
            super.produce(channel);
        }
    }

    /** A request whose entity cannot be written twice. */
    private static final class OnceRequestProducer extends BasicRequestProducer {

        OnceRequestProducer(ApiRequest request, String proxyAuthorization) {
            super(head(request, proxyAuthorization), request.body() == null ? null : request.body().open());
        }

        @Override
        public boolean isRepeatable() {
            return false;
        }

        private static HttpRequest head(ApiRequest request, String proxyAuthorization) {
            URI uri = request.uri();
            BasicHttpRequest head = new BasicHttpRequest(request.method().name(), uri);
            request.headers().forEach((name, value) -> head.setHeader(new UnloggedHeader(name, value)));
            if (proxyAuthorization != null) {
                head.setHeader(new UnloggedHeader(HttpHeaders.PROXY_AUTHORIZATION, proxyAuthorization));
            }
            return head;
        }
    }
}
