/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.observe;

/** What a send came to, for all its recipients together. */
public enum SendOutcome {
    /** The provider did what was asked, for every recipient. */
    ACCEPTED,
    /** The provider refused some of the recipients. */
    PARTIAL,
    /** The provider said no. */
    REJECTED,
    /** The provider could not be asked; nothing was done. */
    UNAVAILABLE,
    /** The request left, and no clear answer came. */
    UNKNOWN,
    /** Nothing was sent: it waits for a person's decision. */
    HELD,
    /** Nothing was sent: the input was wrong, or a rule of the application refused it. */
    NOT_SENT
}
