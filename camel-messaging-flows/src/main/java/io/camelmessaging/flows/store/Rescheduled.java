/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.store;

import java.time.Instant;

/**
 * A flow that somebody changed while nobody had begun to send it.
 *
 * @param flow as it is written
 * @param due  when there is something to do; null for never
 */
public record Rescheduled(Flow flow, Instant due) {
}
