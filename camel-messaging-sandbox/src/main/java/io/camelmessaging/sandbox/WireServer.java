package io.camelmessaging.sandbox;

import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;

/**
 * The one HTTP server of a sandbox: hands each request to the provider that its path names.
 */
final class WireServer implements ResponseDefinitionTransformerV2, AutoCloseable {

    private static final String TRANSFORMER = "messaging-sandbox";

    private final List<Provider> providers;
    private final WireLog wire;
    private final WireMockServer server;

    WireServer(String bindAddress, int port, List<Provider> providers, WireLog wire) {
        this.providers = providers;
        this.wire = wire;
        WireMockConfiguration configuration = WireMockConfiguration.options().bindAddress(bindAddress).disableRequestJournal()
                .extensions(this);
        this.server = new WireMockServer(port == 0 ? configuration.dynamicPort() : configuration.port(port));
    }

    void listen() {
        server.start();
        server.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(WireMock.aResponse().withTransformers(TRANSFORMER)));
    }

    int port() {
        return server.port();
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
        LoggedRequest request = event.getRequest();
        URI uri = URI.create(request.getUrl());
        WireAnswer answer = providerOf(uri).map(provider -> answer(provider, request, uri))
                .orElseGet(() -> WireAnswer.text(404, "The sandbox knows these paths: "
                                                      + String.join(" ", providers.stream()
                                                              .map(provider -> "/" + provider.name()).toList())
                                                      + "\n"));
        ResponseDefinitionBuilder response = WireMock.aResponse().withStatus(answer.status()).withBody(answer.body())
                .withHeader("Content-Type", answer.contentType());
        answer.headers().forEach(response::withHeader);
        return response.build();
    }

    private Optional<Provider> providerOf(URI uri) {
        return providers.stream().filter(provider -> uri.getRawPath().startsWith("/" + provider.name() + "/")).findFirst();
    }

    private WireAnswer answer(Provider provider, LoggedRequest request, URI uri) {
        Instant at = Instant.now();
        Map<String, String> headers = new HashMap<>();
        for (HttpHeader header : request.getHeaders().all()) {
            headers.put(header.key().toLowerCase(Locale.ROOT), header.firstValue());
        }
        String path = uri.getRawPath().substring(provider.name().length() + 1);
        Map<String, String> query = uri.getRawQuery() == null ? Map.of() : WireRequest.parameters(uri.getRawQuery());
        String body = request.getBodyAsString();
        WireAnswer answer = provider.answer(new WireRequest(request.getMethod().getName(), path, query, headers, body));
        wire.add(new WireEntry(
                at, provider.name(), false, request.getMethod().getName(), path, body, answer.status(), answer.body()));
        return answer;
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
        server.stop();
    }
}
