/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common;

/**
 * Why a provider said no, in words that all providers share.
 */
public enum RejectionReason {

    /** Credentials are missing, wrong or switched off. */
    AUTHENTICATION,
    /** The account may not do this: inactive, suspended, not permitted, wrongly set up. */
    ACCOUNT,
    /** The balance is used up. */
    FUNDS,
    /** The recipient is not valid, or cannot be reached. */
    RECIPIENT,
    /** The recipient opted out, or is blocked for the account: it is not to be written to, by any provider. */
    OPTED_OUT,
    /** The sender id is not valid or not approved. */
    SENDER,
    /** The request or its text is malformed, too long or refused for what it says. */
    CONTENT,
    /** What the request names does not exist. */
    NOT_FOUND,
    /** What the request would create exists already, or was sent already. */
    CONFLICT,
    /** A verification code is wrong, expired or tried too often. */
    VERIFICATION,
    /** Anything else; the provider's code and text say what. */
    OTHER
}
