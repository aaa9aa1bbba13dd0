/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomerang;

import io.camelmessaging.common.support.MessagingSpanDecorator;

/** The spans of {@code boomerang:} for Camel's telemetry. */
public final class BoomerangSpanDecorator extends MessagingSpanDecorator {

    public BoomerangSpanDecorator() {
        super("boomerang");
    }
}
