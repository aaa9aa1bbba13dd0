/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.examples.campaign;

/**
 * How far a campaign is.
 *
 * @param contacts how many contacts are known so far
 * @param listed   whether the contact list was read to its end
 * @param open     how many wait to be sent
 * @param sending  how many are in a call that is not settled
 * @param accepted how many ClickSend took
 * @param refused  how many ClickSend, or the check of their numbers, refused
 * @param inDoubt  how many were perhaps sent: a person decides
 * @param batches  how many calls were made
 * @param paused   why nothing is sent; null if the campaign runs
 */
public record Progress(int contacts, boolean listed, int open, int sending, int accepted, int refused, int inDoubt,
        int batches, String paused) {

    /** Whether everything was sent that can be. */
    public boolean isDone() {
        return listed && open == 0 && sending == 0;
    }
}
