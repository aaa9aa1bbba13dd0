/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common;

import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Base64;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.camelmessaging.common.courier.Courier;
import io.camelmessaging.common.courier.Courier.Call;
import io.camelmessaging.common.courier.CourierComponent;
import io.camelmessaging.common.courier.RawProvider;
import io.camelmessaging.common.courier.TestKeys;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static com.github.tomakehurst.wiremock.matching.RequestPatternBuilder.allRequests;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * TLS, proxy and an own camel-http component.
 */
class TlsAndProxyTest {

    private static final String CREDENTIALS
            = "Basic " + Base64.getEncoder().encodeToString("proxy-user:proxy-pass".getBytes());

    @TempDir
    static Path directory;
    private static SSLContextParameters trusted;
    private static SSLContextParameters trustedForOther;
    private static WireMockServer provider;
    private static WireMockServer otherHost;

    private final DefaultCamelContext context = Courier.context("https://localhost:" + provider.httpsPort());
    private final CourierComponent component = Courier.component(context);
    private RawProvider proxy;

    @BeforeAll
    static void serve() throws Exception {
        Path keys = TestKeys.keyStore(directory, "localhost");
        Path otherKeys = TestKeys.keyStore(directory, "other.example.org");
        trusted = TestKeys.trusting(keys);
        trustedForOther = TestKeys.trusting(otherKeys);
        provider = server(keys);
        otherHost = server(otherKeys);
    }

    private static WireMockServer server(Path keys) {
        WireMockServer server = new WireMockServer(
                wireMockConfig().dynamicPort().dynamicHttpsPort()
                        .keystorePath(keys.toString()).keystorePassword(TestKeys.PASSWORD).keyManagerPassword(TestKeys.PASSWORD)
                        .keystoreType("PKCS12"));
        server.start();
        server.stubFor(post("/sms").willReturn(okJson("{\"id\":\"m1\"}")));
        return server;
    }

    @AfterAll
    static void stopServing() {
        provider.stop();
        otherHost.stop();
    }

    @BeforeEach
    void forget() {
        provider.resetRequests();
        otherHost.resetRequests();
    }

    @AfterEach
    void stop() throws Exception {
        context.close();
        if (proxy != null) {
            proxy.close();
        }
    }

    @Test
    void theOptionSslContextParametersIsUsed() {
        component.setSslContextParameters(trusted);

        assertAccepted();
        provider.verify(1, allRequests());
    }

    @Test
    void theGlobalParametersAreUsedIfAskedFor() {
        context.setSSLContextParameters(trusted);
        component.setUseGlobalSslContextParameters(true);

        assertAccepted();
    }

    @Test
    void theGlobalParametersAreNotUsedOtherwise() {
        context.setSSLContextParameters(trusted);

        assertNoTls();
    }

    @Test
    void anUnknownCertificateIsRefused() {
        component.setSslContextParameters(trustedForOther);

        assertNoTls();
    }

    @Test
    void aCertificateOfAnotherHostIsRefused() {
        component.getConfiguration().setBaseUrl("https://localhost:" + otherHost.httpsPort());
        component.setSslContextParameters(trustedForOther);

        assertNoTls();
        otherHost.verify(0, allRequests());
    }

    @Test
    void wrongTlsSettingsFailAtStart() {
        component.setSslContextParameters(TestKeys.trusting(Paths.get("/does/not/exist.p12")));
        context.start();

        assertThatThrownBy(() -> context.createProducerTemplate().sendBody("courier:sms?to=1234", "x"))
                .hasStackTraceContaining("The option sslContextParameters does not give usable TLS settings.");
    }

    @Test
    void anOwnHttpComponentBringsItsTlsAndHostNameVerifier() {
        HttpComponent http = new HttpComponent();
        http.setSslContextParameters(trustedForOther);
        http.setX509HostnameVerifier(NoopHostnameVerifier.INSTANCE);
        component.setHttpComponent(http);
        component.getConfiguration().setBaseUrl("https://localhost:" + otherHost.httpsPort());

        assertAccepted();
        otherHost.verify(1, allRequests());
    }

    @Test
    void anOwnHttpComponentBringsItsPoolAndTimeOuts() throws Exception {
        HttpComponent http = new HttpComponent();
        http.setConnectionsPerRoute(1);
        http.setConnectionRequestTimeout(200);
        component.setHttpComponent(http);
        try (RawProvider slow = new RawProvider(connection -> {
            connection.request();
            connection.stall();
        })) {
            component.getConfiguration().setBaseUrl(slow.baseUrl());
            context.start();
            Call first = Courier.sms(context, "?totalTimeout=1500");
            Call second = Courier.sms(context, "");

            first.failure(OutcomeUnknownException.class);
            assertThat(second.failure(ProviderUnavailableException.class)).hasMessageContaining(
                    "no pooled connection to localhost came free within connectionRequestTimeout");
            assertThat(slow.requests()).hasSize(1);
        }
    }

    @Test
    void aCallThatWaitedTooLongForAConnectionNeverLeaves() throws Exception {
        HttpComponent http = new HttpComponent();
        http.setConnectionsPerRoute(1);
        component.setHttpComponent(http);
        try (RawProvider slow = new RawProvider(connection -> {
            connection.request();
            connection.stall();
        })) {
            component.getConfiguration().setBaseUrl(slow.baseUrl());
            context.start();
            Call first = Courier.sms(context, "?totalTimeout=1500");
            Call second = Courier.sms(context, "?totalTimeout=200");

            second.failure(ProviderUnavailableException.class);
            first.failure(OutcomeUnknownException.class);
            Courier.sms(context, "?responseTimeout=300").failure(OutcomeUnknownException.class);
            assertThat(slow.requests()).hasSize(2);
        }
    }

    @Test
    void anOwnHttpComponentRepeatsNothing() throws Exception {
        component.setHttpComponent(new HttpComponent());
        int[] statuses = { 503, 429, 307, 200 };
        try (RawProvider failing = new RawProvider(connection -> {
            for (int status : statuses) {
                connection.request();
                connection.answer(status, "Retry-After: 0\r\nLocation: /sms\r\nSet-Cookie: a=b\r\n", "{\"id\":\"m1\"}");
            }
        })) {
            component.getConfiguration().setBaseUrl(failing.baseUrl());
            context.start();

            Courier.sms(context, "").failure(OutcomeUnknownException.class);
            Courier.sms(context, "").failure(ProviderUnavailableException.class);
            Courier.sms(context, "").failure(RequestRejectedException.class);
            assertThat(Courier.sms(context, "").await().getException()).isNull();
            assertThat(failing.requests()).hasSize(4).noneMatch(request -> request.contains("Cookie"));
        }
    }

    @Test
    void aProxyWithAuthenticationMakesATunnel() throws Exception {
        proxy = new RawProvider(connection -> {
            while (!connection.request().contains(CREDENTIALS)) {
                connection.answer(407, "Proxy-Authenticate: Basic realm=\"proxy\"\r\n", "");
            }
            connection.write("HTTP/1.1 200 OK\r\n\r\n");
            connection.tunnel(provider.httpsPort());
        });
        component.setSslContextParameters(trusted);
        proxy("proxy-user", "proxy-pass");

        assertAccepted();
        assertThat(proxy.requests()).allMatch(
                request -> request.startsWith("CONNECT localhost:") && !request.contains(Courier.API_KEY));
        provider.verify(1, allRequests());
    }

    @Test
    void aProxyWithAuthenticationPassesPlainHttpOn() throws Exception {
        proxy = new RawProvider(connection -> {
            while (!connection.request().contains(CREDENTIALS)) {
                connection.answer(407, "Proxy-Authenticate: Basic realm=\"proxy\"\r\n", "");
            }
            connection.answer(200, "", "{\"id\":\"m1\"}");
        });
        component.getConfiguration().setBaseUrl("http://localhost:1");
        proxy("proxy-user", "proxy-pass");

        assertAccepted();
        assertThat(proxy.requests()).last().asString().startsWith("POST http://localhost:1/sms");
    }

    @Test
    void aProxyThatRefusesTheCredentialsPassesNoPlainHttpOn() throws Exception {
        proxy = new RawProvider(connection -> {
            while (true) {
                connection.request();
                connection.answer(407, "Proxy-Authenticate: Basic realm=\"proxy\"\r\n", "");
            }
        });
        component.getConfiguration().setBaseUrl("http://localhost:1");
        proxy("proxy-user", "wrong");

        assertThat(send().failure(ProviderUnavailableException.class)).hasMessageContaining("the proxy refused the call");
        assertThat(proxy.requests()).hasSize(1);
    }

    @Test
    void aProxyThatRefusesTheCredentialsIsUnavailable() throws Exception {
        proxy = new RawProvider(connection -> {
            while (true) {
                connection.request();
                connection.answer(407, "Proxy-Authenticate: Basic realm=\"proxy\"\r\n", "");
            }
        });
        proxy("proxy-user", "wrong");

        assertThat(send().failure(ProviderUnavailableException.class)).hasMessageContaining(
                "the proxy refused the call; check proxyAuthUsername and proxyAuthPassword");
        assertThat(proxy.requests()).allMatch(request -> request.startsWith("CONNECT localhost:"));
    }

    @Test
    void aProxyThatMakesNoTunnelIsUnavailable() throws Exception {
        proxy = new RawProvider(connection -> {
            connection.request();
            connection.answer(503, "", "no route");
        });
        proxy(null, null);

        assertThat(send().failure(ProviderUnavailableException.class)).hasMessageContaining(
                "the proxy answered HTTP 503 and made no connection to localhost");
        provider.verify(0, allRequests());
    }

    @Test
    void aProxyThatBreaksIsUnavailable() throws Exception {
        proxy = new RawProvider(connection -> {
            connection.request();
            connection.reset();
        });
        proxy(null, null);

        assertThat(send().failure(ProviderUnavailableException.class)).hasMessageContaining("check baseUrl, proxy and network");
    }

    @Test
    void aProxyHostNeedsItsPort() {
        component.setProxyHost("localhost");
        context.start();

        assertThatThrownBy(() -> context.createProducerTemplate().sendBody("courier:sms?to=1234", "x"))
                .hasStackTraceContaining("The option proxyHost needs proxyPort.");
    }

    private void proxy(String username, String password) {
        component.setProxyHost("localhost");
        component.setProxyPort(proxy.port());
        component.setProxyAuthUsername(username);
        component.setProxyAuthPassword(password);
    }

    private Call send() {
        context.start();
        return Courier.sms(context, "");
    }

    private void assertAccepted() {
        assertThat(send().await().getException()).isNull();
    }

    private void assertNoTls() {
        assertThat(send().failure(ProviderUnavailableException.class)).hasMessageContaining("no TLS connection to localhost");
        provider.verify(0, allRequests());
    }
}
