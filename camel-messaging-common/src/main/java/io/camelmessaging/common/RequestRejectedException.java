/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common;

import java.util.Locale;

/**
 * The provider said no and did nothing.
 * <p>
 * Fix the cause that {@link #reason()} names, or send elsewhere; the same call again will be refused again.
 */
public final class RequestRejectedException extends MessagingException {

    private static final long serialVersionUID = 1L;

    private final RejectionReason reason;

    public RequestRejectedException(RejectionReason reason, FailureDetails failure) {
        super(failure, "was refused (" + reason.name().toLowerCase(Locale.ROOT) + ")");
        this.reason = reason;
    }

    /** Why the provider said no. */
    public RejectionReason reason() {
        return reason;
    }
}
