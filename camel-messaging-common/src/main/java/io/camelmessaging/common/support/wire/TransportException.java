/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support.wire;

import java.io.IOException;

/**
 * A call brought no answer.
 */
public final class TransportException extends IOException {

    private static final long serialVersionUID = 1L;

    private final boolean sent;

    /**
     * @param sent    whether any byte of the request may have reached the provider
     * @param message what happened and what to do, one clause
     */
    public TransportException(boolean sent, String message, Throwable cause) {
        super(message, cause);
        this.sent = sent;
    }

    /** Whether any byte of the request may have reached the provider. */
    public boolean isSent() {
        return sent;
    }
}
