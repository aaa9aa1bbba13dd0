package io.camelmessaging.sandbox;

import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.http.trafficlistener.WiremockNetworkTrafficListener;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;

/**
 * The one HTTP server of a sandbox: hands each request to the provider that its path names, or to the page.
 */
final class WireServer implements ResponseDefinitionTransformerV2, AutoCloseable {

    private static final String TRANSFORMER = "messaging-sandbox";
    /** Answers that wait for their time need no thread of their own. */
    private static final int ASYNCHRONOUS_THREADS = 4;
    /** Of an answer so much is logged, so that one of many megabytes leaves room for the others. */
    private static final int LOGGED = 64 * 1024;

    private final String bindAddress;
    private final List<Provider> providers;
    private final World world;
    private final HandsetPage page;
    private final AnswerTrouble trouble;
    private final ReentrantLock lock = new ReentrantLock();
    /** Those of the server that listens: one that is stopped does not tell of each that it ends. */
    private volatile AtomicInteger connections = new AtomicInteger();
    private int port;
    private WireMockServer server;

    WireServer(String bindAddress, int port, List<Provider> providers, World world, SandboxApi api) {
        this.bindAddress = bindAddress;
        this.port = port;
        this.providers = providers;
        this.world = world;
        this.page = new HandsetPage(bindAddress, api);
        this.trouble = new AnswerTrouble(world);
    }

    /** Takes connections, on the same port as before. */
    void listen() {
        lock.lock();
        try {
            if (server != null) {
                return;
            }
            connections = new AtomicInteger();
            WireMockConfiguration configuration = WireMockConfiguration.options().bindAddress(bindAddress)
                    .disableRequestJournal().http2PlainDisabled(true).asynchronousResponseEnabled(true)
                    .asynchronousResponseThreads(ASYNCHRONOUS_THREADS).networkTrafficListener(new Connections(connections))
                    .extensions(this);
            server = new WireMockServer(port == 0 ? configuration.dynamicPort() : configuration.port(port));
            // before it listens: a call in between would be answered by a 404 of nobody's
            server.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(WireMock.aResponse().withTransformers(TRANSFORMER)));
            server.start();
            port = server.port();
        } finally {
            lock.unlock();
        }
    }

    /** Ends all connections and refuses new ones. */
    void goAway() {
        lock.lock();
        try {
            if (server != null) {
                server.stop();
                server = null;
                connections = new AtomicInteger();
            }
        } finally {
            lock.unlock();
        }
    }

    int port() {
        return port;
    }

    /** How many connections are open. */
    int connections() {
        return connections.get();
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
        LoggedRequest request = event.getRequest();
        URI uri = URI.create(request.getUrl());
        Optional<Provider> provider = providers.stream()
                .filter(candidate -> uri.getRawPath().startsWith("/" + candidate.name() + "/")).findFirst();
        if (provider.isPresent()) {
            return answer(provider.get(), wireRequest(request, uri, provider.get().name().length() + 1));
        }
        return response(page.answer(wireRequest(request, uri, 0)).orElseGet(this::notFound)).build();
    }

    private WireAnswer notFound() {
        List<String> known = providers.stream().map(provider -> "/" + provider.name()).toList();
        return WireAnswer.text(404, "The sandbox knows these paths: / " + String.join(" ", known) + "\n");
    }

    private static WireRequest wireRequest(LoggedRequest request, URI uri, int prefix) {
        Map<String, String> headers = new HashMap<>();
        for (HttpHeader header : request.getHeaders().all()) {
            headers.put(header.key().toLowerCase(Locale.ROOT), header.firstValue());
        }
        Map<String, String> query = uri.getRawQuery() == null ? Map.of() : WireRequest.parameters(uri.getRawQuery());
        return new WireRequest(
                request.getMethod().getName(), uri.getRawPath().substring(prefix), query, headers, request.getBodyAsString());
    }

    private ResponseDefinition answer(Provider provider, WireRequest request) {
        Instant at = world.pace().now();
        AnswerTrouble.Answer answer = trouble.answer(provider, request);
        WireAnswer wire = answer.wire();
        world.wire().add(new WireEntry(
                0, at, provider.name(), false, request.method(), request.path(), request.body(),
                answer.reset() ? 0 : wire.status(), answer.reset() ? "(connection reset)" : beginning(wire.body())));
        if (answer.reset()) {
            return WireMock.aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER).build();
        }
        ResponseDefinitionBuilder response = response(wire);
        if (answer.delay().compareTo(Duration.ZERO) > 0) {
            response.withFixedDelay((int) answer.delay().toMillis());
        }
        return response.build();
    }

    private static String beginning(String body) {
        return body.length() <= LOGGED ? body : body.substring(0, LOGGED) + " ... (" + body.length() + " characters)";
    }

    private static ResponseDefinitionBuilder response(WireAnswer answer) {
        ResponseDefinitionBuilder response = WireMock.aResponse().withStatus(answer.status()).withBody(answer.body())
                .withHeader("Content-Type", answer.contentType());
        answer.headers().forEach(response::withHeader);
        return response;
    }

    @Override
    public String getName() {
        return TRANSFORMER;
    }

    @Override
    public boolean applyGlobally() {
        return false;
    }

    @Override
    public void close() {
        goAway();
    }

    /** Counts the connections that are open. */
    private record Connections(AtomicInteger open) implements WiremockNetworkTrafficListener {

        @Override
        public void opened(Socket socket) {
            open.incrementAndGet();
        }

        @Override
        public void incoming(Socket socket, ByteBuffer bytes) {
            // only their number is of interest
        }

        @Override
        public void outgoing(Socket socket, ByteBuffer bytes) {
            // only their number is of interest
        }

        @Override
        public void closed(Socket socket) {
            open.decrementAndGet();
        }
    }
}
