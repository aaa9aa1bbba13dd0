/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.cluster;

import java.time.Duration;

import com.zaxxer.hikari.HikariDataSource;
import io.camelmessaging.boomware.BoomwareComponent;
import io.camelmessaging.flows.MessagingFlows;
import io.camelmessaging.sandbox.boomware.BoomwareProvider;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/**
 * A node that takes orders from a topic and sends a message for each. Its routes are those of the page.
 */
final class OrdersApplication {

    private OrdersApplication() {
    }

    /** Takes the URL of the database, the broker, the sandbox's URL of Boomware, and the file with the routes. */
    public static void main(String[] arguments) throws Exception {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(arguments[0]);
        pool.setMaximumPoolSize(30);
        try (pool; CamelContext context = context(arguments[1], arguments[2])) {
            MessagingFlows flows = new MessagingFlows();
            flows.setDataSource(pool);
            flows.setLease(Duration.ofSeconds(2));
            flows.setPollDelay(Duration.ofMillis(100));
            context.getRegistry().bind("flows", flows);
            load(context, arguments[3]);
            context.start();
            System.out.println("started");
            ProcessNode.awaitEnd();
        }
    }

    static CamelContext context(String broker, String boomware) {
        DefaultCamelContext context = new DefaultCamelContext();
        context.getPropertiesComponent().addInitialProperty("brokers", broker);
        BoomwareComponent component = context.getComponent("boomware", BoomwareComponent.class);
        component.getConfiguration().setBaseUrl(boomware);
        component.getConfiguration().setAccessToken(BoomwareProvider.ACCESS_TOKEN);
        // two nodes together stay below what the account may
        component.getConfiguration().setMaxRequestsPerPeriod(12);
        return context;
    }

    static void load(CamelContext context, String routes) throws Exception {
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.resolveMandatoryResource(context, routes));
    }
}
