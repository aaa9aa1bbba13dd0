package io.camelmessaging.sandbox;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;

/**
 * The one HTTP server of a sandbox: hands each request to the provider that its path names, or to the page.
 */
final class WireServer implements ResponseDefinitionTransformerV2, AutoCloseable {

    private static final String TRANSFORMER = "messaging-sandbox";
    /** Answers that wait for their time need no thread of their own. */
    private static final int ASYNCHRONOUS_THREADS = 4;

    private final String bindAddress;
    private final List<Provider> providers;
    private final World world;
    private final HandsetPage page;
    private final AnswerTrouble trouble;
    private final ReentrantLock lock = new ReentrantLock();
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
            WireMockConfiguration configuration = WireMockConfiguration.options().bindAddress(bindAddress)
                    .disableRequestJournal().http2PlainDisabled(true).asynchronousResponseEnabled(true)
                    .asynchronousResponseThreads(ASYNCHRONOUS_THREADS).extensions(this);
            server = new WireMockServer(port == 0 ? configuration.dynamicPort() : configuration.port(port));
            server.start();
            port = server.port();
            server.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(WireMock.aResponse().withTransformers(TRANSFORMER)));
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
            }
        } finally {
            lock.unlock();
        }
    }

    int port() {
        return port;
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
                answer.reset() ? 0 : wire.status(), answer.reset() ? "(connection reset)" : wire.body()));
        if (answer.reset()) {
            return WireMock.aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER).build();
        }
        ResponseDefinitionBuilder response = response(wire);
        if (answer.delay().compareTo(Duration.ZERO) > 0) {
            response.withFixedDelay((int) answer.delay().toMillis());
        }
        return response.build();
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
}
