/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common;

import java.time.Duration;
import java.util.Optional;

/**
 * The provider provably accepted nothing: no connection was made, it asked for fewer calls, or the call never left.
 * <p>
 * The call may be repeated, or made elsewhere.
 */
public final class ProviderUnavailableException extends MessagingException {

    private static final long serialVersionUID = 1L;

    private final transient Duration retryAfter;

    public ProviderUnavailableException(Duration retryAfter, FailureDetails failure) {
        super(failure, "was not accepted");
        this.retryAfter = retryAfter;
    }

    /** How long the provider asked to wait; empty if it did not say. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
