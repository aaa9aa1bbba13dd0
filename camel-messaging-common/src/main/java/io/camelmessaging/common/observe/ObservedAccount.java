/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.observe;

/** An account at a provider, as it stands at the moment of the question. */
public interface ObservedAccount {

    /** The component's scheme. */
    String provider();

    /** Tells the accounts at one provider apart, as the header {@code CamelMessagingAccount}; holds no name. */
    String account();

    /** How many calls are under way, or wait for the rate limit. */
    int inFlight();

    /** How many may be. */
    int maxInFlight();

    /** How many calls wait for one of these to end. */
    int queued();

    /** How many may wait. */
    int maxQueued();

    /** How many of the calls in flight wait for the rate limit. */
    int waitingForLimit();

    /**
     * The share of the rate limit that was used in the period that ends now, from 0 to 1; NaN without a known limit.
     */
    double limitUsed();
}
