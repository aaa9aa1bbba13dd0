/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.neutral;

/**
 * What stands for an event or a result in the words that all providers share.
 */
public sealed interface NeutralShape permits NeutralReceipt, NeutralMessage, NeutralResult {

    /** {@code receipt}, {@code message} or {@code result}. */
    String type();

    /** The scheme of the component, such as {@code boomware}. */
    String provider();

    /** Tells the accounts at one provider apart, and holds no name; null where none is known. */
    String account();
}
