package io.camelmessaging.flows;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

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
        DefaultCamelContext context = new DefaultCamelContext();
        MessagingFlows flows = new MessagingFlows();
        flows.setDataSource(dataSource);
        flows.setPollDelay(Duration.ofMillis(50));
        flows.setLease(Duration.ofSeconds(2));
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
