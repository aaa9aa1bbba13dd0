package io.camelmessaging.common.transport;

import java.io.IOException;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

import javax.net.ssl.SSLException;

import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.entity.AsyncEntityProducerWrapper;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.support.BasicRequestBuilder;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.DeadlineTimeoutException;
import org.apache.hc.core5.util.Timeout;

/**
 * Makes calls with HttpClient 5's asynchronous client over HTTP/1.1.
 * <p>
 * Never repeats a call, follows no redirect, keeps no cookie, and bounds the time of the whole answer and its size.
 */
public final class HttpTransport implements Transport, AutoCloseable {

    private static final int PROXY_AUTHENTICATION_REQUIRED = 407;

    /** The context of a call, which knows where the call is: it either leaves or is given up, never both. */
    private static final class Call extends HttpClientContext {

        private enum State {
            CONNECTING,
            SENT,
            GIVEN_UP
        }

        private final AtomicReference<State> state = new AtomicReference<>(State.CONNECTING);
        private final Runnable leaving;

        Call(Runnable leaving) {
            this.leaving = leaving;
        }

        /** Whether the request may go out. */
        boolean leave() {
            return state.compareAndSet(State.CONNECTING, State.SENT) || state.get() == State.SENT;
        }

        /** Whether it had not gone out and never will. */
        boolean giveUp() {
            return state.compareAndSet(State.CONNECTING, State.GIVEN_UP) || state.get() == State.GIVEN_UP;
        }
    }

    private final CloseableHttpAsyncClient client;
    private final Timeout connectionRequestTimeout;
    private final int maxResponseSize;
    private final String proxyAuthorization;
    private final Set<CompletableFuture<ApiResponse>> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * @param client                   a client that repeats nothing; it is started here and closed by {@link #close()}
     * @param connectionRequestTimeout how long to wait for a connection of the pool
     * @param maxResponseSize          how many bytes an answer may have
     * @param proxyAuthorization       what a proxy asks for before it passes plain http on, or null; for a tunnel the
     *                                 client itself answers the proxy
     */
    public HttpTransport(CloseableHttpAsyncClient client, Timeout connectionRequestTimeout, int maxResponseSize,
                         String proxyAuthorization) {
        this.client = client;
        this.connectionRequestTimeout = connectionRequestTimeout;
        this.maxResponseSize = maxResponseSize;
        this.proxyAuthorization = proxyAuthorization;
        client.start();
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
        if (scope.clientContext instanceof Call call) {
            if (entity == null) {
                call.leaving.run();
            } else {
                marked = new LeavingEntity(entity, call.leaving);
            }
        }
        chain.proceed(request, marked, scope, callback);
    }

    static void leave(HttpContext context) throws IOException {
        if (context instanceof Call call && !call.leave()) {
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
        CompletableFuture<ApiResponse> answer = new CompletableFuture<>();
        open.add(answer);
        Call call = new Call(leaving);
        boolean plain = "http".equalsIgnoreCase(request.uri().getScheme());
        call.setRequestConfig(RequestConfig.custom()
                .setConnectionRequestTimeout(connectionRequestTimeout)
                .setResponseTimeout(Timeout.of(request.responseTimeout()))
                .setRedirectsEnabled(false)
                .setContentCompressionEnabled(false)
                .build());
        Future<ApiResponse> sent;
        try {
            sent = client.execute(new OnceRequestProducer(request, plain ? proxyAuthorization : null),
                    new CappedResponseConsumer(maxResponseSize),
                    call, new Completion(answer));
        } catch (RuntimeException e) {
            open.remove(answer);
            return CompletableFuture.failedFuture(failure(e, !call.giveUp(), request));
        }
        answer.orTimeout(request.totalTimeout().toMillis(), TimeUnit.MILLISECONDS);
        if (closed) {
            answer.completeExceptionally(closed());
        }
        return answer.handle((response, thrown) -> {
            open.remove(answer);
            if (thrown != null) {
                // cancelling a call that has ended does nothing
                sent.cancel(true);
                throw new CompletionException(failure(thrown, !call.giveUp(), request));
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

    @Override
    public void close() {
        closed = true;
        client.close(CloseMode.IMMEDIATE);
        // the client forgets some of its calls
        open.forEach(answer -> answer.completeExceptionally(closed()));
    }

    private static IOException closed() {
        return new IOException("The client was closed");
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
        if (!written) {
            return new TransportException(
                    false, "no connection to " + host + " was made; check baseUrl, proxy and network, then repeat", thrown);
        }
        if (thrown instanceof TimeoutException) {
            return new TransportException(
                    true, "the answer was not complete within totalTimeout; look the request up before you repeat it", thrown);
        }
        if (thrown instanceof CappedResponseConsumer.TooLargeException) {
            return new TransportException(
                    true, "the answer is larger than maxResponseSize (" + maxResponseSize
                          + " bytes); look the request up before you repeat it",
                    thrown);
        }
        return new TransportException(
                true, "the connection broke or stalled before the answer; look the request up before you repeat it", thrown);
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
            answer.completeExceptionally(new IOException("The call was cancelled"));
        }
    }

    /** Tells when the request is written, which on a busy machine is later than that its connection came. */
    private static final class LeavingEntity extends AsyncEntityProducerWrapper {

        private final Runnable leaving;

        LeavingEntity(AsyncEntityProducer entity, Runnable leaving) {
            super(entity);
            this.leaving = leaving;
        }

        @Override
        public void produce(DataStreamChannel channel) throws IOException {
            leaving.run();
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
