/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.admin;

import java.util.Collection;

import io.camelmessaging.flows.MessagingFlows;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.spi.ContextServicePlugin;
import org.apache.camel.support.LifecycleStrategySupport;

/**
 * Shows the administration in JMX as soon as there are flows: who has JMX alone can ask for nothing before.
 */
public final class AdministrationPlugin implements ContextServicePlugin {

    /** Camel's plugins are made from {@code META-INF/services}. */
    public AdministrationPlugin() {
        // nothing to set
    }

    @Override
    public void load(CamelContext camelContext) {
        camelContext.addLifecycleStrategy(new LifecycleStrategySupport() {
            @Override
            public void onContextStarted(CamelContext context) {
                show(context);
            }

            @Override
            public void onRoutesAdd(Collection<Route> routes) {
                // those that are added later may be the first with a flow
                if (camelContext.isStarted()) {
                    show(camelContext);
                }
            }
        });
    }

    private static void show(CamelContext context) {
        if (context.hasService(MessagingFlows.class) != null) {
            FlowAdministration.of(context);
        }
    }
}
