/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomware;

import io.camelmessaging.common.support.MessagingSpanDecorator;

/** The spans of {@code boomware:} for Camel's telemetry. */
public final class BoomwareSpanDecorator extends MessagingSpanDecorator {

    public BoomwareSpanDecorator() {
        super("boomware");
    }
}
