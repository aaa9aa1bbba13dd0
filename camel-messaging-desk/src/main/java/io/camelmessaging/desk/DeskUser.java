/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.desk;

import java.util.Set;

/**
 * Somebody at the desk.
 *
 * @param name  under which acts are recorded
 * @param roles what the person may do; without {@link DeskRole#VIEW} nothing at all
 */
public record DeskUser(String name, Set<DeskRole> roles) {

    private static final int MAX_NAME = 100;

    /** Refuses a name that cannot be recorded. */
    public DeskUser {
        if (name == null || name.isBlank() || name.length() > MAX_NAME) {
            throw new IllegalArgumentException(
                    "The name of a person at the flow desk must have 1 to " + MAX_NAME
                                               + " characters: acts are recorded under it.");
        }
        roles = Set.copyOf(roles);
    }

    /** Whether the person has a role. */
    public boolean may(DeskRole role) {
        return roles.contains(role);
    }
}
