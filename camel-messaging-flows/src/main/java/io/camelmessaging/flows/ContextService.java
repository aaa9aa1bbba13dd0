/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.util.Set;
import java.util.function.Supplier;

import org.apache.camel.CamelContext;
import org.apache.camel.Service;

/**
 * Finds the one service of a class that all routes of a Camel context share.
 */
public final class ContextService {

    private ContextService() {
    }

    /**
     * The service of a context, started: the one that it has, else the bean of the class in its registry, else a new
     * one.
     *
     * @throws IllegalArgumentException if the registry has several beans of the class, of which none is to be picked
     */
    public static <T extends Service> T of(CamelContext context, Class<T> type, Supplier<T> fresh) {
        T known = context.hasService(type);
        if (known != null) {
            return known;
        }
        Set<T> beans = context.getRegistry().findByType(type);
        if (beans.size() > 1) {
            throw new IllegalArgumentException(
                    "The registry holds " + beans.size() + " beans of the class " + type.getSimpleName()
                                               + ", and a context has one for all its routes: leave one.");
        }
        T service = beans.isEmpty() ? fresh.get() : beans.iterator().next();
        try {
            context.addService(service, true, true);
        } catch (Exception e) {
            throw e instanceof RuntimeException failure ? failure : new IllegalStateException(e);
        }
        return service;
    }
}
