/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.guard;

import org.apache.camel.CamelContext;
import org.apache.camel.VetoCamelContextStartException;
import org.apache.camel.spi.ContextServicePlugin;
import org.apache.camel.support.LifecycleStrategySupport;

/**
 * Guards all sends of an application that has the properties {@code camel.messaging.guard.*}, before its routes start.
 * A context that cannot be guarded as they say does not start.
 */
public final class GuardPlugin implements ContextServicePlugin {

    /** Camel's plugins are made from {@code META-INF/services}. */
    public GuardPlugin() {
        // nothing to set
    }

    @Override
    public void load(CamelContext camelContext) {
        camelContext.addLifecycleStrategy(new LifecycleStrategySupport() {
            @Override
            public void onContextInitialized(CamelContext context) throws VetoCamelContextStartException {
                try {
                    if (GuardSettings.areGiven(context)) {
                        SendGuards.of(context);
                    }
                } catch (RuntimeException e) {
                    // any other exception would be logged and forgotten
                    throw new VetoCamelContextStartException(e.getMessage(), e, context, true);
                }
            }

            @Override
            public void onContextStarting(CamelContext context) throws VetoCamelContextStartException {
                try {
                    if (GuardSettings.areGiven(context)) {
                        GuardSettings.requireRoutes(context);
                    }
                } catch (RuntimeException e) {
                    throw new VetoCamelContextStartException(e.getMessage(), e, context, true);
                }
            }
        });
    }
}
