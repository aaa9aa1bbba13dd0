/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sendmode;

import io.camelmessaging.common.support.MessagingSpanDecorator;

/** The spans of {@code sendmode:} for Camel's telemetry. */
public final class SendmodeSpanDecorator extends MessagingSpanDecorator {

    public SendmodeSpanDecorator() {
        super("sendmode");
    }
}
