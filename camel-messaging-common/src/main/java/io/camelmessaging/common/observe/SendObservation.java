/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.observe;

import io.camelmessaging.common.RejectionReason;

/**
 * A send that has ended.
 *
 * @param provider  the component's scheme
 * @param operation the operation's name
 * @param outcome   what it came to
 * @param reason    why it was rejected; null if it was not
 * @param nanos     how long it took, with what it waited for
 * @param accepted  how many recipients were accepted
 * @param rejected  how many were refused
 * @param unknown   of how many it is not known
 * @param notSent   how many were not sent to
 */
public record SendObservation(String provider, String operation, SendOutcome outcome, RejectionReason reason, long nanos,
        int accepted, int rejected, int unknown, int notSent) {
}
