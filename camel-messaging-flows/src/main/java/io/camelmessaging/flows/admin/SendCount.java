package io.camelmessaging.flows.admin;

import java.time.Instant;

/**
 * How many messages were sent in an hour.
 *
 * @param hour     when the hour begins
 * @param provider the scheme of the component; null where no provider is known, as of a call that reached none
 * @param outcome  {@code ACCEPTED}, {@code REJECTED}, {@code UNAVAILABLE}, {@code UNKNOWN}, or {@code SENDING} for
 *                 those that are under way
 * @param count    how many
 */
public record SendCount(Instant hour, String provider, String outcome, long count) {
}
