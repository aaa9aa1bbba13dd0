/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.observe;

/**
 * A flow of this node: what its messages are doing, on all nodes that share the database. The answers may be some
 * seconds old, and are NaN where the database cannot be asked.
 */
public interface ObservedFlow {

    /** Its name, as the parameter {@code name} gives it. */
    String name();

    /** How many messages are in a state and not parked. */
    double open(State state);

    /** How many messages are parked. */
    double parked();

    /** For how many seconds the oldest message has been due that nobody works on; 0 if there is none. */
    double overdueSeconds();

    /** Where a message may stand that has not ended. */
    enum State {
        /** A step is to be sent. */
        NEXT,
        /** A step is being sent. */
        SENDING,
        /** It is not known whether a provider took it. */
        DOUBT,
        /** A receipt or reply is awaited. */
        WAIT,
        /** The outcome is decided, and its endpoint is to be told. */
        END
    }
}
