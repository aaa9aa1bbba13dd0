/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.neutral;

import java.time.Duration;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.camelmessaging.common.MessagingException;
import io.camelmessaging.common.OutcomeUnknownException;
import io.camelmessaging.common.ProviderUnavailableException;
import io.camelmessaging.common.RejectionReason;
import io.camelmessaging.common.RequestRejectedException;

/**
 * Why a send failed as a whole; what is null is not in its JSON.
 *
 * @param kind       what a route may do about it
 * @param reason     why the provider refused; null if it did not refuse
 * @param httpStatus the status of the provider's answer; null if there was none
 * @param code       the provider's error code with numbers masked, or null
 * @param text       the provider's error text with numbers and the message masked, or null
 * @param retryAfter how long the provider asked to wait, as ISO 8601 writes it; or null
 */
public record NeutralFailure(Kind kind, RejectionReason reason, Integer httpStatus, String code, String text,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Duration retryAfter) {

    /** The three ways in which a send fails. */
    public enum Kind {
        /** The provider said no, and did nothing. */
        REJECTED,
        /** Provably not accepted: to be repeated, or sent elsewhere. */
        UNAVAILABLE,
        /** The request left, and no clear answer came. */
        UNKNOWN
    }

    static NeutralFailure of(MessagingException failure) {
        int status = failure.getHttpResponseCode();
        return new NeutralFailure(
                kind(failure), failure instanceof RequestRejectedException rejected ? rejected.reason() : null,
                status == 0 ? null : status, set(failure.providerCode()), set(failure.providerText()),
                failure instanceof ProviderUnavailableException unavailable ? unavailable.retryAfter().orElse(null) : null);
    }

    private static String set(String told) {
        return told == null || told.isBlank() ? null : told;
    }

    private static Kind kind(MessagingException failure) {
        if (failure instanceof RequestRejectedException) {
            return Kind.REJECTED;
        }
        return failure instanceof OutcomeUnknownException ? Kind.UNKNOWN : Kind.UNAVAILABLE;
    }
}
