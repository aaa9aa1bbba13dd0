/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.internal.transport;

/**
 * Leave to make one call.
 */
@FunctionalInterface
public interface Permit {

    /** That of a call which nothing limits. */
    Permit UNLIMITED = () -> {
    };

    /**
     * To be called at the moment when the call leaves for the provider, or when it ends without; again does nothing.
     */
    void use();
}
