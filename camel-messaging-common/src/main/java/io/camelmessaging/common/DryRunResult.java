/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common;

import java.util.List;

/**
 * The body after an operation with the option {@code dryRun}: bound and checked like any other, and never made.
 * <p>
 * It stands in the place of the provider's own answer. Every recipient of a send counts as accepted, under an id that
 * begins with {@link #ID_PREFIX}; an operation that sends nothing, such as a lookup, has no outcomes.
 *
 * @param provider  the component's scheme
 * @param operation the operation that was not made
 * @param outcomes  one for each recipient, with its segments as counted here, and its price if a price table tells it
 */
public record DryRunResult(String provider, String operation, List<RecipientOutcome> outcomes) implements SendResult {

    /** What the message ids of dry runs begin with; no provider's id does. */
    public static final String ID_PREFIX = "dry-run-";

    public DryRunResult {
        outcomes = List.copyOf(outcomes);
    }

    /** Whether a message id is that of a dry run, for which no receipt and no reply ever comes. */
    public static boolean isDryRun(String messageId) {
        return messageId != null && messageId.startsWith(ID_PREFIX);
    }

    /** Names no recipient. */
    @Override
    public String toString() {
        return "DryRunResult[" + provider + ":" + operation + ", " + outcomes.size() + " recipients]";
    }
}
