/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.guard;

import io.camelmessaging.common.internal.Redaction;

/**
 * What a person decided, which is kept.
 *
 * @param by     who
 * @param reason why, with numbers of people masked
 */
record Decision(String by, String reason) {

    private static final int MAX_WHO = 100;
    private static final int MAX_REASON = 500;

    /**
     * @throws IllegalArgumentException if one is missing
     */
    static Decision of(String does, String by, String reason) {
        // it is shown and logged wherever the decision is
        return new Decision(who(does, by), Redaction.text(kept("why somebody " + does, reason, MAX_REASON)));
    }

    static String who(String does, String by) {
        return kept("who " + does, by, MAX_WHO);
    }

    private static String kept(String what, String value, int max) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("Say " + what + ": it is kept with the decision.");
        }
        return value.length() <= max ? value : value.substring(0, max);
    }
}
