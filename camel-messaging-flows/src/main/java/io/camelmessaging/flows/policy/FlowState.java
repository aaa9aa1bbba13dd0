/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.policy;

import io.camelmessaging.flows.store.Flow;

/** The words for where a flow stands, as its row keeps them. */
public final class FlowState {

    /** The next step is to be sent. */
    public static final String NEXT = "NEXT";
    /** A step is being sent; found at the start of work it means that nobody knows whether it was. */
    public static final String SENDING = "SENDING";
    /** It is not known whether the provider took the last attempt. */
    public static final String IN_DOUBT = "DOUBT";
    /** The provider took the last attempt, and its receipt or reply is awaited. */
    public static final String WAIT = "WAIT";
    /** The outcome is decided, and the endpoint for it is being told. */
    public static final String END = "END";
    /** Nothing is left to do. */
    public static final String ENDED = Flow.ENDED;

    private FlowState() {
    }

    /** Whether the outcome is still to be decided. */
    public static boolean isOpen(Flow flow) {
        return flow.outcome() == null;
    }

    /** Whether it is not known if the provider took the last attempt. */
    public static boolean isInDoubt(Flow flow) {
        return flow.state().equals(SENDING) || flow.state().equals(IN_DOUBT);
    }
}
