/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomerang;

/**
 * How a feed is read.
 */
public enum ReadMode {

    /** Without consuming; what was processed is dropped here. */
    safe,
    /** The provider marks what it hands out and does not hand it out again. */
    consume
}
