/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support.binding;

/**
 * A request that knows rules beyond required fields and types.
 */
public interface Validated {

    /**
     * Checks the rules before anything is sent.
     *
     * @throws IllegalArgumentException if one is broken; it names the field and what to do
     */
    void validate();
}
