/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend;

/**
 * What a file is converted for, and how large it may be.
 */
public enum Conversion {

    fax(4_000_000),
    mms(250_000),
    /** Contact import; its limit is not published. */
    csv(10_000_000),
    post(10_000_000),
    /** Its limit is not published. */
    postcard(10_000_000);

    private final int maxSize;

    Conversion(int maxSize) {
        this.maxSize = maxSize;
    }

    /** How many bytes a GIF may have, which begins with {@code GIF8}. */
    int maxGifSize() {
        return this == mms ? 100_000 : maxSize;
    }

    /** How many bytes a file may have. */
    int maxSize() {
        return maxSize;
    }
}
