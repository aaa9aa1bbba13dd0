/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.admin;

/**
 * What became of an act on one flow.
 *
 * @param id             of the flow; null if none was found
 * @param conversationId its conversation id, or the id that was given
 * @param flow           the name of the flow; null if none was found
 * @param status         whether it was done
 * @param why            why it was not, in a sentence; null if it was
 */
public record ActResult(String id, String conversationId, String flow, Status status, String why) {

    /** What may become of an act. */
    public enum Status {
        /** It was done. */
        APPLIED,
        /** It was not, as it makes no sense for the flow as it stands. */
        REFUSED,
        /** It was not and will not be, as nobody came to it in time: the flow is in the middle of a call, say. */
        BUSY,
        /** There is no such flow. */
        NOT_FOUND
    }

    /** Whether it was done. */
    public boolean isApplied() {
        return status == Status.APPLIED;
    }
}
