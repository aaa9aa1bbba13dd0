/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.guard;

import java.time.Instant;

/**
 * The messages that wait because of one rule.
 *
 * @param rule     the rule, or {@code stop} with the scope, for {@link SendGuards#releaseAll} and
 *                 {@link SendGuards#dropAll}
 * @param messages how many
 * @param since    when the oldest was held
 */
public record HeldGroup(String rule, long messages, Instant since) {
}
