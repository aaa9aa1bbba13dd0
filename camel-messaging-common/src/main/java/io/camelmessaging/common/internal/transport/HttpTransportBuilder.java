/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.internal.transport;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLContext;

import org.apache.camel.CamelContext;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.util.concurrent.CamelThreadFactory;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.ssl.SSLContexts;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Builds the transport from a camel-http component's settings.
 * <p>
 * The settings that an own {@code httpComponent} has win; the rest is what the messaging component's options say.
 */
public final class HttpTransportBuilder {

    private static final int IO_THREADS = Math.min(4, Runtime.getRuntime().availableProcessors());
    private static final Duration POOL_WAIT = Duration.ofSeconds(10);
    /** For a line of an answer's head, of its chunks and of its trailers; twice what most servers take in a request. */
    private static final int MAX_LINE_LENGTH = 16 * 1024;
    private static final int MAX_HEADERS = 200;

    private final CamelContext context;
    private final String name;
    private Duration connectTimeout;
    private int maxResponseSize;
    private SSLContextParameters tls;
    private String proxyHost;
    private Integer proxyPort;
    private String proxyUsername;
    private String proxyPassword;
    private HttpComponent own;

    /**
     * @param name the name of the client's threads
     */
    public HttpTransportBuilder(CamelContext context, String name) {
        this.context = context;
        this.name = name;
    }

    public HttpTransportBuilder connectTimeout(Duration timeout) {
        this.connectTimeout = timeout;
        return this;
    }

    public HttpTransportBuilder maxResponseSize(int bytes) {
        this.maxResponseSize = bytes;
        return this;
    }

    public HttpTransportBuilder sslContextParameters(SSLContextParameters parameters) {
        this.tls = parameters;
        return this;
    }

    public HttpTransportBuilder proxy(String host, Integer port, String username, String password) {
        this.proxyHost = host;
        this.proxyPort = port;
        this.proxyUsername = username;
        this.proxyPassword = password;
        return this;
    }

    /** The user's own camel-http component, or null. */
    public HttpTransportBuilder httpComponent(HttpComponent component) {
        this.own = component;
        return this;
    }

    /** Builds and starts the transport. */
    public HttpTransport build() {
        HttpComponent settings = own != null ? own : settings();
        SSLContext sslContext = sslContext(settings);
        ThreadFactory threads = new CamelThreadFactory(
                context.getExecutorServiceManager().getThreadNamePattern(), name + "-io", true);
        return new HttpTransport(
                () -> SupervisedClient.start(client(settings, sslContext), threads),
                Timeout.ofMilliseconds(settings.getConnectionRequestTimeout()), maxResponseSize, proxyAuthorization(settings));
    }

    private static HttpAsyncClientBuilder client(HttpComponent settings, SSLContext sslContext) {
        PoolingAsyncClientConnectionManagerBuilder connections = PoolingAsyncClientConnectionManagerBuilder.create()
                .setTlsStrategy(ClientTlsStrategyBuilder.create()
                        .setSslContext(sslContext)
                        .setHostnameVerifier(hostnameVerifier(settings))
                        .buildAsync())
                .setMaxConnTotal(settings.getMaxTotalConnections())
                .setMaxConnPerRoute(settings.getConnectionsPerRoute())
                .setDefaultTlsConfig(TlsConfig.custom()
                        .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1)
                        .setHandshakeTimeout(Timeout.ofMilliseconds(settings.getConnectTimeout()))
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.ofMilliseconds(settings.getConnectTimeout()))
                        .setTimeToLive(TimeValue.ofMilliseconds(settings.getConnectionTimeToLive()))
                        .setValidateAfterInactivity(TimeValue.of(1, TimeUnit.SECONDS))
                        .build());
        HttpAsyncClientBuilder client = HttpAsyncClients.custom()
                .setConnectionManager(connections.build())
                .setIOReactorConfig(IOReactorConfig.custom().setIoThreadCount(IO_THREADS).build())
                .setHttp1Config(Http1Config.custom()
                        .setMaxLineLength(MAX_LINE_LENGTH)
                        .setMaxHeaderCount(MAX_HEADERS)
                        .build())
                // in place of the decorator that logs every byte
                .setIoSessionDecorator(session -> session)
                .setUserAgent("camel-messaging")
                .replaceExecInterceptor(ChainElement.PROTOCOL.name(), HttpTransport::address)
                .addExecInterceptorBefore(ChainElement.MAIN_TRANSPORT.name(), "mark", HttpTransport::mark)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                // calls of one component are of one user; a connection with a client certificate would serve one call only
                .disableConnectionState();
        proxy(client, settings);
        return client;
    }

    /** camel-http's settings as the messaging component's options give them; the dispatchers bound the connections. */
    private HttpComponent settings() {
        HttpComponent settings = new HttpComponent();
        settings.setCamelContext(context);
        settings.setConnectTimeout(connectTimeout.toMillis());
        settings.setConnectionRequestTimeout(POOL_WAIT.toMillis());
        settings.setSslContextParameters(tls);
        settings.setProxyHost(proxyHost);
        settings.setProxyPort(proxyPort);
        settings.setProxyAuthUsername(proxyUsername);
        settings.setProxyAuthPassword(proxyPassword);
        settings.setMaxTotalConnections(Integer.MAX_VALUE);
        settings.setConnectionsPerRoute(Integer.MAX_VALUE);
        return settings;
    }

    private SSLContext sslContext(HttpComponent settings) {
        SSLContextParameters parameters = settings.getSslContextParameters();
        if (parameters == null && settings.isUseGlobalSslContextParameters()) {
            parameters = context.getSSLContextParameters();
        }
        try {
            return parameters == null ? SSLContexts.createSystemDefault() : parameters.createSSLContext(context);
        } catch (GeneralSecurityException | IOException e) {
            throw new RuntimeCamelException("The option sslContextParameters does not give usable TLS settings.", e);
        }
    }

    private static HostnameVerifier hostnameVerifier(HttpComponent settings) {
        return settings.getX509HostnameVerifier();
    }

    private static void proxy(HttpAsyncClientBuilder client, HttpComponent settings) {
        if (settings.getProxyHost() == null) {
            return;
        }
        if (settings.getProxyPort() == null) {
            throw new IllegalArgumentException("The option proxyHost needs proxyPort.");
        }
        HttpHost proxy = new HttpHost(settings.getProxyHost(), settings.getProxyPort());
        client.setProxy(proxy);
        if (hasProxyLogin(settings)) {
            BasicCredentialsProvider credentials = new BasicCredentialsProvider();
            credentials.setCredentials(new AuthScope(proxy),
                    new UsernamePasswordCredentials(
                            settings.getProxyAuthUsername(), settings.getProxyAuthPassword().toCharArray()));
            client.setDefaultCredentialsProvider(credentials);
        }
    }

    private static boolean hasProxyLogin(HttpComponent settings) {
        return settings.getProxyHost() != null && settings.getProxyAuthUsername() != null
                && settings.getProxyAuthPassword() != null;
    }

    private static String proxyAuthorization(HttpComponent settings) {
        if (!hasProxyLogin(settings)) {
            return null;
        }
        String login = settings.getProxyAuthUsername() + ":" + settings.getProxyAuthPassword();
        return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }
}
