/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.util.concurrent.CompletionException;

import io.camelmessaging.common.FailureDetails;
import io.camelmessaging.common.MessagingException;
import io.camelmessaging.common.OutcomeUnknownException;
import io.camelmessaging.common.ProviderUnavailableException;
import io.camelmessaging.common.RequestRejectedException;
import io.camelmessaging.common.support.wire.ApiResponse;
import io.camelmessaging.common.support.wire.TransportException;

/**
 * The exceptions that calls of one operation end with.
 */
final class CallFailures {

    private final String scheme;
    private final Operation operation;

    CallFailures(String scheme, Operation operation) {
        this.scheme = scheme;
        this.operation = operation;
    }

    /** That of an error in an answer. */
    MessagingException of(ApiResponse response, ErrorCode error, String code, String text) {
        FailureDetails failure = details(response.status(), code, text, error.advice(), null);
        return switch (error.effect()) {
            case REFUSED -> new RequestRejectedException(error.reason(), failure);
            case NOT_PROCESSED -> new ProviderUnavailableException(response.retryAfter().orElse(null), failure);
            case UNCLEAR -> operation.isReadOnly()
                    ? new ProviderUnavailableException(response.retryAfter().orElse(null), failure) : unclear(failure);
        };
    }

    /** That of a call that got no answer. */
    MessagingException unanswered(Throwable thrown) {
        Throwable cause = thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        boolean sent = !(cause instanceof TransportException transport) || transport.isSent();
        FailureDetails failure = details(0, null, null, cause.getMessage(), cause);
        return sent ? unclear(failure) : new ProviderUnavailableException(null, failure);
    }

    /** Nobody knows whether it was carried out, which is no matter where it only reads. */
    MessagingException unclear(FailureDetails failure) {
        return operation.isReadOnly()
                ? new ProviderUnavailableException(null, failure) : new OutcomeUnknownException(failure);
    }

    FailureDetails details(int status, String code, String text, String advice, Throwable cause) {
        return new FailureDetails(scheme, operation.name(), status, code, text, advice, cause);
    }
}
