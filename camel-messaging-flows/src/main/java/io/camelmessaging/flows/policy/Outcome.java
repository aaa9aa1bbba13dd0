/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.policy;

/** The words for how a flow ended, as its row and the header {@code CamelMessagingFlowOutcome} have them. */
public final class Outcome {

    public static final String DONE = "done";
    public static final String FAILED = "failed";
    public static final String EXPIRED = "expired";
    public static final String UNKNOWN = "unknown";
    public static final String ANSWERED = "answered";
    public static final String HANDOVER = "handover";
    public static final String OPTED_OUT = "optedOut";
    public static final String CANCELLED = "cancelled";

    private Outcome() {
    }

    /** Whether it is what somebody wanted, so that no log needs to tell of it. */
    public static boolean isSuccess(String outcome) {
        return DONE.equals(outcome) || ANSWERED.equals(outcome) || CANCELLED.equals(outcome);
    }
}
