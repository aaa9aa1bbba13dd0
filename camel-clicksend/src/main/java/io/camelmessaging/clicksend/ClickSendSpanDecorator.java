/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend;

import io.camelmessaging.common.support.MessagingSpanDecorator;

/** The spans of {@code clicksend:} for Camel's telemetry. */
public final class ClickSendSpanDecorator extends MessagingSpanDecorator {

    public ClickSendSpanDecorator() {
        super("clicksend");
    }
}
