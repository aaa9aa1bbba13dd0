/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.internal.metrics;

import io.camelmessaging.common.observe.MessagingObserver;
import org.apache.camel.CamelContext;

/**
 * An observer that keeps meters. What names Micrometer is one class further on, so that this can be loaded without it.
 */
public interface MeterObserver extends MessagingObserver {

    /** The class whose beans are registries of meters. */
    String REGISTRY_CLASS = "io.micrometer.core.instrument.MeterRegistry";
    /** Under which name camel-micrometer keeps the one that it uses. */
    String CAMELS_REGISTRY = "metricsRegistry";

    /** Takes the gauges back out of the registry. */
    void close();

    /**
     * The one for the registry of meters of a context: the bean {@code metricsRegistry}, which is the one of Camel's
     * own metrics, else the only bean of its class, else the one that a runtime prefers, which sums up the others.
     *
     * @return null if there is none, or no Micrometer
     */
    static MeterObserver find(CamelContext context) {
        Class<?> type = context.getClassResolver().resolveClass(REGISTRY_CLASS);
        if (type == null) {
            return null;
        }
        Object registry = context.getRegistry().lookupByName(CAMELS_REGISTRY);
        if (!type.isInstance(registry)) {
            registry = context.getRegistry().findSingleByType(type);
        }
        try {
            return registry == null ? null : Meters.of(registry, context.getName());
        } catch (NoClassDefFoundError e) {
            // another bundle's Micrometer, which this one does not see
            return null;
        }
    }
}
