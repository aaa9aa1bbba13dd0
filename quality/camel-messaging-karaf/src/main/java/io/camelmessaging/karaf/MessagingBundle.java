/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.karaf;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.karaf.core.OsgiDefaultCamelContext;
import org.apache.camel.support.PropertyBindingSupport;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/**
 * An application of a bundle of its own: a context with an HTTP server and the four components, whose options are in a
 * file of properties.
 */
abstract class MessagingBundle implements BundleActivator {

    static final List<String> PROVIDERS = List.of("boomerang", "boomware", "clicksend", "sendmode");

    private CamelContext camel;

    @Override
    public final void start(BundleContext bundle) throws Exception {
        Properties settings = new Properties();
        try (InputStream in = Files.newInputStream(Path.of(bundle.getProperty("messaging.settings")))) {
            settings.load(in);
        }
        camel = new OsgiDefaultCamelContext(bundle);
        camel.getPropertiesComponent().setInitialProperties(settings);
        VertxPlatformHttpServerConfiguration server = new VertxPlatformHttpServerConfiguration();
        server.setBindHost("127.0.0.1");
        server.setBindPort(Integer.parseInt(settings.getProperty("port")));
        camel.addService(new VertxPlatformHttpServer(server));
        PROVIDERS.forEach(provider -> bind(camel, provider, settings));
        addRoutes(camel);
        camel.start();
        started(camel);
    }

    /** Dashes and camel case, below configuration too, as the other runtimes read them. */
    private static void bind(CamelContext camel, String provider, Properties settings) {
        Component component = camel.getComponent(provider);
        String prefix = "camel.component." + provider + ".";
        Map<String, Object> options = new HashMap<>();
        settings.stringPropertyNames().stream().filter(name -> name.startsWith(prefix))
                .forEach(name -> options.put(name.substring(prefix.length()), settings.getProperty(name)));
        PropertyBindingSupport.build().withCamelContext(camel).withTarget(component)
                .withConfigurer(component.getComponentPropertyConfigurer()).withIgnoreCase(true).withMandatory(true)
                .withProperties(options).bind();
    }

    @Override
    public final void stop(BundleContext bundle) {
        camel.stop();
    }

    abstract void addRoutes(CamelContext camel) throws Exception;

    void started(CamelContext camel) throws Exception {
        // its routes do what it is for
    }
}
