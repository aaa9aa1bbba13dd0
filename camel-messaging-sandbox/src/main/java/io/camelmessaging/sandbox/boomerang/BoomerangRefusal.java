/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sandbox.boomerang;

import java.util.Map;

import io.camelmessaging.sandbox.WireAnswer;

/**
 * Ends a request with an error answer.
 */
final class BoomerangRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    BoomerangRefusal(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    WireAnswer answer() {
        return WireAnswer.json(status, Map.of("status", status, "message", getMessage()));
    }
}
