/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common;

/**
 * Whether sender ids are checked before they are sent.
 */
public enum SenderCheck {

    /** A number of up to 15 digits, or a name of up to 11 characters with a letter among them. */
    on,
    /** Not at all: the provider decides. */
    off
}
