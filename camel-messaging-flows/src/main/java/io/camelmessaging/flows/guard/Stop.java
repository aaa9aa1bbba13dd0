/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.guard;

import java.time.Instant;

import io.camelmessaging.common.internal.Redaction;

/**
 * Sends that somebody stopped.
 *
 * @param scope     what is stopped
 * @param stoppedBy who did it
 * @param reason    why
 * @param stoppedAt when
 */
public record Stop(StopScope scope, String stoppedBy, String reason, Instant stoppedAt) {

    /** The same for those who may not see numbers, which a person may have written into the reason. */
    public Stop masked() {
        return new Stop(scope, stoppedBy, Redaction.text(reason), stoppedAt);
    }
}
