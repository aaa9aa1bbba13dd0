package io.camelmessaging.sandbox;

import java.net.Socket;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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
    private final Door door;
    private final AnswerTrouble trouble;
    private final ReentrantLock lock = new ReentrantLock();
    /** Those of the server that listens: one that is stopped does not tell of each that it ends. */
    private volatile AtomicInteger connections = new AtomicInteger();
    private int port;
    private WireMockServer server;

    WireServer(String bindAddress, int port, List<Provider> providers, World world, SandboxApi api,
               Door door) {
        this.bindAddress = bindAddress;
        this.port = port;
        this.providers = providers;
        this.world = world;
        this.page = new HandsetPage(api);
        this.door = door;
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
                    // its own API would let any web site plant pages here and lead calls elsewhere
                    .adminAuthenticator(ignored -> false).extensions(this);
            WireMockServer listening = new WireMockServer(port == 0 ? configuration.dynamicPort() : configuration.port(port));
            // before it listens: a call in between would be answered by a 404 of nobody's
            listening.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(WireMock.aResponse().withTransformers(TRANSFORMER)));
            try {
                listening.start();
            } catch (RuntimeException e) {
                throw new IllegalStateException(
                        "The sandbox cannot listen on port " + port + " of " + bindAddress
                                                + ": is the port in use, or the address another machine's?",
                        e);
            }
            server = listening;
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
        WireRequest request;
        try {
            request = wireRequest(event.getRequest());
        } catch (IllegalArgumentException e) {
            return response(WireAnswer.text(400, "The address of the request is malformed.\n")).build();
        }
        Optional<WireAnswer> refusal = door.refusal(request);
        if (refusal.isPresent()) {
            return response(refusal.get()).build();
        }
        for (Provider provider : providers) {
            String prefix = "/" + provider.name();
            if (request.path().startsWith(prefix + "/")) {
                return answer(provider, request.below(prefix));
            }
        }
        return response(page.answer(request).orElseGet(this::notFound)).build();
    }

    private WireAnswer notFound() {
        List<String> known = providers.stream().map(provider -> "/" + provider.name()).toList();
        return WireAnswer.text(404, "The sandbox knows these paths: / " + String.join(" ", known) + "\n");
    }

    private static WireRequest wireRequest(LoggedRequest request) {
        Map<String, String> headers = new HashMap<>();
        for (HttpHeader header : request.getHeaders().all()) {
            headers.put(header.key().toLowerCase(Locale.ROOT), header.firstValue());
        }
        // split here: //index.html is a path, where a URI would take it for a host
        String[] pathAndQuery = request.getUrl().split("\\?", 2);
        Map<String, String> query = pathAndQuery.length == 1 ? Map.of() : WireRequest.parameters(pathAndQuery[1]);
        URLDecoder.decode(pathAndQuery[0], StandardCharsets.UTF_8);
        return new WireRequest(
                request.getMethod().getName(), pathAndQuery[0], query, headers, request.getBodyAsString());
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
