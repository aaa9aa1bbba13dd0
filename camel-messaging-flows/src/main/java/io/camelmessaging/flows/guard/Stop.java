/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.guard;

import java.time.Instant;

/**
 * Sends that somebody stopped.
 *
 * @param scope     what is stopped
 * @param stoppedBy who did it
 * @param reason    why, with numbers of people masked
 * @param stoppedAt when
 */
public record Stop(StopScope scope, String stoppedBy, String reason, Instant stoppedAt) {
}
