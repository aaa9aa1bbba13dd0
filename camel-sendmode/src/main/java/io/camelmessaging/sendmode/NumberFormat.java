/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sendmode;

/**
 * How phone numbers go out.
 */
public enum NumberFormat {

    /** Digits alone: without plus or leading 00; a local number keeps its 0. */
    digits,
    /** As given. */
    asIs,
    /** E.164 with plus. */
    e164
}
