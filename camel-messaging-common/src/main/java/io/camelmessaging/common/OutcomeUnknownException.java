/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common;

/**
 * The request left and no clear answer came: it may have been carried out, or not.
 * <p>
 * Never repeat it blindly; look it up at the provider, then decide.
 */
public final class OutcomeUnknownException extends MessagingException {

    private static final long serialVersionUID = 1L;

    public OutcomeUnknownException(FailureDetails failure) {
        super(failure, "has an unknown outcome");
    }
}
