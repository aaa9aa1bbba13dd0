/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common;

/**
 * Why a one-time code was not right, in words that all providers share.
 */
public enum VerificationReason {

    /** The code is wrong, or was used before: it may be asked for again. */
    WRONG_CODE,
    /** The code is too old: a new one has to be sent. */
    EXPIRED,
    /** It was tried too often: a new one has to be sent. */
    TOO_MANY_ATTEMPTS,
    /** The provider knows no such verification. */
    NOT_FOUND,
    /** Anything else; the provider's code says what. */
    OTHER
}
