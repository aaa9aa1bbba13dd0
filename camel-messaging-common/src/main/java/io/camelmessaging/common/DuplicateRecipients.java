/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common;

/**
 * What becomes of the same message to the same recipient within one exchange.
 */
public enum DuplicateRecipients {

    /** It is sent once. */
    skip,
    /** It is sent as often as it is given. */
    send
}
