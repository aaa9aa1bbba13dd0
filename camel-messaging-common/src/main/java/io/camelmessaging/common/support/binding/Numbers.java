/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support.binding;

/**
 * How phone numbers are read for a provider.
 */
public interface Numbers {

    /**
     * A number as the provider wants it.
     *
     * @param  given                    text or a whole number
     * @param  source                   where it came from
     * @throws IllegalArgumentException if it is none
     */
    String wire(Object given, String source);

    /** What is the same for two forms on the wire that are one number to the provider. */
    default String identity(String wire) {
        return wire;
    }
}
