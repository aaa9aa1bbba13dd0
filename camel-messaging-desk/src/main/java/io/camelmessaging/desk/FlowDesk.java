/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.desk;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import io.camelmessaging.flows.ContextService;
import io.camelmessaging.flows.admin.FlowAdministration;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.StartupListener;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A page on the application's own HTTP server, where people see what becomes of messages, look one up, and cancel,
 * retry, release or decide it.
 * <p>
 * A bean of this class in the registry mounts it, and so does the property {@code camel.messaging.desk.enabled=true}.
 * What the bean does not set is taken from the properties {@code camel.messaging.desk.*}. It does not start without a
 * way to tell who may come in.
 */
public class FlowDesk extends ServiceSupport implements CamelContextAware {

    private static final Logger LOG = LoggerFactory.getLogger(FlowDesk.class);
    private static final String DEFAULT_PATH = "/flow-desk";
    private static final Duration DEFAULT_TIMEOUT = Duration.ofHours(8);

    private CamelContext camelContext;
    private String path;
    private DeskAccess access;
    private Duration sessionTimeout;

    private boolean enabled;
    private DeskHandler handler;
    private Consumer consumer;

    /**
     * The one of a Camel context, started: the bean of this class in its registry, or else a new one with the
     * properties of the application.
     */
    public static FlowDesk of(CamelContext context) {
        return ContextService.of(context, FlowDesk.class, FlowDesk::new);
    }

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
    }

    public String getPath() {
        return path == null ? DEFAULT_PATH : path;
    }

    /** Where the page is on the application's HTTP server; {@code /flow-desk} by default. */
    public void setPath(String path) {
        this.path = path;
    }

    public DeskAccess getAccess() {
        return access;
    }

    /** Who may come in. Without it whoever has one of the tokens of the configuration. */
    public void setAccess(DeskAccess access) {
        this.access = access;
    }

    public Duration getSessionTimeout() {
        return sessionTimeout == null ? DEFAULT_TIMEOUT : sessionTimeout;
    }

    /** How long a login lasts; 8 hours by default. */
    public void setSessionTimeout(Duration sessionTimeout) {
        this.sessionTimeout = sessionTimeout;
    }

    @Override
    protected void doInit() {
        DeskSettings settings = DeskSettings.of(camelContext);
        enabled = !Boolean.FALSE.equals(settings.enabled());
        if (!enabled) {
            return;
        }
        path = checked(path == null ? Optional.ofNullable(settings.path()).orElse(DEFAULT_PATH) : path);
        sessionTimeout = sessionTimeout == null ? settings.sessionTimeout() : sessionTimeout;
        if (getSessionTimeout().compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException(
                    "The option sessionTimeout of the flow desk must be at least 1m, not " + sessionTimeout + ".");
        }
        if (access == null && settings.access().isEmpty()) {
            throw new IllegalArgumentException(
                    "The flow desk does not start, since nobody says who may come in: set " + DeskSettings.PREFIX
                                               + "accessToken to at least 16 characters that nobody can guess, or the option"
                                               + " access of the bean FlowDesk.");
        }
        Component server = camelContext.getComponent("platform-http", true, false);
        if (server == null) {
            throw new IllegalArgumentException(
                    "The flow desk needs the application's HTTP server, and there is none: add camel-platform-http-main"
                                               + " (at Spring Boot camel-platform-http-starter, at Quarkus"
                                               + " camel-quarkus-platform-http).");
        }
        DeskAccess who = access == null ? settings.access() : access;
        DeskSessions sessions = new DeskSessions(who.sessionKey(), getSessionTimeout(), Clock.systemUTC());
        DeskDoor door = new DeskDoor(who, sessions, Clock.systemUTC());
        handler = new DeskHandler(path, new DeskApi(door, FlowAdministration.of(camelContext), new DeskGuard(camelContext)));
    }

    private static String checked(String path) {
        if (!path.matches("(/[A-Za-z0-9._~-]+)+")) {
            throw new IllegalArgumentException(
                    "The option path of the flow desk must be a path such as " + DEFAULT_PATH + ", not '" + path + "'.");
        }
        return path;
    }

    @Override
    protected void doStart() throws Exception {
        if (enabled) {
            // the server is there when all else is
            camelContext.addStartupListener(new StartupListener() {
                @Override
                public void onCamelContextStarted(CamelContext context, boolean alreadyStarted) throws Exception {
                    if (context.isStarted()) {
                        mount();
                    }
                }

                @Override
                public void onCamelContextFullyStarted(CamelContext context, boolean alreadyStarted) throws Exception {
                    mount();
                }
            });
        }
    }

    /** Not a route: what a route carries is shown by tracers, and a login is not for them. */
    private void mount() throws Exception {
        if (consumer != null || !isStartingOrStarted()) {
            return;
        }
        PlatformHttpEndpoint endpoint = camelContext.getEndpoint("platform-http:" + path
                                                                 + "?matchOnUriPrefix=true&httpMethodRestrict=GET,POST"
                                                                 + "&useBodyHandler=false&muteException=true",
                PlatformHttpEndpoint.class);
        endpoint.setHeaderFilterStrategy(DeskHandler.headerFilter());
        consumer = endpoint.createConsumer(handler);
        // the first route does so otherwise, and there may be none
        PluginHelper.getUnitOfWorkFactory(camelContext).afterPropertiesConfigured(camelContext);
        ServiceHelper.startService(consumer);
        LOG.info("The flow desk is at the path {} of the HTTP server.", path);
    }

    @Override
    protected void doStop() {
        ServiceHelper.stopAndShutdownService(consumer);
        consumer = null;
    }
}
