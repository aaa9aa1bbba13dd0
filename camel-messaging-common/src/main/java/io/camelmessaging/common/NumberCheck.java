/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common;

/**
 * How strictly phone numbers are checked before they are sent.
 */
public enum NumberCheck {

    /** Not at all. */
    off,
    /** The length is possible in its country. */
    possible,
    /** The number lies in a range that its country has assigned. */
    valid
}
