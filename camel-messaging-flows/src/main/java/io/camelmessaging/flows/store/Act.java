/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.store;

/**
 * What somebody wants to be done to a flow: applied by the node that works on the flow, in one transaction with what
 * follows from it.
 *
 * @param id     names it in the database
 * @param flowId the flow
 * @param kind   what is to be done
 * @param actor  who asked for it
 * @param why    in words of the one who asked; numbers are masked
 */
public record Act(String id, String flowId, Kind kind, String actor, String why) {

    /** What may be done to a flow. */
    public enum Kind {
        /** To end it now. */
        CANCEL,
        /** To go on at once with what it waits to do again. */
        RETRY_NOW,
        /** To go on with a parked flow where it stood. */
        RELEASE,
        /** Its attempt in doubt was sent. */
        WAS_SENT,
        /** Its attempt in doubt was not sent. */
        WAS_NOT_SENT
    }

    /** Names nobody. */
    @Override
    public String toString() {
        return "Act[" + kind + " of " + flowId + "]";
    }
}
