/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support.binding;

/**
 * How sender ids are checked for a provider.
 */
@FunctionalInterface
public interface Senders {

    /**
     * Checks a sender id.
     *
     * @param  sender                   the sender id
     * @param  field                    the field that it goes to, by its wire name
     * @param  source                   where it came from
     * @throws IllegalArgumentException if the provider would not take it
     */
    void check(String sender, String field, String source);
}
