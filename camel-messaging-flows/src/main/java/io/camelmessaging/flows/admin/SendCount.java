/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.admin;

import java.time.Instant;

/**
 * How many messages were sent in an hour.
 *
 * @param hour     when the hour begins
 * @param provider the scheme of the component; null where it is not known: of a call that no provider took it is that
 *                 of the step, if a route of this context has the flow and the step leads to one provider
 * @param outcome  {@code ACCEPTED}, {@code REJECTED}, {@code UNAVAILABLE}, {@code UNKNOWN}, or {@code SENDING} for
 *                 those that are under way
 * @param count    how many
 */
public record SendCount(Instant hour, String provider, String outcome, long count) {
}
