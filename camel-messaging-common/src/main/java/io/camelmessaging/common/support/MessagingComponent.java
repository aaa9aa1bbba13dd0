/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.ReentrantLock;

import io.camelmessaging.common.MessagingException;
import io.camelmessaging.common.internal.transport.AccountDispatcher;
import io.camelmessaging.common.internal.transport.HttpTransport;
import io.camelmessaging.common.internal.transport.HttpTransportBuilder;
import io.camelmessaging.common.support.wire.ApiRequest;
import io.camelmessaging.common.support.wire.ApiResponse;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.SSLContextParametersAware;
import org.apache.camel.builder.ThreadPoolProfileBuilder;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.spi.Metadata;
import org.apache.camel.support.HealthCheckComponent;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.util.PropertiesHelper;
import org.apache.camel.util.StringHelper;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;

/**
 * What all messaging components are: the transport with its options, the dispatchers of the accounts, and the making of
 * endpoints.
 */
public abstract class MessagingComponent extends HealthCheckComponent implements SSLContextParametersAware {

    @Metadata(label = "producer", defaultValue = "10s", javaType = "java.time.Duration",
              description = "How long making a connection to the provider may take.")
    private long connectTimeout = 10_000;
    @Metadata(label = "producer,advanced", defaultValue = "512",
              description = "How many calls of one account may be under way at a time.")
    private int maxInFlight = 512;
    @Metadata(label = "producer,advanced", defaultValue = "10000",
              description = "How many calls of one account may wait for maxInFlight or for the rate limit; more fail at once"
                            + " with ProviderUnavailableException.")
    private int maxQueued = 10_000;
    @Metadata(label = "producer,advanced", defaultValue = "10485760",
              description = "How many bytes an answer may have; a larger one ends as OutcomeUnknownException.")
    private int maxResponseSize = 10 * 1024 * 1024;
    @Metadata(label = "security", description = "TLS settings for the connection to the provider.")
    private SSLContextParameters sslContextParameters;
    @Metadata(label = "security", defaultValue = "false",
              description = "Whether to use the context's global TLS settings.")
    private boolean useGlobalSslContextParameters;
    @Metadata(label = "producer,proxy", description = "The proxy's host.")
    private String proxyHost;
    @Metadata(label = "producer,proxy", description = "The proxy's port.")
    private Integer proxyPort;
    @Metadata(label = "producer,proxy", secret = true, description = "The user name for the proxy.")
    private String proxyAuthUsername;
    @Metadata(label = "producer,proxy", secret = true, description = "The password for the proxy.")
    private String proxyAuthPassword;
    @Metadata(label = "producer,advanced",
              description = "A camel-http component in the registry whose time-outs, pool sizes, TLS, host name verifier and"
                            + " proxy are used instead of the options here. Its retries, redirects and cookies are not:"
                            + " nothing is ever sent twice.")
    private HttpComponent httpComponent;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, MessagingAccount> accounts = new HashMap<>();
    /** By the configuration of an endpoint, so that no send has to make its account's name. */
    private final Map<MessagingConfiguration, MessagingAccount> opened = new WeakHashMap<>();
    private HttpTransport transport;
    private volatile ExecutorService routePool;
    private ScheduledExecutorService scheduler;
    private ExecutorService bucketThread;
    private boolean stopped;
    private UriOptions uriOptions;
    private Observers observers;

    protected MessagingComponent() {
        // its context comes afterwards
    }

    protected MessagingComponent(CamelContext context) {
        super(context);
    }

    /** The options that endpoints begin with. */
    public abstract MessagingConfiguration getConfiguration();

    /**
     * Sends a request through the dispatcher of the endpoint's account.
     *
     * @return the answer, or a {@link io.camelmessaging.common.support.wire.TransportException}
     */
    public CompletionStage<ApiResponse> send(ApiRequest request, MessagingConfiguration configuration) {
        if (configuration.isDryRun()) {
            // every call comes by here, so that none is forgotten
            return CompletableFuture.failedFuture(DryRun.noCall());
        }
        MessagingAccount account;
        HttpTransport open;
        lock.lock();
        try {
            if (stopped) {
                return CompletableFuture.failedFuture(AccountDispatcher.stopped());
            }
            openTransport();
            open = transport;
            account = opened.get(configuration);
            if (account == null) {
                account = account(configuration);
            }
        } finally {
            lock.unlock();
        }
        return account.dispatcher().send(open, request);
    }

    /** The account of an endpoint, whose dispatcher is one; of limits that differ the strictest holds. */
    private MessagingAccount account(MessagingConfiguration configuration) {
        AccountLimit asked = AccountLimit.of(configuration);
        MessagingAccount account = accounts.get(configuration.account());
        if (account == null) {
            account = new MessagingAccount(
                    getDefaultName(), EventIdentity.digits(configuration),
                    new AccountDispatcher(
                            maxInFlight, maxQueued, asked.rateLimit(scheduler, this::bucketThread), scheduler),
                    asked);
            accounts.put(configuration.account(), account);
            observers.opened(account);
        } else {
            AccountLimit limit = account.limit().and(asked);
            if (!limit.equals(account.limit())) {
                account.limit(limit);
                account.dispatcher().limit(limit.rateLimit(scheduler, this::bucketThread));
            }
        }
        opened.put(configuration, account);
        return account;
    }

    /** Asks buckets, which may have to ask a database; made when an account has one. */
    private ExecutorService bucketThread() {
        if (bucketThread == null) {
            bucketThread = getCamelContext().getExecutorServiceManager().newSingleThreadExecutor(this,
                    "camel-messaging-" + getDefaultName() + "-bucket");
        }
        return bucketThread;
    }

    /**
     * Opens the dispatcher of the endpoint's account; called at start, so that the limits of all endpoints are known
     * before the first call.
     *
     * @throws IllegalArgumentException if the account has another rateLimitBucket already
     */
    public void openDispatcher(MessagingConfiguration configuration) {
        openTransport();
        lock.lock();
        try {
            if (!stopped) {
                account(configuration);
            }
        } finally {
            lock.unlock();
        }
    }

    /** A call of an endpoint came to this. */
    final void refused(MessagingConfiguration configuration, MessagingException failure) {
        MessagingAccount account;
        lock.lock();
        try {
            account = opened.get(configuration);
        } finally {
            lock.unlock();
        }
        if (account != null) {
            account.refused(failure);
        }
    }

    /** Those who hear what the endpoints do. */
    final Observers observers() {
        return observers;
    }

    /** The pool on which routes go on after an answer; it accepts nothing after the stop. */
    public ExecutorService routePool() {
        return routePool;
    }

    /** Makes the client; called at start, so that wrong TLS settings fail there. Does nothing after the stop. */
    public void openTransport() {
        lock.lock();
        try {
            if (transport == null && !stopped) {
                transport = new HttpTransportBuilder(getCamelContext(), "camel-messaging-" + getDefaultName())
                        .connectTimeout(Duration.ofMillis(connectTimeout))
                        .maxResponseSize(maxResponseSize)
                        .sslContextParameters(tls())
                        .proxy(proxyHost, proxyPort, proxyAuthUsername, proxyAuthPassword)
                        .httpComponent(httpComponent)
                        .build();
                // the default policy, CallerRuns, drops without a word what comes after the shutdown
                routePool = getCamelContext().getExecutorServiceManager().newThreadPool(this,
                        "camel-messaging-" + getDefaultName(),
                        new ThreadPoolProfileBuilder("camel-messaging-" + getDefaultName())
                                .rejectedPolicy(ThreadPoolRejectedPolicy.Abort).build());
                scheduler = getCamelContext().getExecutorServiceManager().newSingleThreadScheduledExecutor(this,
                        "camel-messaging-" + getDefaultName() + "-dispatcher");
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        ComponentProperties.refuseUnknown(this);
        ErrorGuard.guard(getCamelContext());
        observers = Observers.of(getCamelContext());
        uriOptions = new UriOptions(getCamelContext(), getDefaultName(), getEndpointPropertyConfigurer());
    }

    @Override
    protected void doStart() throws Exception {
        MessagingDefaults.refuseMisspelt(getCamelContext());
        lock.lock();
        try {
            stopped = false;
        } finally {
            lock.unlock();
        }
        super.doStart();
    }

    @Override
    protected void doStop() throws Exception {
        lock.lock();
        try {
            stopped = true;
            accounts.values().forEach(account -> {
                account.dispatcher().close();
                observers.closed(account);
            });
            accounts.clear();
            opened.clear();
            if (transport != null) {
                transport.close();
                getCamelContext().getExecutorServiceManager().shutdownNow(scheduler);
                getCamelContext().getExecutorServiceManager().shutdown(routePool);
                if (bucketThread != null) {
                    getCamelContext().getExecutorServiceManager().shutdownNow(bucketThread);
                    bucketThread = null;
                }
                transport = null;
            }
        } finally {
            lock.unlock();
        }
        super.doStop();
    }

    /**
     * Makes an endpoint from its parts: applies the options, then checks them.
     */
    protected <E extends Endpoint & MessagingEndpoint> E configure(E endpoint, Map<String, Object> parameters)
            throws Exception {
        MessagingConfiguration configuration = endpoint.getConfiguration();
        Map<String, Object> extra = PropertiesHelper.extractProperties(parameters, "extraField.");
        if (!extra.isEmpty()) {
            configuration.setExtraFields(Map.copyOf(extra));
        }
        parameters.forEach(uriOptions::checkValue);
        setProperties(endpoint, parameters);
        // before what they leave unset is missed
        uriOptions.refuseUnknown(parameters.keySet());
        String problem = configuration.credentialsProblem();
        if (problem != null && problem.contains("needs credentials")) {
            throw new IllegalArgumentException(
                    problem + CredentialProperties.hint(getCamelContext(), getDefaultName(), problem));
        }
        if (DryRun.isWanted(getCamelContext())) {
            configuration.setDryRun(true);
        }
        if (configuration.getDefaultRegion() == null) {
            configuration.setDefaultRegion(MessagingDefaults.of(getCamelContext()).region());
        }
        configuration.validate();
        return endpoint;
    }

    /**
     * The operation that the URI names, as in {@code smsOneWay} or {@code sms-one-way}.
     *
     * @throws IllegalArgumentException if there is none; it names the nearest
     */
    protected <O extends Enum<O> & Operation> O operation(String remaining, Class<O> table) {
        String given = remaining == null ? "" : remaining;
        try {
            return getCamelContext().getTypeConverter().mandatoryConvertTo(table, StringHelper.dashToCamelCase(given));
        } catch (Exception e) {
            List<String> names = Arrays.stream(table.getEnumConstants()).map(Operation::name).toList();
            String shown = UriOptions.shown(given);
            throw new IllegalArgumentException(
                    getDefaultName() + " has no operation '" + shown + "'" + UriOptions.hint(given, names)
                                               + (shown.endsWith("...")
                                                       ? "; a URI is " + getDefaultName()
                                                         + ":operation?option=value&option=value"
                                                       : "")
                                               + "; it has " + String.join(", ", names) + ".");
        }
    }

    @Override
    public Endpoint createEndpoint(String uri, Map<String, Object> properties) throws Exception {
        uriOptions.maskUnknown(uri);
        return super.createEndpoint(uri, properties);
    }

    /** Names the unknown options, not their values, which may be secret. */
    @Override
    protected void validateParameters(String uri, Map<String, Object> parameters, String optionPrefix) {
        uriOptions.refuse(parameters == null ? Set.of() : parameters.keySet());
    }

    /**
     * A number as E.164, from the form in which the provider writes and gets it; as it is where that cannot be told, as
     * a local number of an unknown region, a short code, a name or an address.
     */
    public String e164(String written) {
        return written;
    }

    private SSLContextParameters tls() {
        if (sslContextParameters != null) {
            return sslContextParameters;
        }
        return useGlobalSslContextParameters ? retrieveGlobalSslContextParameters() : null;
    }

    public long getConnectTimeout() {
        return connectTimeout;
    }

    public void setConnectTimeout(long connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    public int getMaxInFlight() {
        return maxInFlight;
    }

    public void setMaxInFlight(int maxInFlight) {
        this.maxInFlight = maxInFlight;
    }

    public int getMaxQueued() {
        return maxQueued;
    }

    public void setMaxQueued(int maxQueued) {
        this.maxQueued = maxQueued;
    }

    public int getMaxResponseSize() {
        return maxResponseSize;
    }

    public void setMaxResponseSize(int maxResponseSize) {
        this.maxResponseSize = maxResponseSize;
    }

    public SSLContextParameters getSslContextParameters() {
        return sslContextParameters;
    }

    public void setSslContextParameters(SSLContextParameters sslContextParameters) {
        this.sslContextParameters = sslContextParameters;
    }

    @Override
    public boolean isUseGlobalSslContextParameters() {
        return useGlobalSslContextParameters;
    }

    @Override
    public void setUseGlobalSslContextParameters(boolean useGlobalSslContextParameters) {
        this.useGlobalSslContextParameters = useGlobalSslContextParameters;
    }

    public String getProxyHost() {
        return proxyHost;
    }

    public void setProxyHost(String proxyHost) {
        this.proxyHost = proxyHost;
    }

    public Integer getProxyPort() {
        return proxyPort;
    }

    public void setProxyPort(Integer proxyPort) {
        this.proxyPort = proxyPort;
    }

    public String getProxyAuthUsername() {
        return proxyAuthUsername;
    }

    public void setProxyAuthUsername(String proxyAuthUsername) {
        this.proxyAuthUsername = proxyAuthUsername;
    }

    public String getProxyAuthPassword() {
        return proxyAuthPassword;
    }

    public void setProxyAuthPassword(String proxyAuthPassword) {
        this.proxyAuthPassword = proxyAuthPassword;
    }

    public HttpComponent getHttpComponent() {
        return httpComponent;
    }

    public void setHttpComponent(HttpComponent httpComponent) {
        this.httpComponent = httpComponent;
    }
}
