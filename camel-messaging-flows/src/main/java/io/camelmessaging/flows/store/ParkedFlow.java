/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.store;

import java.time.Instant;

/**
 * A flow that nobody works on any more, as its work failed for too long.
 *
 * @param id             names it in the database, and for {@code MessagingFlows.releaseParked}
 * @param flow           the name of the flow
 * @param conversationId as its message was given it
 * @param outcome        how it ended, if its endpoint is what failed; null if its outcome is still open
 * @param failingSince   when its work failed for the first time since it last succeeded
 * @param parkedAt       since when nobody works on it
 */
public record ParkedFlow(String id, String flow, String conversationId, String outcome, Instant failingSince,
        Instant parkedAt) {
}
