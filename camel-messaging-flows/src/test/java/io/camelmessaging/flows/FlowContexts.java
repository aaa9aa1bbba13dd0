/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;

import javax.sql.DataSource;

import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** Camel contexts with flows that are quick, over a database of the test's. */
final class FlowContexts {

    private FlowContexts() {
    }

    static DefaultCamelContext on(DataSource dataSource) {
        return on(dataSource, new MessagingFlows(), Duration.ofSeconds(2));
    }

    /** On a clock that the test moves; nobody else takes work over then. */
    static DefaultCamelContext on(DataSource dataSource, InstantSource clock) {
        return on(dataSource, new MessagingFlows().goingBy(clock), Duration.ofDays(10_000));
    }

    private static DefaultCamelContext on(DataSource dataSource, MessagingFlows flows, Duration lease) {
        DefaultCamelContext context = new DefaultCamelContext();
        flows.setDataSource(dataSource);
        flows.setPollDelay(Duration.ofMillis(50));
        flows.setLease(lease);
        flows.setThreads(5);
        context.getRegistry().bind("flows", flows);
        context.getShutdownStrategy().setTimeout(5);
        return context;
    }

    static void addYaml(CamelContext context, String routes) throws Exception {
        add(context, "routes.yaml", routes);
    }

    static void addXml(CamelContext context, String routes) throws Exception {
        add(context, "routes.xml", routes);
    }

    private static void add(CamelContext context, String name, String routes) throws Exception {
        Resource resource = ResourceHelper.fromBytes(name, routes.getBytes(StandardCharsets.UTF_8));
        PluginHelper.getRoutesLoader(context).loadRoutes(resource);
    }
}
