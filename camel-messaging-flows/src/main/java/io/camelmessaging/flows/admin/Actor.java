/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.admin;

import io.camelmessaging.common.internal.Redaction;

/**
 * Who acts on flows, and why: kept with each flow, and shown in its time line. Numbers in the reason are masked, so
 * that nothing of a person outlives the flow's own data.
 *
 * @param who a name by which colleagues know the person or the program; at most 100 characters
 * @param why in a few words; at most 200 characters
 */
public record Actor(String who, String why) {

    private static final int MAX_WHO = 100;
    private static final int MAX_WHY = 200;

    /** @throws IllegalArgumentException if one of both is missing or too long */
    public Actor {
        who = given("who", who, MAX_WHO);
        why = Redaction.text(given("why", why, MAX_WHY));
    }

    private static String given(String name, String value, int max) {
        if (value == null || value.isBlank() || value.strip().length() > max) {
            throw new IllegalArgumentException(
                    "An act on a flow is kept with the one who did it and the reason: give " + name + " in 1 to " + max
                                               + " characters.");
        }
        return value.strip();
    }

    /** Names nobody. */
    @Override
    public String toString() {
        return "Actor[***]";
    }
}
