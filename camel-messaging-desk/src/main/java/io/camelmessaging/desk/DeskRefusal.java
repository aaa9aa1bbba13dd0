/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.desk;

/** Ends a request that the desk does not take. */
final class DeskRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    /** @param message what the caller reads */
    DeskRefusal(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }
}
