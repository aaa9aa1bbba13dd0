/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.desk;

import io.camelmessaging.flows.ContextService;
import org.apache.camel.CamelContext;
import org.apache.camel.VetoCamelContextStartException;
import org.apache.camel.spi.ContextServicePlugin;
import org.apache.camel.support.LifecycleStrategySupport;

/**
 * Mounts the desk of an application that has a bean of the class {@link FlowDesk}, or the property
 * {@code camel.messaging.desk.enabled=true}. Without either this jar does nothing.
 */
public final class DeskPlugin implements ContextServicePlugin {

    /** Camel's plugins are made from {@code META-INF/services}. */
    public DeskPlugin() {
        // nothing to set
    }

    @Override
    public void load(CamelContext camelContext) {
        camelContext.addLifecycleStrategy(new LifecycleStrategySupport() {
            @Override
            public void onContextStarting(CamelContext context) throws VetoCamelContextStartException {
                try {
                    if (DeskSettings.isEnabled(context) || !context.getRegistry().findByType(FlowDesk.class).isEmpty()) {
                        ContextService.of(context, FlowDesk.class, FlowDesk::new);
                    }
                } catch (RuntimeException e) {
                    // any other exception would be logged and forgotten
                    throw new VetoCamelContextStartException(e.getMessage(), e, context, true);
                }
            }
        });
    }
}
