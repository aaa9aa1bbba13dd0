/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.net.URLDecoder;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.io.SelectableChannelEndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The one HTTP server of a sandbox: hands each request to the provider that its path names, or to the page.
 */
final class WireServer implements AutoCloseable {

    /** Of an answer so much is logged, so that one of many megabytes leaves room for the others. */
    private static final int LOGGED = 64 * 1024;

    private final String bindAddress;
    private final List<Provider> providers;
    private final SandboxState state;
    private final HandsetPage page;
    private final Door door;
    private final FaultyAnswers faults;
    private final ReentrantLock lock = new ReentrantLock();
    /** Those of the server that listens: one that is stopped does not tell of each that it ends. */
    private volatile AtomicInteger connections = new AtomicInteger();
    private int port;
    private Server server;

    WireServer(String bindAddress, int port, List<Provider> providers, SandboxState state, SandboxApi api, Door door) {
        this.bindAddress = bindAddress;
        this.port = port;
        this.providers = providers;
        this.state = state;
        this.page = new HandsetPage(api);
        this.door = door;
        this.faults = new FaultyAnswers(state);
    }

    /** Takes connections, on the same port as before. */
    void listen() {
        lock.lock();
        try {
            if (server != null) {
                return;
            }
            connections = new AtomicInteger();
            Server listening = server();
            ServerConnector connector = connector(listening, connections);
            try {
                listening.start();
            } catch (Exception e) {
                stop(listening);
                throw new IllegalStateException(
                        "The sandbox cannot listen on port " + port + " of " + bindAddress
                                                + ": is the port in use, or the address another machine's?",
                        e);
            }
            server = listening;
            port = connector.getLocalPort();
        } finally {
            lock.unlock();
        }
    }

    private Server server() {
        QueuedThreadPool threads = new QueuedThreadPool();
        threads.setName("messaging-sandbox-server");
        threads.setDaemon(true);
        Server made = new Server(threads);
        ErrorHandler errors = new ErrorHandler();
        errors.setShowStacks(false);
        made.setErrorHandler(errors);
        made.setHandler(new Handler.Abstract() {

            @Override
            public boolean handle(Request request, Response response, Callback callback) throws IOException {
                answer(request, response, callback);
                return true;
            }
        });
        return made;
    }

    private ServerConnector connector(Server made, AtomicInteger open) {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        // ids may hold whatever a client percent-encodes
        configuration.setUriCompliance(UriCompliance.UNSAFE);
        ServerConnector connector = new ServerConnector(made, new HttpConnectionFactory(configuration));
        connector.setHost(bindAddress);
        connector.setPort(port);
        // an answer may be stalled for as long as a test wants
        connector.setIdleTimeout(0);
        connector.addBean(new Connections(open));
        made.addConnector(connector);
        return connector;
    }

    /** Ends all connections and refuses new ones. */
    void stopListening() {
        lock.lock();
        try {
            if (server != null) {
                stop(server);
                server = null;
                connections = new AtomicInteger();
            }
        } finally {
            lock.unlock();
        }
    }

    private static void stop(Server stopped) {
        try {
            stopped.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The sandbox's server did not stop: " + e.getMessage(), e);
        }
    }

    int port() {
        return port;
    }

    /** How many connections are open. */
    int connections() {
        return connections.get();
    }

    private void answer(Request request, Response response, Callback callback) throws IOException {
        WireRequest wire;
        try {
            wire = wireRequest(request);
        } catch (IllegalArgumentException e) {
            write(WireAnswer.text(400, "The address of the request is malformed.\n"), response, callback);
            return;
        }
        Optional<WireAnswer> refusal = door.refusal(wire);
        if (refusal.isPresent()) {
            write(refusal.get(), response, callback);
            return;
        }
        for (Provider provider : providers) {
            String prefix = "/" + provider.name();
            if (wire.path().startsWith(prefix + "/")) {
                answer(provider, wire.below(prefix), request, response, callback);
                return;
            }
        }
        write(page.answer(wire).orElseGet(this::notFound), response, callback);
    }

    private WireAnswer notFound() {
        List<String> known = providers.stream().map(provider -> "/" + provider.name()).toList();
        return WireAnswer.text(404, "The sandbox knows these paths: / " + String.join(" ", known) + "\n");
    }

    private static WireRequest wireRequest(Request request) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (HttpField header : request.getHeaders()) {
            headers.putIfAbsent(header.getName().toLowerCase(Locale.ROOT), Optional.ofNullable(header.getValue()).orElse(""));
        }
        // split here: //index.html is a path, where a URI would take it for a host
        String address = Optional.ofNullable(request.getHttpURI().getPathQuery()).orElse("");
        String[] pathAndQuery = address.split("\\?", 2);
        Map<String, String> query = pathAndQuery.length == 1 ? Map.of() : WireRequest.parameters(pathAndQuery[1]);
        URLDecoder.decode(pathAndQuery[0], StandardCharsets.UTF_8);
        return new WireRequest(
                request.getMethod(), pathAndQuery[0], query, headers, Content.Source.asString(request, StandardCharsets.UTF_8));
    }

    private void answer(Provider provider, WireRequest wire, Request request, Response response, Callback callback) {
        Instant at = state.clock().now();
        FaultyAnswers.Answer answer = faults.answer(provider, wire);
        WireAnswer given = answer.wire();
        state.wire().add(new WireEntry(
                0, at, provider.name(), false, wire.method(), wire.path(), wire.body(),
                answer.reset() ? 0 : given.status(), answer.reset() ? "(connection reset)" : beginning(given.body())));
        if (answer.reset()) {
            reset(request.getConnectionMetaData().getConnection().getEndPoint());
            callback.failed(new EofException("reset"));
        } else if (answer.delay().compareTo(Duration.ZERO) > 0) {
            // an answer that waits for its time needs no thread of its own
            request.getConnectionMetaData().getConnector().getScheduler().schedule(() -> write(given, response, callback),
                    answer.delay().toMillis(), TimeUnit.MILLISECONDS);
        } else {
            write(given, response, callback);
        }
    }

    /** Ends a connection as a crash does, without a word. */
    private static void reset(EndPoint connection) {
        try {
            if (connection instanceof SelectableChannelEndPoint selectable
                    && selectable.getChannel() instanceof SocketChannel channel) {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the connection cannot be reset", e);
        }
        connection.close();
    }

    private static String beginning(String body) {
        return body.length() <= LOGGED ? body : body.substring(0, LOGGED) + " ... (" + body.length() + " characters)";
    }

    private static void write(WireAnswer answer, Response response, Callback callback) {
        response.setStatus(answer.status());
        response.getHeaders().put("Content-Type", answer.contentType());
        answer.headers().forEach(response.getHeaders()::put);
        Content.Sink.write(response, true, answer.body(), callback);
    }

    @Override
    public void close() {
        stopListening();
    }

    /** Counts the connections that are open. */
    private record Connections(AtomicInteger open) implements Connection.Listener {

        @Override
        public void onOpened(Connection connection) {
            open.incrementAndGet();
        }

        @Override
        public void onClosed(Connection connection) {
            open.decrementAndGet();
        }
    }
}
